import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { findImport } from '@/lib/data/imports/import-store'
import { loadUndoOutlook } from '@/lib/data/imports/undo-outlook'
import {
  anyObservation,
  collectionAttempt,
  installedKey,
  JOINABLE_NAMES,
  LATEST,
} from '../record/observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { takeBackImport } from './import-take-back'
import { undoImport } from './import-undo'

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
    pool: fc.array(
      fc.oneof({ weight: 8, arbitrary: anyObservation(JOINABLE_NAMES) }, collectionAttempt, installedKey),
      { minLength: 3, maxLength: 16 },
    ),
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

const request = (name: string, at: string): Observation => ({
  kind: 'kmsRequest',
  at,
  client: { name, cmid: '0a0a0a0a-0000-4000-8000-000000000001', isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})
const reason = 'the wrong file'

it('says before what goes and what stays, then removes it and keeps who did it and why', async () => {
  await emptyRecord(database.pool)
  const recent = new Date()
  const day = (daysAgo: number) => new Date(recent.getTime() - daysAgo * 86_400_000).toISOString()
  const [right, wrong] = [await newImport(), await newImport()]
  const shared = request('pc-1', day(9))
  await recordObservations({ importId: right, observations: [{ line: 1, observation: shared }] }, recent)
  const said = [shared, request('pc-1', day(3))]
  const observations = said.map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ importId: wrong, observations }, recent)
  const actor = systemActor('Ines')
  expect(await loadUndoOutlook(actor, wrong)).toMatchObject({ goes: 1, stays: 1, clientsChanged: 1 })
  expect(await undoImport.run(NOBODY, { importId: wrong, reason })).toMatchObject({ ok: false })
  expect(await undoImport.run(actor, { importId: wrong, reason })).toMatchObject({ ok: true })
  expect(await findImport(wrong)).toMatchObject({
    status: 'undone',
    undone: 1,
    undoneBy: 'Ines',
    undoReason: reason,
  })
  const { rows } = await database.pool.query('SELECT import_id, line FROM activation_event')
  expect(rows).toEqual([{ import_id: right, line: 1 }])
  expect(
    await database.prisma.auditEntry.findFirst({ where: { action: 'import.undo', subjectId: wrong } }),
  ).toMatchObject({ reason, actorName: 'Ines' })
  expect(await undoImport.run(actor, { importId: wrong, reason })).toMatchObject({
    refusal: { kind: 'alreadyUndone' },
  })
})

it('refuses what cannot be undone truthfully', async () => {
  await emptyRecord(database.pool)
  const old = await newImport()
  const years = new Date('2019-03-01')
  await recordObservations(
    { importId: old, observations: [{ line: 1, observation: request('pc-1', '2019-02-01T10:00:00Z') }] },
    years,
  )
  const [nothing, before, sample] = [await newImport(), await newImport(), await newImport()]
  await database.prisma.import.update({ where: { id: before }, data: { recorded: 3 } })
  await database.prisma.import.update({ where: { id: sample }, data: { isSample: true } })
  const refusals = await Promise.all(
    [old, nothing, before, sample].map((importId) =>
      undoImport.run(systemActor('test'), { importId, reason }),
    ),
  )
  expect(refusals).toMatchObject([
    { refusal: { kind: 'pastRetention' } },
    { refusal: { kind: 'nothingRecorded' } },
    { refusal: { kind: 'claimsNotKept' } },
    { refusal: { kind: 'ofSample' } },
  ])
})
