import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { findImport } from '@/lib/data/imports/import-store'
import { anyObservation, JOINABLE_NAMES, LATEST } from '../record/observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { takeBackImport } from './import-take-back'

const database = withTestDatabase()
const now = new Date(LATEST + 86_400_000)

async function newImport(): Promise<string> {
  const { id } = await database.prisma.import.create({
    data: { createdBy: 'test', origin: 'upload', fileName: randomUUID(), status: 'done' },
  })
  return id
}

const record = (importId: string, observations: readonly Observation[]) =>
  recordObservations(
    { importId, observations: observations.map((observation, index) => ({ line: index + 1, observation })) },
    now,
  )

async function undo(importId: string): Promise<void> {
  await database.prisma.import.update({ where: { id: importId }, data: { status: 'undoing' } })
  const row = await findImport(importId)
  if (!row) throw new Error('the import is gone')
  await takeBackImport(row, { isLost: false }, now)
}

/** What stands in the end when these imports are recorded in turn, each time from an empty record. */
async function recordOf(imports: readonly { id: string; observations: readonly Observation[] }[]) {
  await emptyRecord(database.pool)
  for (const { id, observations } of imports) await record(id, observations)
  await catchUp(now)
  return readRecord(database.pool)
}

it('leaves what would be there had the import never been recorded, whatever others said before and after it', async () => {
  const scenario = fc.record({
    pool: fc.array(anyObservation(JOINABLE_NAMES), { minLength: 3, maxLength: 16 }),
    said: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 10 }), { minLength: 2, maxLength: 4 }),
    mistake: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ pool, said, mistake }) => {
      await database.pool.query('UPDATE import SET recording = NULL')
      const imports = await Promise.all(
        said.map(async (picks) => ({
          id: await newImport(),
          observations: picks.flatMap((pick) => pool[pick % pool.length] ?? []),
        })),
      )
      const wrong = imports[mistake % imports.length]
      const expected = await recordOf(imports.filter((one) => one !== wrong))
      await recordOf(imports)
      if (wrong) await undo(wrong.id)
      await catchUp(now)
      expect(await readRecord(database.pool)).toEqual(expected)
      expect(await rollUpDifferences(database.pool)).toEqual([])
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 5) },
  )
}, 180_000)
