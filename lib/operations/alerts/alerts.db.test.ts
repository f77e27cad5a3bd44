import { beforeEach, expect, it } from 'vitest'
import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import { loadAlertHistory } from '@/lib/data/alerts/alert-store'
import { alertsAt, runAlertRound } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { registerHost } from '../kms-hosts/register-host'
import { emptyRecord } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { must } from './alert-year.testing'
import { closeAlerts } from './alerts'
import { addMaintenance, endMaintenance } from './maintenance'

const db = withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
/** A Thursday. */
const now = new Date('2026-11-26T12:00:00Z')
const DAY_MINUTES = 1440
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MINUTES * 60_000)

beforeEach(async () => {
  await emptyRecord(db.pool)
  await db.pool.query('TRUNCATE alert, maintenance_window, kms_host_registration, kms_host_name CASCADE')
  await db.pool.query('DELETE FROM "user"')
  await db.pool.query(
    `INSERT INTO "user" (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@corp.example', 'licensingAdmin', now())`,
  )
})

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'

const license = (days: number, status: LicenseStatus, minutes: number): Observation => ({
  kind: 'license',
  observedAt: inDays(days).toISOString(),
  client: { name: 'pc-1.corp.example' },
  product: { name: 'Windows(R), Enterprise edition', activationId: WINDOWS_11, channel: 'KMS client' },
  status,
  remainingMinutes: minutes,
  kms: { host: 'kms01.corp.example' },
})

const request = (host: string, machine: number, days: number): Observation => ({
  kind: 'kmsRequest',
  at: inDays(days).toISOString(),
  host: { name: host },
  client: {
    name: `pc-${machine}.corp.example`,
    cmid: `0a0a0a0a-0000-4000-8000-${String(machine).padStart(12, '0')}`,
    isVirtual: false,
  },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 180 * DAY_MINUTES,
  activationId: WINDOWS_11,
})

/** So many days from now. */
const record = (days: number, ...observations: Observation[]) =>
  recordObservations(
    { observations: observations.map((observation, line) => ({ line, observation })) },
    inDays(days),
  )

/** What the alerts of these rules are after a round so many days from now. */
async function after(days: number, ...rules: string[]) {
  await runAlertRound(inDays(days))
  const alerts = (await loadAlertHistory()).filter(({ rule }) => rules.includes(rule))
  return alerts.map(({ rule, object, state }) => `${rule} ${object} ${state}`).toSorted()
}

it('tells again of what a person accepted, once it has been well: a machine that is well is in no list of facts', async () => {
  await record(0, license(-1, 'notification', 0))
  expect(await after(0, 'A19')).toEqual(['A19 fleet open', 'A19 pc-1.corp.example open'])
  const alertIds = (await loadAlertHistory()).flatMap(({ id }) => id ?? [])
  await closeAlerts.run(admin, { alertIds, reason: 'It is taken away' }, { now })
  expect(await after(1, 'A19')).toEqual(['A19 fleet closed', 'A19 pc-1.corp.example closed'])

  await record(2, license(2, 'licensed', 180 * DAY_MINUTES))
  await after(2)
  await record(5, license(5, 'notification', 0))
  expect(await after(5, 'A19')).toEqual([
    'A19 fleet closed',
    'A19 fleet open',
    'A19 pc-1.corp.example closed',
    'A19 pc-1.corp.example open',
  ])
})

it('silences a machine by its host, and mutes it with it, whichever of its names the machine and the person say', async () => {
  await registerHost.run(admin, { name: 'kms01.corp.example' }, { now })
  await record(0, request('kms01', 1, -165), {
    kind: 'kmsHost',
    observedAt: inDays(-1).toISOString(),
    host: { name: 'kms01.corp.example' },
    product: {
      name: 'Windows(R), ServerStandard edition',
      description: 'VOLUME_KMS_WS22 channel',
      channel: 'KMS host',
    },
    status: 'notification',
    currentCount: 30,
  })
  expect(await after(0, 'A7', 'A16')).toEqual([
    'A16 pc-1.corp.example suppressed',
    'A7 kms01.corp.example open',
  ])
  const window = {
    scope: 'host' as const,
    target: 'KMS01',
    until: inDays(2).toISOString(),
    reason: 'Updates',
  }
  const made = must(await addMaintenance.run(admin, window, { now }))
  expect(await after(1, 'A7', 'A16')).toEqual(['A16 pc-1.corp.example muted', 'A7 kms01.corp.example muted'])

  // Ended before its time: what still holds is open from the next round on, and its consequence silenced by it.
  must(await endMaintenance.run(admin, { windowId: made.id }, { now: inDays(1) }))
  expect(await after(1, 'A7', 'A16')).toEqual([
    'A16 pc-1.corp.example suppressed',
    'A7 kms01.corp.example open',
  ])
  expect(await endMaintenance.run(admin, { windowId: made.id }, { now: inDays(1) })).toMatchObject({
    refusal: { kind: 'noSuchWindow' },
  })
})

it('plans no maintenance of a host or a site that nobody knows: it would mute nothing', async () => {
  for (const scope of ['host', 'site'] as const) {
    const window = { scope, target: 'kms77', until: inDays(1).toISOString(), reason: 'Updates' }
    expect(await addMaintenance.run(admin, window, { now })).toMatchObject({
      refusal: { kind: 'noSuchTarget', target: 'kms77' },
    })
  }
})

it('calls a host of ours silent while clients are due, and one that is not ours never', async () => {
  await registerHost.run(admin, { name: 'kms01.corp.example' }, { now })
  await record(
    0,
    ...['kms01.corp.example', 'kms09.corp.example'].flatMap((host, place) => [
      request(host, 10 * place + 1, -10),
      request(host, 10 * place + 2, -5),
    ]),
  )
  await runAlertRound(now)
  const silent = (await loadAlertHistory()).filter(({ rule }) => rule === 'A8')
  expect(silent).toMatchObject([{ object: 'kms01.corp.example', evidence: { clientsDue: 1 } }])
})

it('never takes an alert that a round would open for one that is kept', async () => {
  await record(0, license(-1, 'notification', 0))
  await runAlertRound(now)
  await record(1, { ...license(1, 'notification', 0), client: { name: 'pc-2.corp.example' } } as Observation)
  const ids = (await alertsAt(inDays(1))).map(({ id }) => id)
  expect(ids.some((id) => Number(id) < 0)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})
