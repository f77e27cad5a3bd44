import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { findImport } from '@/lib/data/imports/import-store'
import { reopenWords } from '@/lib/data/merge/join-names'
import { reworkDecided } from '@/lib/data/merge/merge'
import { inTransaction } from '@/lib/data/transaction'
import { takeBackImport } from '../imports/import-take-back'
import { addNote } from '../notes/notes'
import { anyObservation, JOINABLE_NAMES, LATEST } from '../record/observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { bringBackMachines, forgetMachines } from './forget-machines'
import { mergeMachines, renameMachine, separateName } from './name-machines'

const database = withTestDatabase()
const now = new Date(LATEST + 86_400_000)
const admin = systemActor('Ines')
const reason = 'a file was taken for a machine'

const request = (name: string, at: string, cmid = '1'): Observation => ({
  kind: 'kmsRequest',
  at,
  client: { name, cmid: `0a0a0a0a-0000-4000-8000-00000000000${cmid}`, isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})

const record = (observations: readonly Observation[], importId?: string) =>
  recordObservations(
    { importId, observations: observations.map((observation) => ({ line: 1, observation })) },
    now,
  )

async function machines(): Promise<Record<string, string[]>> {
  const { rows } = await database.pool.query<{ name: string; names: string[] }>(
    `SELECT c.name, array_agg(n.name ORDER BY n.name) AS names FROM client c JOIN client_name n ON n.client_id = c.id GROUP BY 1 ORDER BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, names }) => [name, names]))
}

async function nameId(name: string): Promise<number> {
  const { id } = await database.prisma.clientName.findUniqueOrThrow({ where: { name }, select: { id: true } })
  return id
}

beforeEach(() => emptyRecord(database.pool))

it('merges machines, follows what comes under either name, and parts them again as if it had never been', async () => {
  const said = [
    request('pc-1', '2025-02-01T10:00:00Z'),
    request('pc-2.corp.example', '2025-02-02T10:00:00Z', '2'),
  ]
  await record(said)
  const before = await readRecord(database.pool)
  await addNote.run(admin, { about: 'client', name: 'pc-1', text: 'in the lobby' })
  const input = { names: ['pc-1'], into: 'pc-2.corp.example', reason }
  expect(await mergeMachines.run(NOBODY, input)).toMatchObject({ refusal: { kind: 'notPermitted' } })
  expect(await mergeMachines.run(admin, input, { now })).toMatchObject({ ok: true, machines: 1 })
  expect(await mergeMachines.run(admin, input, { now })).toMatchObject({ refusal: { kind: 'sameMachine' } })
  await record([request('pc-1', '2025-02-03T10:00:00Z')])
  expect(await machines()).toEqual({ 'pc-2.corp.example': ['pc-1', 'pc-2.corp.example'] })
  expect(await rollUpDifferences(database.pool)).toEqual([])
  const { rows } = await database.pool.query(`SELECT observed_at FROM license`)
  expect(rows).toEqual([{ observed_at: new Date('2025-02-03T10:00:00Z') }])

  await separateName.run(admin, { nameId: await nameId('pc-1'), reason }, { now })
  expect(await machines()).toEqual({ 'pc-1': ['pc-1'], 'pc-2.corp.example': ['pc-2.corp.example'] })
  await emptyRecord(database.pool)
  await record(said)
  expect(await readRecord(database.pool)).toEqual(before)
  expect(await database.prisma.auditEntry.findFirst({ where: { action: 'client.merge' } })).toMatchObject({
    subjectId: 'pc-2.corp.example',
    reason,
  })
})

it('renames a machine: the old name leads to it, the name before undoes it, and a name of another machine is refused', async () => {
  await record([
    request('slmgr-output', '2025-02-01T10:00:00Z'),
    request('pc-2', '2025-02-01T10:00:00Z', '2'),
  ])
  const before = await readRecord(database.pool)
  const rename = (machine: string, name: string) =>
    renameMachine.run(admin, { machine, name, reason }, { now })
  expect(await rename('slmgr-output', 'pc-2')).toMatchObject({
    refusal: { kind: 'nameTaken', machine: 'pc-2' },
  })
  expect(await rename('slmgr-output', 'two words')).toMatchObject({ refusal: { kind: 'badInput' } })
  expect(await rename('slmgr-output', 'PC-9.corp.example')).toMatchObject({
    ok: true,
    name: 'pc-9.corp.example',
  })
  await addNote.run(admin, { about: 'client', name: 'pc-9.corp.example', text: 'found it' })
  await record([request('pc-9.corp.example', '2025-02-03T10:00:00Z')])
  expect(await machines()).toEqual({
    'pc-2': ['pc-2'],
    'pc-9.corp.example': ['pc-9.corp.example', 'slmgr-output'],
  })
  const { rows } = await database.pool.query(`SELECT domain FROM client WHERE name = 'pc-9.corp.example'`)
  expect(rows).toEqual([{ domain: 'corp.example' }])
  expect(await rename('pc-9.corp.example', 'front-desk')).toMatchObject({ ok: true })
  expect(await rename('front-desk', 'pc-9.corp.example')).toMatchObject({ ok: true })
  expect(Object.keys(await machines())).toEqual(['pc-2', 'pc-9.corp.example'])
  expect(await rename('pc-9.corp.example', 'slmgr-output')).toMatchObject({ ok: true })
  expect(await database.prisma.note.count()).toBe(1)
  expect(await rollUpDifferences(database.pool)).toEqual([])
  await database.pool.query(`DELETE FROM note`)
  expect(before.client).toHaveLength(2)
})

it('forgets machines: they count nowhere, older news changes nothing, newer news brings one back, and undoing that forgets it again', async () => {
  const said = [request('pc-1', '2025-02-01T10:00:00Z'), request('pc-2', '2025-02-01T10:00:00Z', '2')]
  await record(said)
  const at = new Date('2025-03-01T00:00:00Z')
  await addNote.run(admin, { about: 'client', name: 'pc-1', text: 'sold' })
  expect(await forgetMachines.run(admin, { names: ['pc-1'], reason }, { now: at })).toMatchObject({
    machines: 1,
  })
  expect(await machines()).toEqual({ 'pc-2': ['pc-2'] })
  expect(await rollUpDifferences(database.pool)).toEqual([])
  const older = request('pc-1', '2025-02-20T10:00:00Z')
  await record([older])
  expect(Object.keys(await machines())).toEqual(['pc-2'])

  const { id } = await database.prisma.import.create({
    data: { createdBy: 'test', origin: 'upload', fileName: 'new.txt', status: 'done' },
  })
  await record([request('pc-1', '2025-03-02T10:00:00Z')], id)
  expect(Object.keys(await machines())).toEqual(['pc-1', 'pc-2'])
  expect(await database.prisma.forgottenClient.findFirst()).toMatchObject({
    name: 'pc-1',
    returnedAt: now,
    reason,
  })
  await database.prisma.import.update({ where: { id }, data: { status: 'undoing' } })
  const row = await findImport(id)
  if (row) await takeBackImport(row, { isLost: false }, now)
  expect(Object.keys(await machines())).toEqual(['pc-2'])
  expect(await rollUpDifferences(database.pool)).toEqual([])

  expect(await bringBackMachines.run(admin, { names: ['pc-1'], reason }, { now })).toMatchObject({
    machines: 1,
  })
  await catchUp(now)
  const back = await readRecord(database.pool)
  expect(await database.prisma.note.count()).toBe(1)
  await emptyRecord(database.pool)
  await record([...said, older])
  await catchUp(now)
  expect(back).toEqual(await readRecord(database.pool))
})

interface Decision {
  kind: 'merge' | 'rename' | 'forget'
  a: string
  b: string
}

/** Carries a decision out; returns what undoes it, where it was carried out. */
async function decide({ kind, a, b }: Decision, at: Date): Promise<(() => Promise<unknown>) | undefined> {
  const call = { now }
  if (kind === 'merge') {
    const done = await mergeMachines.run(admin, { names: [a], into: b, reason }, call)
    if (!done.ok) return undefined
    const { subjectId, before } = await database.prisma.auditEntry.findFirstOrThrow({
      where: { action: 'client.merge' },
      orderBy: { id: 'desc' },
    })
    const { name } = before as { name: string }
    return async () => {
      const { rows } = await database.pool.query<{ id: number }>(
        `SELECT n.id FROM client_name n JOIN client c ON c.id = n.client_id
          WHERE c.name = $1 AND merged_from[cardinality(merged_from)] = $2 LIMIT 1`,
        [subjectId, name],
      )
      expect(await separateName.run(admin, { nameId: rows[0]?.id ?? 0, reason }, call)).toMatchObject({
        ok: true,
      })
    }
  }
  if (kind === 'rename') {
    const done = await renameMachine.run(admin, { machine: a, name: `given-${b}`, reason }, call)
    if (!done.ok) return undefined
    return async () =>
      expect(
        await renameMachine.run(admin, { machine: done.name, name: done.from, reason }, call),
      ).toMatchObject({ ok: true })
  }
  const done = await forgetMachines.run(admin, { names: [a], reason }, { now: at })
  return done.ok ? () => bringBackMachines.run(admin, { names: [a], reason }, call) : undefined
}

/** Works the whole record out again from its history and from what people decided. */
const recount = () =>
  inTransaction((db) =>
    reworkDecided(db, now, async () => {
      await db.query(`INSERT INTO rejoined SELECT id FROM client`)
      await db.query(
        `INSERT INTO rematched SELECT DISTINCT name_id, slot FROM activation_event WHERE name_id IS NOT NULL AND slot IS NOT NULL`,
      )
      await db.query(`INSERT INTO label SELECT DISTINCT split_part(name, '.', 1) FROM client_name`)
      await reopenWords(db, null)
    }),
  )

it('gives what a recount gives, whatever the order of imports and decisions, and nothing is left of a decision that is undone', async () => {
  const name = fc.constantFrom(...JOINABLE_NAMES)
  const scenario = fc.record({
    observations: fc.array(anyObservation(JOINABLE_NAMES), { minLength: 4, maxLength: 16 }),
    cut: fc.nat(),
    decisions: fc.array(
      fc.record({
        kind: fc.constantFrom('merge' as const, 'rename' as const, 'forget' as const),
        a: name,
        b: name,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    weeks: fc.integer({ min: 0, max: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ observations, cut, decisions, weeks }) => {
      const first = observations.slice(0, 1 + (cut % observations.length))
      const rest = observations.slice(first.length)
      const at = new Date(Date.UTC(2025, 0, 1) + weeks * 7 * 86_400_000)
      const decided = async (later: readonly Observation[]) => {
        await emptyRecord(database.pool)
        await record(first)
        const undo: (() => Promise<unknown>)[] = []
        for (const decision of decisions) {
          const undone = await decide(decision, at)
          if (undone) undo.unshift(undone)
        }
        for (const one of later) await record([one])
        await catchUp(now)
        return undo
      }
      await decided(rest.toReversed())
      const backwards = await readRecord(database.pool)
      const undo = await decided(rest)
      const forwards = await readRecord(database.pool)
      expect(forwards).toEqual(backwards)
      expect(await rollUpDifferences(database.pool)).toEqual([])
      await recount()
      await catchUp(now)
      expect(await readRecord(database.pool)).toEqual(forwards)

      for (const one of undo) await one()
      await database.pool.query('DELETE FROM forgotten_client WHERE returned_at IS NOT NULL')
      await catchUp(now)
      const undone = await readRecord(database.pool)
      expect(await rollUpDifferences(database.pool)).toEqual([])
      await emptyRecord(database.pool)
      await record(observations)
      await catchUp(now)
      expect(undone).toEqual(await readRecord(database.pool))
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 4), endOnFailure: true },
  )
}, 180_000)
