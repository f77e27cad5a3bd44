import { beforeEach, expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadSchedules } from '@/lib/data/reports/schedules'
import { runSchedules } from './run-schedules'
import { addSchedule, pauseSchedule, removeSchedule } from './schedules'

const database = withTestDatabase()
const admin = systemActor('test')
const START = new Date('2026-11-30T12:00:00Z')
const DUE = '2026-12-01T06:00:00.000Z'
const MONTHLY = {
  ...{ report: 'R3', period: 'lastMonth', every: 'month', day: 1, hour: 7, zone: 'Europe/Berlin' },
  ...{ format: 'pdf', channelId: null, recipients: ['ada@corp.example'] },
} as const

beforeEach(async () => {
  await database.pool.query('TRUNCATE report_schedule, message, channel CASCADE')
})

async function addMail(): Promise<void> {
  await database.pool.query(
    `INSERT INTO channel (id, name, kind, settings, created_at, created_by)
     VALUES ('00000000-0000-4000-8000-000000000001', 'Mail', 'mail', '{}', $1, 'test')`,
    [START],
  )
}

const add = (change: object = {}) =>
  addSchedule.run(admin, { ...MONTHLY, ...change } as unknown as Parameters<typeof addSchedule.run>[1], {
    now: START,
  })
const messages = async () =>
  (await database.pool.query('SELECT key, subject, text FROM message ORDER BY created_at')).rows

it('goes out once at its hour, with the period of its due time, and is due next', async () => {
  await addMail()
  expect(await add()).toMatchObject({ ok: true })
  expect(await runSchedules(new Date('2026-12-01T05:59:59Z'))).toBe(0)
  await Promise.all([runSchedules(new Date(DUE)), runSchedules(new Date(DUE))])
  const [message, ...more] = await messages()
  expect(more).toEqual([])
  expect(message?.subject).toContain('1 Nov 2026 00:00 to 30 Nov 2026 24:00 UTC')
  const [schedule] = await loadSchedules(admin)
  expect(schedule).toMatchObject({ nextDueAt: '2027-01-01T06:00:00.000Z', failures: 0, lastProblem: null })
  expect(await runSchedules(new Date('2026-12-01T07:00:00Z'))).toBe(0)
})

it('makes up once for what was missed, and says how late it is', async () => {
  await addMail()
  await add({ every: 'week', day: 1 })
  await runSchedules(new Date('2026-12-22T09:00:00Z'))
  const [message, ...more] = await messages()
  expect(more).toEqual([])
  expect(message?.subject).toContain('late by 27 hours')
  expect((await loadSchedules(admin))[0]?.nextDueAt).toBe('2026-12-28T06:00:00.000Z')
})

it('is tried again after a failure, and paused after five', async () => {
  await add()
  let now = Date.parse(DUE)
  for (const minutes of [0, 10, 60, 360, 1440]) {
    now += minutes * 60_000
    expect(await runSchedules(new Date(now - 1_000))).toBe(0)
    expect(await runSchedules(new Date(now))).toBe(1)
  }
  const [schedule] = await loadSchedules(admin)
  expect(schedule).toMatchObject({
    failures: 5,
    lastProblem: 'No channel can send it.',
    pausedWhy: 'after 5 failures in a row',
  })
  expect(await runSchedules(new Date(now + 86_400_000))).toBe(0)
  await addMail()
  const scheduleId = schedule?.id ?? ''
  await pauseSchedule.run(admin, { scheduleId, paused: false }, { now: new Date(now) })
  expect((await loadSchedules(admin))[0]).toMatchObject({ failures: 0, pausedAt: null })
  expect(await removeSchedule.run(admin, { scheduleId })).toEqual({ ok: true })
  expect(await removeSchedule.run(admin, { scheduleId })).toMatchObject({
    refusal: { kind: 'noSuchSchedule' },
  })
})

it('tells its owner that it is paused, and why', async () => {
  await addMail()
  await database.pool.query(
    `INSERT INTO channel (id, name, kind, settings, created_at, created_by, off_at)
     VALUES ('00000000-0000-4000-8000-000000000002', 'Off', 'mail', '{}', $1, 'test', $1)`,
    [START],
  )
  const owner = { id: 'otto', name: 'Otto', role: 'licensingAdmin' } as const
  await database.prisma.user.create({ data: { ...owner, email: 'otto@corp.example', emailVerified: true } })
  const input = { ...MONTHLY, channelId: '00000000-0000-4000-8000-000000000002' }
  await addSchedule.run(userActor(owner), input as unknown as Parameters<typeof addSchedule.run>[1], {
    now: START,
  })
  let now = Date.parse(DUE)
  for (const minutes of [0, 10, 60, 360, 1440]) {
    expect(await messages()).toEqual([])
    now += minutes * 60_000
    await runSchedules(new Date(now))
  }
  const [told, ...more] = await messages()
  expect(more).toEqual([])
  expect(told?.subject).toBe('Your scheduled report R3 License status is paused')
  expect(told?.text).toContain('after 5 failures in a row. The last one: No channel can send it.')
  const { rows } = await database.pool.query('SELECT recipient FROM delivery')
  expect(rows).toEqual([{ recipient: 'otto@corp.example' }])
})

it('shows no more than its maker sees by then: the machines of their sites, and no report of the whole', async () => {
  await addMail()
  await database.pool.query(`INSERT INTO site (id, name) VALUES (900, 'Berlin')`)
  const maker = { id: 'lena', name: 'Lena', role: 'licensingAdmin' } as const
  await database.prisma.user.create({ data: { ...maker, email: 'lena@corp.example', emailVerified: true } })
  for (const report of ['R3', 'R9']) {
    const input = { ...MONTHLY, report } as unknown as Parameters<typeof addSchedule.run>[1]
    expect(await addSchedule.run(userActor(maker), input, { now: START })).toMatchObject({ ok: true })
  }
  await database.prisma.user.update({ where: { id: 'lena' }, data: { role: 'manager', siteIds: [900] } })
  await runSchedules(new Date(DUE))
  const [message, ...more] = await messages()
  expect(more).toEqual([])
  expect(message?.text).toContain('Only machines of Berlin')
  expect((await loadSchedules(admin)).flatMap(({ lastProblem }) => lastProblem ?? [])).toEqual([
    'Lena, who asked for it, may not see this report any more.',
  ])
})

it.each([
  [{ recipients: [] }, { kind: 'nobodyToSendTo' }],
  [{ channelId: '00000000-0000-4000-8000-00000000000f' }, { kind: 'noSuchChannel' }],
  [{ zone: 'Europe/Nowhere' }, { kind: 'badInput' }],
  [{ every: 'week', day: 0 }, { kind: 'badInput' }],
  [{ report: 'R99' }, { kind: 'badInput' }],
])('refuses %j', async (change, refusal) => {
  expect(await add(change)).toMatchObject({ ok: false, refusal })
})
