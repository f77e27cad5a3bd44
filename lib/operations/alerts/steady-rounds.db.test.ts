import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import { loadAlertHistory, loadKeptAlerts } from '@/lib/data/alerts/alert-store'
import { MACHINE_RULES } from '@/lib/data/alerts/judge-fleet'
import { alertsAt, runAlertRound } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { registerHost } from '../kms-hosts/register-host'
import { emptyRecord } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { changeAlertLimits } from './alert-rules'
import { closeAlerts, snoozeAlerts } from './alerts'
import { addMaintenance } from './maintenance'

const db = withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const START = Date.parse('2026-06-01T12:00:00Z')
const HOUR_MS = 3_600_000
const RUNS = Math.max(3, Number(process.env.PROPERTY_RUNS ?? 0) / 5)
const HOSTS = ['kms01.corp.example', 'kms02.corp.example'] as const
const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'

beforeEach(empty)

async function empty() {
  await emptyRecord(db.pool)
  await db.pool.query(
    'TRUNCATE alert, alert_round, alert_rule, machine_judgement, maintenance_window, kms_host_registration, kms_host_name CASCADE',
  )
  await db.pool.query(
    `INSERT INTO "user" (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@corp.example', 'licensingAdmin', now())
         ON CONFLICT DO NOTHING`,
  )
  for (const name of HOSTS) await registerHost.run(admin, { name }, { now: new Date(START) })
}

const name = (machine: number) => `pc-${machine}.corp.example`

const license = (
  at: Date,
  machine: number,
  status: 'licensed' | 'notification',
  days: number,
): Observation => ({
  kind: 'license',
  observedAt: at.toISOString(),
  client: { name: name(machine) },
  product: { name: 'Windows(R), Enterprise edition', activationId: WINDOWS_11, channel: 'KMS client' },
  status,
  remainingMinutes: status === 'licensed' ? days * 1440 : 0,
  kms: { host: HOSTS[machine % 2] },
})

/** A renewal that holds for so many days from the start. */
const renewal = (machine: number, days: number): Observation => ({
  kind: 'kmsRequest',
  at: new Date(START - (180 - days) * 24 * HOUR_MS).toISOString(),
  host: { name: HOSTS[machine % 2] ?? HOSTS[0] },
  client: { name: name(machine), cmid: `0a0a0a0a-0000-4000-8000-00000000000${machine}`, isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 180 * 1440,
  activationId: WINDOWS_11,
})

const host = (at: Date, place: number, status: 'licensed' | 'notification'): Observation => ({
  kind: 'kmsHost',
  observedAt: at.toISOString(),
  host: { name: HOSTS[place] ?? HOSTS[0] },
  product: {
    name: 'Windows(R), ServerStandard edition',
    description: 'VOLUME_KMS_WS22 channel',
    channel: 'KMS host',
  },
  status,
  currentCount: 30,
})

const record = (at: Date, ...observations: Observation[]) =>
  recordObservations({ observations: observations.map((observation, line) => ({ line, observation })) }, at)

const openIds = async () =>
  (await loadAlertHistory()).flatMap(({ id, state }) => (id && state !== 'closed' ? [id] : []))

type Step = (at: Date) => Promise<unknown>

const machine = fc.integer({ min: 1, max: 4 })
const status = fc.constantFrom('licensed' as const, 'notification' as const)
/** What happens before a round. */
const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  fc
    .tuple(machine, status, fc.integer({ min: 1, max: 180 }))
    .map(([of, is, days]): [string, Step] => [
      `${name(of)} ${is} for ${days} days`,
      (at) => record(at, license(at, of, is, days)),
    ]),
  fc
    .tuple(fc.integer({ min: 0, max: 1 }), status)
    .map(([place, is]): [string, Step] => [`host ${place} ${is}`, (at) => record(at, host(at, place, is))]),
  fc.constant<[string, Step]>(['a snooze', async (at) => snooze(await openIds(), at)]),
  fc.constant<[string, Step]>(['closed by hand', async (at) => close(await openIds(), at)]),
  fc.constantFrom<[string, Step][]>(
    ['maintenance of a host', (at) => maintain(at)],
    [
      'another limit',
      (at) =>
        changeAlertLimits.run(
          admin,
          { rule: 'A16', limits: { daysLeft: at.getUTCHours() + 20 }, reason: 'Tried' },
          { now: at },
        ),
    ],
    ['a machine is gone', () => db.pool.query('DELETE FROM client WHERE id = (SELECT min(id) FROM client)')],
    ['time passes', async () => undefined],
  ),
)

const snooze = (alertIds: number[], at: Date) =>
  alertIds.length > 0 &&
  snoozeAlerts.run(
    admin,
    { alertIds, until: new Date(at.getTime() + 2 * HOUR_MS).toISOString() },
    { now: at },
  )

const close = (alertIds: number[], at: Date) =>
  alertIds.length > 0 &&
  closeAlerts.run(admin, { alertIds: alertIds.slice(0, 2), reason: 'Known' }, { now: at })

const maintain = (at: Date) =>
  addMaintenance.run(
    admin,
    {
      scope: 'host',
      target: HOSTS[0],
      until: new Date(at.getTime() + 2 * HOUR_MS).toISOString(),
      reason: 'Updates',
    },
    { now: at },
  )

const ofMachines = (alerts: Awaited<ReturnType<typeof alertsAt>>) =>
  alerts
    .filter(({ rule, objectKind }) => objectKind === 'client' && MACHINE_RULES.includes(rule))
    .toSorted((one, other) => Number(one.id) - Number(other.id))

it('leaves alerts of machines as a round that reads all of them would, whatever happened in between', async () => {
  // Within a day nothing but what happens makes a machine be read again.
  const hours = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(0.25, 1, 3) },
    { weight: 1, arbitrary: fc.constantFrom(20, 800) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, hours, fc.boolean()), { minLength: 12, maxLength: 30 }),
      async (steps) => {
        await empty()
        let now = START
        await record(
          new Date(now),
          license(new Date(now), 1, 'notification', 0),
          renewal(2, 15),
          renewal(3, 2),
          renewal(4, 31),
        )
        for (const [[, happens], later, isSoon] of steps) {
          now += later * HOUR_MS
          const at = new Date(now)
          await happens(at)
          await runAlertRound(at, isSoon ? new Date(now - HOUR_MS) : undefined)
          if (isSoon) continue
          const kept = await loadKeptAlerts(at, () => 'true')
          expect(ofMachines(kept)).toEqual(ofMachines(await alertsAt(at)))
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 120_000)

it('reads no machine again of which nothing new can be said', async () => {
  const at = (hours: number) => new Date(START + hours * HOUR_MS)
  await record(
    at(0),
    license(at(0), 1, 'notification', 0),
    license(at(0), 2, 'licensed', 20),
    license(at(0), 3, 'licensed', 180),
  )
  const marks = async () => {
    const { rows } = await db.pool.query('SELECT xmin::text, client_id FROM machine_judgement ORDER BY 2')
    return rows
  }
  await runAlertRound(at(1))
  const first = await marks()
  expect(first).toHaveLength(2)
  await runAlertRound(at(2))
  expect(await marks()).toEqual(first)
  await record(at(3), license(at(3), 2, 'licensed', 180))
  await runAlertRound(at(3))
  expect(await marks()).toEqual(first.slice(0, 1))
  // One after an import writes alerts by facts that may be undone before the next of everything.
  await record(at(4), license(at(4), 1, 'notification', 0))
  await runAlertRound(at(4), at(3.5))
  expect(await marks()).toEqual([])
})
