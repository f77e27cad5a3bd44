import { expect, it } from 'vitest'
import { cimCsvReader } from './cim/csv-reader'
import type { ReadContext } from './reader'
import { recordsOf } from './records-of.testing'
import { vamtCsvReader } from './vamt/csv-reader'

const CONTEXT: ReadContext = { observedAt: '2026-11-01T00:00:00.000Z' }
const CIM = `PSComputerName,Name,LicenseStatus,TrustedTime
ws-1,"Windows(R), Enterprise edition",1,6/3/2026 8:00:00 AM
ws-2,"Windows(R), Enterprise edition",1,6/3/2026 9:00:00 AM
`
const VAMT = `FullyQualifiedDomainName,ProductName,LicenseStatus,LicenseStatusLastUpdated
ws-1.corp.example,"Windows(R), Enterprise edition",Licensed,6/3/2026 8:00:00 AM
ws-2.corp.example,"Windows(R), Enterprise edition",Licensed,6/3/2026 9:00:00 AM
`

it.each([
  ['properties', cimCsvReader, CIM],
  ['a VAMT list', vamtCsvReader, VAMT],
] as const)('is asked once for %s, and its answer dates every row', async (_, reader, csv) => {
  const read = async (context: ReadContext) => {
    const records = await recordsOf(reader, csv, { context })
    return records.map((record) =>
      record.type === 'rejected'
        ? record.asks
        : 'observedAt' in record.observation && record.observation.observedAt,
    )
  }
  const undated = await read(CONTEXT)
  expect(undated.toSorted()).toEqual([CONTEXT.observedAt, CONTEXT.observedAt, 'dayOrder'])
  expect(await read({ ...CONTEXT, dayOrder: 'dayFirst' })).toEqual([
    '2026-03-06T08:00:00.000Z',
    '2026-03-06T09:00:00.000Z',
  ])
})
