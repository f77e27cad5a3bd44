import { expect, test } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import type { BenchLine } from './bench-line'
import { measureExport } from './export'
import { measureImport } from './import'
import { measureRenewals } from './renewals'

withTestDatabase()
const CLIENTS = 500

/** What benchmarks measure on so small a fleet says nothing; they run to their end. */
function expectFigures(lines: readonly BenchLine[]) {
  for (const { name, ours, peer } of lines) expect([ours, peer].every(Number.isFinite), name).toBe(true)
}

test('renewals, then the export of the same fleet', async () => {
  expectFigures(await measureRenewals({ clients: CLIENTS, renewals: 50 }))
  expectFigures(await measureExport(CLIENTS, new Date('2025-03-01')))
})

test('the import of a CSV file', async () => {
  expectFigures(await measureImport(CLIENTS))
})
