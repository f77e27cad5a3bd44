import { beforeEach, expect, test } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { runAlertRound } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { announce } from './announce'
import { addChannel } from './channels'
import { addRoute } from './routes'
import { sendTest } from './send-test'

const db = withTestDatabase({ PUBLIC_URL: 'https://console.corp.example/' })
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })

let now = new Date('2026-11-30T09:00:00Z')
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

let hook = ''
let relay = ''
beforeEach(async () => {
  now = new Date('2026-11-30T09:00:00Z')
  await db.pool.query('TRUNCATE channel, message, alert, notice, alert_mute CASCADE')
  await db.pool.query('DELETE FROM "user"')
  await db.pool.query(
    `INSERT INTO route (id, name, is_default, roles, severities, created_at, created_by)
     VALUES ('00000000-0000-4000-8000-0000000000d1', 'Everything critical', true, '{licensingAdmin}', '{critical}', now(), 'console')`,
  )
  await db.pool.query(
    `INSERT INTO "user" (id, name, email, role, disabled_at, updated_at) VALUES
       ('ada', 'Ada', 'ada@corp.example', 'licensingAdmin', NULL, now()),
       ('gone', 'Gone', 'gone@corp.example', 'licensingAdmin', now(), now()),
       ('jo', 'Jo', 'jo@corp.example', 'manager', NULL, now())`,
  )
  relay = await channel({
    ...{ kind: 'mail', name: 'Relay' },
    mail: { host: 'mail.corp.example', port: 25, security: 'startTls', from: 'console@corp.example' },
  })
  hook = await channel({ kind: 'webhook', name: 'Hook', url: 'https://hooks.corp.example/x' })
})

async function channel(input: Parameters<typeof addChannel.run>[1]): Promise<string> {
  const made = await addChannel.run(admin, input)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.id
}

async function route(more: Partial<Parameters<typeof addRoute.run>[1]> = {}): Promise<string> {
  const made = await addRoute.run(admin, {
    ...{ name: 'Errors', channelId: hook, timing: 'atOnce', zone: 'UTC', severities: ['error'] },
    ...more,
  })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.id
}

let alerts = 0
/** Opens an alert as a round of rules does. */
async function open(
  more: { severity?: string; object?: string; state?: string; rule?: string } = {},
): Promise<number> {
  alerts += 1
  const { severity = 'critical', object = `kms${alerts}.corp.example`, state = 'open', rule = 'A1' } = more
  const { rows } = await db.pool.query(
    `WITH a AS (
       INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at, evidence, threshold)
       VALUES ($5, CASE $5 WHEN 'A1' THEN 'hostDown' ELSE 'startFailed' END, 'kmsHost', $1, $1, $2, $2, $3, $4, $4,
               '{"checks": 2, "since": "2026-11-30T08:50:00Z", "answers": ["refused"], "at": "2026-11-30T08:50:00Z", "code": "0xC004F038"}', '{}')
       RETURNING id)
     INSERT INTO alert_step (alert_id, at, step, severity) SELECT id, $4, 'opened', $2 FROM a RETURNING alert_id`,
    [object, severity, state, now, rule],
  )
  return rows[0].alert_id
}

async function step(id: number, name: string, state: string): Promise<void> {
  await db.pool.query(
    `UPDATE alert SET state = $2, closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz END,
            closed_how = CASE WHEN $2 = 'closed' THEN 'cleared' END WHERE id = $1`,
    [id, state, now],
  )
  await db.pool.query(
    `INSERT INTO alert_step (alert_id, at, step, severity) SELECT id, $3, $2, severity FROM alert WHERE id = $1`,
    [id, name, now],
  )
}

/** Messages in their order, with who gets them. */
async function messages(): Promise<{ subject: string; to: string[]; text: string; thread: string | null }[]> {
  const { rows } = await db.pool.query(
    `SELECT m.subject, m.text, m.thread, array_agg(coalesce(nullif(d.recipient, ''), c.name) ORDER BY d.recipient) AS to
       FROM message m JOIN delivery d ON d.message_id = m.id JOIN channel c ON c.id = d.channel_id
      GROUP BY m.id ORDER BY m.created_at, m.subject`,
  )
  return rows
}

const whys = async (alertId: number) =>
  (
    await db.pool.query(
      `SELECT r.name, n.kind, n.state, n.why FROM notice n JOIN route r ON r.id = n.route_id WHERE n.alert_id = $1 ORDER BY n.id`,
      [alertId],
    )
  ).rows

test('what is critical reaches every licensing admin by mail half a minute later, in a thread with its end', async () => {
  const id = await open({ object: 'kms02.corp.example' })
  await announce(now)
  expect(await messages()).toEqual([])
  pass(0.5)
  await announce(now)
  const [opening] = await messages()
  expect(opening).toMatchObject({
    ...{ subject: '[critical] kms02.corp.example does not answer', to: ['ada@corp.example'], thread: null },
  })
  expect(opening?.text).toContain('Since 30 Nov 2026, 09:00 UTC.')
  expect(opening?.text).toContain(`https://console.corp.example/alerts/${id}`)
  pass(60)
  await step(id, 'closed', 'closed')
  await announce(now)
  pass(0.5)
  await announce(now)
  await announce(now)
  const [, closing, ...more] = await messages()
  expect(more).toEqual([])
  expect(closing).toMatchObject({ subject: opening?.subject, to: ['ada@corp.example'] })
  expect(closing?.thread).not.toBeNull()
  expect(closing?.text).toContain('Cleared on 30 Nov 2026, 10:00 UTC, after 1 hour.')
})

test('300 hosts at once are one message that names twenty, and later ones wait five minutes', async () => {
  for (let at = 0; at < 300; at += 1) await open()
  await announce(now)
  pass(0.5)
  await announce(now)
  const [all, ...more] = await messages()
  expect(more).toEqual([])
  expect(all?.subject).toMatch(/^\[critical\] .*: 300 alerts$/)
  expect(all?.text.match(/does not answer/g)?.length).toBeLessThanOrEqual(21)
  expect(all?.text).toContain('and 280 more')
  expect(all?.text).toContain('https://console.corp.example/alerts?kind=A1')
  pass(1)
  await open()
  await open()
  await announce(now)
  pass(1)
  await announce(now)
  expect(await messages()).toHaveLength(1)
  pass(3)
  await announce(now)
  expect((await messages()).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('300 alerts'),
    expect.stringContaining('2 alerts'),
  ])
})

test('why somebody did not get it: severity, site, silence, an end before its turn', async () => {
  await route({ name: 'Berlin', severities: [], sites: 'Berlin' })
  const error = await open({ severity: 'error' })
  const muted = await open({ state: 'muted' })
  const short = await open()
  await announce(now)
  await step(short, 'closed', 'closed')
  await announce(now)
  pass(1)
  await announce(now)
  expect(await whys(error)).toEqual([
    { name: 'Everything critical', kind: 'opening', state: 'passed', why: 'severity' },
    { name: 'Berlin', kind: 'opening', state: 'passed', why: 'site' },
  ])
  expect(await whys(muted)).toContainEqual({
    ...{ name: 'Everything critical', kind: 'opening', state: 'passed', why: 'muted' },
  })
  expect((await whys(short)).filter(({ name }) => name === 'Everything critical')).toEqual([
    { name: 'Everything critical', kind: 'opening', state: 'passed', why: 'closedFirst' },
    { name: 'Everything critical', kind: 'closing', state: 'passed', why: 'neverTold' },
  ])
  expect(await messages()).toEqual([])
})

test('what began under a maintenance window is told when it ends, and what was told before is not told again', async () => {
  const before = await open()
  await announce(now)
  pass(1)
  await announce(now)
  await step(before, 'muted', 'muted')
  const during = await open({ state: 'muted' })
  await announce(now)
  pass(60)
  await step(before, 'unmuted', 'open')
  await step(during, 'unmuted', 'open')
  await announce(now)
  pass(1)
  await announce(now)
  expect(await messages()).toHaveLength(2)
  expect((await whys(before)).map(({ why }) => why)).toEqual([null, 'toldAlready'])
})

test('the rest waits for the hour of its digest: one message of all, with what ended meanwhile left out', async () => {
  await route({
    name: 'Morning',
    severities: ['warn', 'error'],
    timing: 'daily',
    hour: 8,
    zone: 'Europe/Berlin',
  })
  const short = await open({ severity: 'warn' })
  await open({ severity: 'warn' })
  await open({ severity: 'error', rule: 'A2' })
  await announce(now)
  await step(short, 'closed', 'closed')
  pass(21 * 60)
  await announce(now)
  expect(await messages()).toEqual([])
  pass(60)
  await announce(now)
  await announce(now)
  const [digest, ...more] = await messages()
  expect(more).toEqual([])
  expect(digest).toMatchObject({ subject: '[error] 2 alerts', to: ['Hook'] })
  expect(digest?.text).toContain('1 error, 1 warn.')
})

test('in quiet hours only what is critical goes out; the rest comes at their end, together', async () => {
  await route({ name: 'Night', severities: [], quietFrom: 22, quietTo: 6 })
  now = new Date('2026-11-30T23:00:00Z')
  await open({ severity: 'error' })
  await open({ severity: 'warn', rule: 'A2' })
  await open({ severity: 'critical' })
  await announce(now)
  pass(1)
  await announce(now)
  expect((await messages()).map(({ to }) => to).toSorted()).toEqual([['Hook'], ['ada@corp.example']])
  now = new Date('2026-12-01T06:00:00Z')
  await announce(now)
  const told = await messages()
  expect(told).toHaveLength(3)
  expect(told[2]).toMatchObject({ subject: '[error] 2 alerts', to: ['Hook'] })
  expect(told[2]?.text).toContain('Held back')
})

test('an hour that is full holds the rest back, which comes as one', async () => {
  await route({ name: 'Few', severities: [], perHour: 1 })
  await open({ severity: 'error', rule: 'A1' })
  await announce(now)
  pass(1)
  await announce(now)
  await open({ severity: 'error', rule: 'A2' })
  await open({ severity: 'error', rule: 'A1' })
  await announce(now)
  pass(10)
  await announce(now)
  expect(await messages()).toHaveLength(1)
  pass(55)
  await announce(now)
  expect((await messages()).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('does not answer'),
    '[error] 2 alerts',
  ])
})

test('nobody acknowledged it in time: it goes to another channel, once, and whoever got that hears of its end', async () => {
  await route({ name: 'Duty', severities: ['critical'], escalateMinutes: 30, escalateTo: relay })
  await db.pool.query(`DELETE FROM notice`)
  const id = await open()
  const taken = await open({ rule: 'A2' })
  await announce(now)
  pass(1)
  await announce(now)
  await step(taken, 'acknowledged', 'acknowledged')
  pass(31)
  await announce(now)
  await announce(now)
  const ofDuty = async () => (await whys(id)).filter(({ name }) => name === 'Duty').map(({ kind }) => kind)
  expect(await ofDuty()).toEqual(['opening', 'escalation'])
  expect((await whys(taken)).filter(({ kind }) => kind === 'escalation')).toEqual([])
  const escalated = (await messages()).filter(({ text }) => text.includes('Nobody has acknowledged this.'))
  expect(escalated.map(({ to }) => to)).toEqual([['ada@corp.example']])
  await step(id, 'closed', 'closed')
  await announce(now)
  pass(1)
  await announce(now)
  const ends = (await messages()).filter(({ text }) => text.includes('Cleared on'))
  expect(ends.map(({ to }) => to).toSorted()).toEqual([['Hook'], ['ada@corp.example'], ['ada@corp.example']])
})

test('an escalation that a full hour holds back still goes to the other channel', async () => {
  await route({
    ...{ name: 'Duty', severities: ['critical'], perHour: 1, escalateMinutes: 30, escalateTo: relay },
  })
  await open()
  await announce(now)
  pass(1)
  await announce(now)
  pass(31)
  await announce(now)
  const escalated = async () =>
    (await messages()).filter(({ text }) => text.includes('Nobody has acknowledged this.'))
  expect(await escalated()).toEqual([])
  pass(30)
  await announce(now)
  expect((await escalated()).map(({ to }) => to)).toEqual([['ada@corp.example']])
})

test('what is open and nobody acknowledges is told again after a day, and then each week', async () => {
  await open()
  await announce(now)
  for (let days = 0; days < 17; days += 0.5) {
    pass(12 * 60)
    await announce(now)
  }
  const told = await messages()
  expect(told.map(({ text }) => text.includes('Still open after'))).toEqual([false, true, true, true])
})

test('that a channel fails goes to every other one, whatever the routes take', async () => {
  await route({ name: 'Hooked', severities: ['info'] })
  await db.pool.query(
    `WITH a AS (INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at, evidence, threshold)
       VALUES ('A31', 'channelFails', 'channel', $1, 'Hook', 'error', 'error', 'open', $2, $2, '{}', '{}') RETURNING id)
     INSERT INTO alert_step (alert_id, at, step, severity) SELECT id, $2, 'opened', 'error' FROM a`,
    [hook, now],
  )
  await announce(now)
  pass(1)
  await announce(now)
  expect((await messages()).map(({ to }) => to)).toEqual([['ada@corp.example']])
})

test('three failures in a row open A31 in the next round, and a message that gets through closes it', async () => {
  await db.pool.query(
    `UPDATE channel SET failures = 3, failing_since = $2, last_problem = '500 no' WHERE id = $1`,
    [hook, now],
  )
  await runAlertRound(now)
  const ofChannel = async () =>
    (await db.pool.query(`SELECT object, severity, state FROM alert WHERE rule = 'A31'`)).rows
  expect(await ofChannel()).toEqual([{ object: hook, severity: 'error', state: 'open' }])
  await db.pool.query('UPDATE channel SET failures = 0, failing_since = NULL WHERE id = $1', [hook])
  pass(15)
  await runAlertRound(now)
  expect(await ofChannel()).toEqual([{ object: hook, severity: 'error', state: 'closed' }])
})

test('without a way out nothing is lost from sight: the ledger says why', async () => {
  await db.pool.query('TRUNCATE channel CASCADE')
  await db.pool.query(
    `INSERT INTO route (id, name, is_default, roles, severities, created_at, created_by)
     VALUES ('00000000-0000-4000-8000-0000000000d1', 'Everything critical', true, '{licensingAdmin}', '{critical}', now(), 'console')
     ON CONFLICT DO NOTHING`,
  )
  const id = await open()
  await announce(now)
  pass(1)
  await announce(now)
  expect(await whys(id)).toEqual([
    { name: 'Everything critical', kind: 'opening', state: 'passed', why: 'noChannel' },
  ])
})

test('a person who switched a rule off for themselves does not hear of it', async () => {
  await db.pool.query(`INSERT INTO alert_mute (user_id, rule) VALUES ('ada', 'A1')`)
  const id = await open()
  await announce(now)
  pass(1)
  await announce(now)
  expect(await whys(id)).toMatchObject([{ state: 'passed', why: 'noRecipient' }])
})

test('a test sends the worst open alert that the route takes, the real way, and says that it is one', async () => {
  const { rows } = await db.pool.query('SELECT id FROM route WHERE is_default')
  const routeId: string = rows[0].id
  expect(await sendTest.run(admin, { routeId }, { now })).toMatchObject({ ok: true })
  await open({ severity: 'warn', object: 'a.corp.example' })
  await open({ severity: 'critical', object: 'b.corp.example' })
  expect(await sendTest.run(admin, { routeId }, { now })).toMatchObject({ ok: true })
  const told = await messages()
  expect(told.map(({ subject, to }) => [subject, to])).toEqual([
    ['[test] [critical] b.corp.example does not answer', ['ada@corp.example']],
    ['[test] [critical] kms.example (an example) does not answer', ['ada@corp.example']],
  ])
  expect(told[0]?.text).toContain('This is a test.')
})

test('10,000 alerts at once are decided about in a few statements and told as one', async () => {
  await db.pool.query(
    `WITH a AS (
       INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at, evidence, threshold)
       SELECT 'A1', 'hostDown', 'kmsHost', 'h' || n, 'h' || n, 'critical', 'critical', 'open', $1, $1, '{"checks": 2}', '{}'
         FROM generate_series(1, 10000) n RETURNING id)
     INSERT INTO alert_step (alert_id, at, step, severity) SELECT id, $1, 'opened', 'critical' FROM a`,
    [now],
  )
  await announce(now)
  pass(1)
  await announce(now)
  const told = await messages()
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain('and 9,980 more')
})
