import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { catchUp } from '@/lib/data/catch-up'
import { withTestDatabase } from '@/lib/data/database.testing'
import { anyObservation, JOINABLE_NAMES, LATEST } from '../record/observations.testing'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { separateName } from './name-machines'

const database = withTestDatabase()
const now = new Date(LATEST + 86_400_000)
const CMID = '0a0a0a0a-0000-4000-8000-000000000001'

const request = (name: string, at: string, cmid = CMID): Observation => ({
  kind: 'kmsRequest',
  at,
  client: { name, cmid, isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})

async function recordEach(observations: Observation[]) {
  await emptyRecord(database.pool)
  for (const [index, observation] of observations.entries()) {
    await recordObservations({ observations: [{ line: index + 1, observation }] }, now)
  }
}

async function clients() {
  const { rows } = await database.pool.query<{ name: string; names: string[]; events: number }>(
    `SELECT c.name, array_agg(n.name ORDER BY n.name) AS names,
            sum((SELECT count(*) FROM activation_event e WHERE e.name_id = n.id))::int AS events
       FROM client c JOIN client_name n ON n.client_id = c.id GROUP BY c.name ORDER BY 1`,
  )
  return rows
}

it.each([[['pc-7', 'pc-7.corp.example']], [['pc-7.corp.example', 'pc-7']]])(
  'joins a short name to the FQDN with the same CMID, seen as %s',
  async (order) => {
    await recordEach(order.map((name, index) => request(name, `2025-02-0${index + 1}T10:00:00Z`)))
    expect(await clients()).toEqual([
      { name: 'pc-7.corp.example', names: ['pc-7', 'pc-7.corp.example'], events: 2 },
    ])
    const { rows } = await database.pool.query(
      `SELECT subject_id FROM audit_entry WHERE action = 'client.join'`,
    )
    expect(rows).toContainEqual({ subject_id: 'pc-7.corp.example' })
  },
)

it('leaves a short name alone when two FQDNs share its CMID, also when the second comes later', async () => {
  await recordEach([
    request('pc-7', '2025-02-01T10:00:00Z'),
    request('pc-7.corp.example', '2025-02-02T10:00:00Z'),
    request('pc-7.lab.example', '2025-02-03T10:00:00Z'),
  ])
  expect((await clients()).map(({ name }) => name)).toEqual(['pc-7', 'pc-7.corp.example', 'pc-7.lab.example'])
  expect(await rollUpDifferences(database.pool)).toEqual([])
})

it('does not join names that never shared a CMID', async () => {
  await recordEach([
    request('pc-7', '2025-02-01T10:00:00Z'),
    request('pc-7.corp.example', '2025-02-02T10:00:00Z', '0b0b0b0b-0000-4000-8000-000000000002'),
  ])
  expect(await clients()).toHaveLength(2)
})

it('parts a joined name when a person says so, and does not join it again', async () => {
  await recordEach([
    request('pc-7', '2025-02-01T10:00:00Z'),
    request('pc-7.corp.example', '2025-02-02T10:00:00Z'),
  ])
  const { id } = await database.prisma.clientName.findUniqueOrThrow({ where: { name: 'pc-7' } })
  expect(await separateName.run(NOBODY, { nameId: id, reason: 'two machines' })).toMatchObject({ ok: false })
  expect(
    await separateName.run(systemActor('test'), { nameId: id, reason: 'two machines' }, { now }),
  ).toMatchObject({ ok: true })
  expect(await clients()).toEqual([
    { name: 'pc-7', names: ['pc-7'], events: 1 },
    { name: 'pc-7.corp.example', names: ['pc-7.corp.example'], events: 1 },
  ])
  await recordObservations(
    { observations: [{ line: 1, observation: request('pc-7', '2025-02-09T10:00:00Z') }] },
    now,
  )
  expect(await clients()).toHaveLength(2)
  expect(await rollUpDifferences(database.pool)).toEqual([])
  expect(
    await separateName.run(systemActor('test'), { nameId: id, reason: 'two machines' }, { now }),
  ).toMatchObject({
    refusal: { kind: 'notJoined' },
  })
})

it('joins the same names whatever the order in which they became known', async () => {
  const scenario = fc.record({
    observations: fc.array(anyObservation(JOINABLE_NAMES), { minLength: 1, maxLength: 18 }),
    order: fc.array(fc.nat(), { minLength: 18, maxLength: 18 }),
    batchSize: fc.integer({ min: 1, max: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ observations, order, batchSize }) => {
      const all = observations.map((observation, index) => ({ line: index + 1, observation }))
      await emptyRecord(database.pool)
      await recordObservations({ observations: all }, now)
      await catchUp(now)
      const expected = await readRecord(database.pool)
      await emptyRecord(database.pool)
      const shuffled = all.toSorted((a, b) => (order[a.line - 1] ?? 0) - (order[b.line - 1] ?? 0))
      await recordObservations({ observations: shuffled, batchSize }, now)
      await catchUp(now)
      expect(await readRecord(database.pool)).toEqual(expected)
      expect(await rollUpDifferences(database.pool)).toEqual([])
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 4) },
  )
}, 120_000)
