import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { startMailServer, type TestMailServer } from '@/lib/channels/mail-server.testing'
import { type Receiver, startReceiver } from '@/lib/channels/receiver.testing'
import { dueRound } from '@/lib/data/alerts/due'
import { runAlertRound } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { postObservations } from '../ingest/post-observations'
import { registerHost } from '../kms-hosts/register-host'
import { createToken } from '../tokens/tokens'
import { announce } from './announce'
import { addChannel } from './channels'
import { deliverDue } from './deliver'
import { addRoute } from './routes'

const db = withTestDatabase({ NOTIFY_ALLOW: '127.0.0.0/8', PUBLIC_URL: 'https://console.corp.example/' })
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const host = { name: 'kms01.corp.example' }

let mail: TestMailServer
let receiver: Receiver
let onReceived: (() => void) | undefined
beforeEach(async () => {
  onReceived = undefined
  mail = await startMailServer({ authOptional: true, hideSTARTTLS: true })
  receiver = await startReceiver((response) => (onReceived ? onReceived() : response.writeHead(204).end()))
  await db.pool.query('TRUNCATE channel, message, alert, notice, alert_round CASCADE')
  await db.pool.query(
    `INSERT INTO route (id, name, is_default, roles, severities, created_at, created_by)
     VALUES (gen_random_uuid(), 'Everything critical', true, '{licensingAdmin}', '{critical}', now(), 'console')`,
  )
  await db.pool.query('DELETE FROM "user"')
  await db.pool.query(
    `INSERT INTO "user" (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@corp.example', 'licensingAdmin', now())`,
  )
})
afterEach(async () => {
  await Promise.all([mail.close(), receiver.close()])
})

async function channels(): Promise<void> {
  const made = await addChannel.run(admin, {
    ...{ kind: 'mail', name: 'Relay', acceptsPlain: true },
    mail: { host: '127.0.0.1', port: mail.port, security: 'plain', from: 'console@corp.example' },
  })
  expect(made).toMatchObject({ ok: true })
  const hook = { kind: 'webhook', name: 'Hook', url: receiver.url, acceptsPlain: true } as const
  const added = await addChannel.run(admin, hook)
  if (!added.ok) throw new Error(JSON.stringify(added.refusal))
  const route = await addRoute.run(admin, {
    ...{ name: 'Errors', channelId: added.id, timing: 'atOnce', zone: 'UTC' },
    severities: ['error', 'critical'],
  })
  expect(route).toMatchObject({ ok: true })
}

/** What the processes of a console do every two seconds, and judge a second sooner. */
async function turn(now: Date): Promise<void> {
  const due = await dueRound(now)
  if (due) await runAlertRound(now, due.heardFrom)
  await announce(now)
  await deliverDue({ clock: () => now })
}

test('what an import brought that is critical or an error is told within a minute, once, by mail and webhook', async () => {
  const start = Date.parse('2026-11-26T09:00:00Z')
  const at = (seconds: number) => new Date(start + seconds * 1000)
  await channels()
  await registerHost.run(admin, host, { now: at(-60) })
  const made = await createToken.run(
    systemActor('test'),
    { name: 'collector', scopes: ['observations.write'] },
    { now: at(-60) },
  )
  if (!made.ok) throw new Error('refused')
  await turn(at(-2))

  const event = (what: 'startFailed' | 'renewalTimerFailed'): Observation => ({
    ...{ kind: 'kmsService', at: at(-5).toISOString(), host, what, hresult: '0xC004F015' },
  })
  const body = JSON.stringify([event('startFailed'), event('renewalTimerFailed')])
  await postObservations({ token: { id: made.id, name: 'collector', source: 'collector' }, body }, at(0))
  const told: string[] = []
  for (let seconds = 0; seconds <= 70; seconds += 2) {
    await turn(at(seconds))
    const all = [
      ...mail.mails.map(({ raw }) => `mail ${raw.match(/^Subject: (.*)/m)?.[1]}`),
      ...receiver.received.map((one) => `hook ${JSON.parse(one.body).data.title}`),
    ]
    told.splice(0, told.length, ...all)
    if (seconds === 60) expect(told.toSorted()).toEqual(TOLD)
  }
  expect(told).toHaveLength(TOLD.length)
}, 240_000)

const TOLD = [
  'hook KMS did not start on kms01.corp.example',
  'hook The renewal timer of kms01.corp.example failed',
  'mail [critical] KMS did not start on kms01.corp.example',
]

const deliverer = join(import.meta.dirname, '../../../scripts/deliverer.ts')

/** A process that sends, and is killed as soon as the other side has it, before it can note so. */
async function killedWhileSending(received: (kill: () => void) => void): Promise<void> {
  let child: ChildProcess | undefined
  received(() => child?.kill('SIGKILL'))
  child = spawn(process.execPath, ['--import', 'tsx', deliverer], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: 'inherit',
  })
  await once(child, 'exit')
}

test('kill -9 between sending and noting it: one duplicate under the same id at most, and never none', async () => {
  await channels()
  const now = new Date()
  await db.pool.query(
    `WITH a AS (
       INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at, evidence, threshold)
       VALUES ('A2', 'startFailed', 'kmsHost', 'kms01', 'kms01', 'error', 'error', 'open', $1, $1, '{"code": "0xC004F015"}', '{}')
       RETURNING id)
     INSERT INTO alert_step (alert_id, at, step, severity) SELECT id, $1, 'opened', 'error' FROM a`,
    [new Date(now.getTime() - 60_000)],
  )
  await announce(new Date(now.getTime() - 60_000))
  await announce(now)
  await killedWhileSending((kill) => {
    onReceived = kill
  })
  expect(receiver.received).toHaveLength(1)
  onReceived = undefined
  const later = new Date(now.getTime() + 4 * 60_000)
  await deliverDue({ clock: () => later })
  await deliverDue({ clock: () => later })
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(ids).toHaveLength(2)
  expect(ids[1]).toBe(ids[0])
}, 120_000)
