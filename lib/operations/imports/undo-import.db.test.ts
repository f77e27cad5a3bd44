import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { findImport } from '@/lib/data/imports/import-store'
import { loadUndoOutlook } from '@/lib/data/imports/undo-outlook'
import { postObservations } from '../ingest/post-observations'
import { bodyOf } from '../ingest/posted-bodies.testing'
import {
  anyObservation,
  collectionAttempt,
  installedKey,
  JOINABLE_NAMES,
  LATEST,
} from '../record/observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { createToken } from '../tokens/tokens'
import { takeBackImport } from './import-take-back'
import { undoImport } from './import-undo'

const TAKE_BACK = join(import.meta.dirname, '../../../scripts/take-back.ts')

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

const request = (name: string, at: string, machine = 1): Observation => ({
  kind: 'kmsRequest',
  at,
  client: { name, cmid: `0a0a0a0a-0000-4000-8000-${String(machine).padStart(12, '0')}`, isVirtual: false },
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

/** How much of the history is said by an import first. */
async function historyOf(importId: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM activation_event WHERE import_id = $1`,
    [importId],
  )
  return rows[0]?.count ?? 0
}

it('is undone once where two undo it at once', async () => {
  await emptyRecord(database.pool)
  const id = await newImport()
  const recent = new Date()
  const observation = request('pc-1', new Date(recent.getTime() - 86_400_000).toISOString())
  await recordObservations({ importId: id, observations: [{ line: 1, observation }] }, recent)
  const both = await Promise.all(
    ['Ines', 'Otto'].map((name) => undoImport.run(systemActor(name), { importId: id, reason })),
  )
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both).toContainEqual(expect.objectContaining({ refusal: { kind: 'alreadyUndone' } }))
  expect(await findImport(id)).toMatchObject({ status: 'undone', undone: 1 })
  expect(await database.prisma.client.count()).toBe(0)
})

it('is taken up again where it broke off, and meets another import of the same file on its way', async () => {
  await emptyRecord(database.pool)
  const said = Array.from({ length: 6_000 }, (_, index) =>
    request(`pc-${index}`, new Date(Date.UTC(2025, 1, 1) + index * 60_000).toISOString(), index),
  )
  const [wrong, same] = [await newImport(), await newImport()]
  await record(wrong, said)
  await database.prisma.import.update({ where: { id: wrong }, data: { status: 'undoing' } })
  let looks = 0
  const lost = {
    get isLost() {
      looks += 1
      return looks > 1
    },
  }
  const row = await findImport(wrong)
  if (!row) throw new Error('the import is gone')
  await expect(takeBackImport(row, lost, now)).rejects.toThrow('another process')
  const left = await historyOf(wrong)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(6_000)
  expect(await rollUpDifferences(database.pool)).toEqual([])

  const half = said.slice(0, 3_000)
  await Promise.all([undo(wrong), record(same, half)])
  await catchUp(now)
  const after = await readRecord(database.pool)
  expect(await rollUpDifferences(database.pool)).toEqual([])
  expect(await historyOf(wrong)).toBe(0)
  const expected = await recordOf([{ id: same, observations: half }])
  expect(after.client).toEqual(expected.client)
  expect(after.license).toEqual(expected.license)
  expect(after.event).toEqual(expected.event)
  expect(after.change).toEqual(expected.change)
}, 120_000)

it('goes on after kill -9 in the middle, and ends as if the import had never been', async () => {
  await emptyRecord(database.pool)
  const said = Array.from({ length: 9_000 }, (_, index) =>
    request(
      `pc-${index % 3_000}`,
      new Date(Date.UTC(2025, 1, 1) + index * 60_000).toISOString(),
      index % 3_000,
    ),
  )
  const [right, wrong] = [await newImport(), await newImport()]
  await record(right, said.slice(0, 4_500))
  const before = await readRecord(database.pool)
  await record(wrong, said)
  await database.prisma.import.update({ where: { id: wrong }, data: { status: 'undoing' } })
  const undoer = spawn(process.execPath, ['--import', 'tsx', TAKE_BACK, wrong, now.toISOString()], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(undoer, 'exit')
  while (((await findImport(wrong))?.undone ?? 0) === 0 && undoer.exitCode === null)
    await new Promise((done) => setTimeout(done, 5))
  undoer.kill('SIGKILL')
  await ended
  expect(await findImport(wrong)).toMatchObject({ status: 'undoing' })
  const left = await historyOf(wrong)
  expect(left).toBeGreaterThan(0)

  const row = await findImport(wrong)
  if (!row) throw new Error('the import is gone')
  await takeBackImport(row, { isLost: false }, now)
  expect(await historyOf(wrong)).toBe(0)
  expect(await findImport(wrong)).toMatchObject({ status: 'undone' })
  expect(await rollUpDifferences(database.pool)).toEqual([])
  expect(await readRecord(database.pool)).toEqual(before)
}, 120_000)

it('takes back all posts of an hour of a source, and records the same bytes anew under another import', async () => {
  await emptyRecord(database.pool)
  const made = await createToken.run(systemActor('test'), { name: 'berlin', scopes: ['observations.write'] })
  if (!made.ok) throw new Error('refused')
  const token = { id: made.id, name: 'berlin', source: 'berlin' }
  const post = async (number: number) => {
    const outcome = await postObservations({ token, body: bodyOf(number) }, new Date())
    return outcome.kind === 'answered' ? outcome.answer : undefined
  }
  const [first, second] = [await post(1), await post(2)]
  expect(second?.import).toBe(first?.import)
  expect(await undoImport.run(systemActor('Ines'), { importId: first?.import ?? '', reason })).toMatchObject({
    ok: true,
  })
  const clients = async () => (await database.pool.query('SELECT FROM client')).rowCount
  expect(await clients()).toBe(0)
  const again = await post(1)
  expect(again).toMatchObject({ recorded: 10, unchanged: 0 })
  expect(again?.replayed).toBeUndefined()
  expect(again?.import).not.toBe(first?.import)
  expect(await clients()).toBe(10)
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
