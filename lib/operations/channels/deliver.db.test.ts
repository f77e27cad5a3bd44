import { afterEach, beforeEach, expect, test } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { CERTIFICATE } from '@/lib/channels/certificate.testing'
import { startMailServer, type TestMailServer } from '@/lib/channels/mail-server.testing'
import { type Receiver, startReceiver } from '@/lib/channels/receiver.testing'
import { withTestDatabase } from '@/lib/data/database.testing'
import { claimNext } from '@/lib/data/deliveries/claims'
import { type NewDelivery, queueDelivery } from '@/lib/data/deliveries/queue-delivery'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { probeGuard } from '@/lib/probes/probe-guard'
import { parseRanges } from '@/lib/server/address-ranges'
import { beat } from './beat'
import { addChannel, removeChannel, switchChannelOff, switchChannelOn } from './channels'
import { deliverDue } from './deliver'
import { sendAgain } from './send-again'

const db = withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })

const network = {
  guard: probeGuard(parseRanges('127.0.0.0/8').ranges),
  resolve: async () => ['127.0.0.1'],
}

/** The wall clock of this test: it goes on only when it is told to. */
let now = new Date('2026-11-30T09:00:00Z')
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const deliver = (more = {}) => deliverDue({ ...network, clock: () => now, ...more })

let mail: TestMailServer
let receiver: Receiver
let status = 204
beforeEach(async () => {
  now = new Date('2026-11-30T09:00:00Z')
  status = 204
  mail = await startMailServer()
  receiver = await startReceiver((response) => response.writeHead(status).end('as it was told'))
  await db.pool.query('TRUNCATE channel, message CASCADE')
})
afterEach(async () => {
  await Promise.all([mail.close(), receiver.close()])
})

async function toMail(): Promise<string> {
  const made = await addChannel.run(admin, {
    ...{ kind: 'mail', name: 'Relay', password: 'right', caCertificate: CERTIFICATE },
    mail: {
      ...{ host: 'mail.test', port: mail.port, security: 'startTls', user: 'console' },
      from: 'console@corp.example',
    },
  })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.id
}

async function toHook(name = 'Hook', url = receiver.url): Promise<string> {
  const made = await addChannel.run(admin, { kind: 'webhook', name, url, acceptsPlain: true })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.id
}

let made = 0
const queue = (channelId: string | null, more: Partial<NewDelivery> = {}) => {
  made += 1
  return inPrismaTransaction((tx) =>
    queueDelivery(
      tx,
      {
        ...{ key: `test ${made}`, channelId, about: { kind: 'report', id: null } },
        ...{ subject: `Report ${made}`, text: 'One.\n\nTwo.', recipients: ['ada@corp.example'] },
        ...more,
      },
      now,
    ),
  )
}

async function ledger() {
  const { rows } = await db.pool.query(
    `SELECT d.recipient, d.state, d.tries, (SELECT a.words FROM delivery_attempt a WHERE a.delivery_id = d.id ORDER BY id DESC LIMIT 1) AS words
       FROM delivery d ORDER BY d.created_at, d.recipient`,
  )
  return rows
}

const channelRow = async (id: string) =>
  (await db.pool.query('SELECT * FROM channel WHERE id = $1', [id])).rows[0]

test('one recipient that is refused keeps none of the others from getting it', async () => {
  mail.answers.set('gone@corp.example', { code: 550, words: '5.1.1 No such user' })
  const id = await toMail()
  await queue(id, { recipients: ['ada@corp.example', 'gone@corp.example', 'jo@corp.example'] })
  await deliver()
  expect(await ledger()).toEqual([
    { recipient: 'ada@corp.example', state: 'sent', tries: 1, words: '250 OK queued as 4711' },
    {
      recipient: 'gone@corp.example',
      state: 'dead',
      tries: 1,
      words: expect.stringContaining('No such user'),
    },
    { recipient: 'jo@corp.example', state: 'sent', tries: 1, words: '250 OK queued as 4711' },
  ])
  expect((await channelRow(id)).failures).toBe(0)
})

test('greylisting is waited for, with files that go along', async () => {
  mail.answers.set('ada@corp.example', { code: 451, words: '4.7.1 Come again' })
  const file = { name: 'r3.csv', type: 'text/csv', bytes: Buffer.from('a;b') }
  await queue(await toMail(), { attachments: [file] })
  await deliver()
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'waiting', tries: 1 }])
  mail.answers.clear()
  pass(1)
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'sent', tries: 2 }])
  expect(mail.mails[0]?.raw).toContain('filename=r3.csv')
})

test('a receiver that answers 500 for an hour gets everything once it is well, and is told to fail meanwhile', async () => {
  const id = await toHook()
  status = 500
  await queue(id)
  for (let minute = 0; minute < 60; minute += 1) {
    await deliver()
    pass(1)
  }
  expect(await ledger()).toMatchObject([{ state: 'waiting', tries: 3, words: '500 as it was told' }])
  expect(await channelRow(id)).toMatchObject({ failures: 3, failing_since: expect.any(Date) })
  status = 200
  pass(60)
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'sent', tries: 4 }])
  expect(await channelRow(id)).toMatchObject({ failures: 0, failing_since: null, last_problem: null })
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('after six tries in a day it is a dead letter, which can be sent again', async () => {
  const id = await toHook()
  status = 503
  await queue(id)
  for (let hour = 0; hour <= 26; hour += 1) {
    await deliver()
    pass(60)
  }
  expect(await ledger()).toMatchObject([{ state: 'dead', tries: 6 }])
  expect(receiver.received).toHaveLength(6)
  status = 200
  const { rows } = await db.pool.query('SELECT id FROM delivery')
  expect(await sendAgain.run(admin, { deliveryId: rows[0].id }, { now })).toMatchObject({ ok: true })
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'sent', tries: 1 }])
})

test('410 switches a channel off; what waits on it is given up', async () => {
  const id = await toHook()
  await queue(id)
  await queue(id)
  status = 410
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'dead' }, { state: 'dead' }])
  expect(await channelRow(id)).toMatchObject({ off_why: 'Its receiver answered 410 as it was told.' })
  expect(await queue(id)).toEqual({ ok: false, why: 'noChannel' })
})

test('a channel that hangs or is down keeps no other waiting, and is not asked for each message', async () => {
  const hanging = await startReceiver(() => undefined)
  const slow = await toHook('Slow', hanging.url)
  const well = await toHook()
  for (let at = 0; at < 5; at += 1) {
    await queue(slow)
    await queue(well)
  }
  await deliver({ withinMs: 1_500 })
  expect(receiver.received).toHaveLength(5)
  expect(hanging.received).toHaveLength(1)
  expect(await channelRow(slow)).toMatchObject({ failures: 1, last_problem: 'no answer within 1.5 seconds' })
  await hanging.close()
})

test('a channel that answers slowly ends its turn after ten seconds, so that heartbeats are not held up', async () => {
  const slow = await startReceiver((response) => {
    pass(0.1)
    response.writeHead(204).end()
  })
  const id = await toHook('Slow', slow.url)
  for (let at = 0; at < 5; at += 1) await queue(id)
  expect(await deliver()).toBe(2)
  expect(await deliver()).toBe(2)
  expect(await deliver()).toBe(1)
  await slow.close()
})

test('a channel that is removed or switched off while it sends: how that ended is noted, and nothing waits for ever', async () => {
  const removing = await startReceiver(async (response) => {
    await removeChannel.run(admin, { channelId: removed })
    response.writeHead(204).end()
  })
  const removed = await toHook('Removed', removing.url)
  const switching = await startReceiver(async (response) => {
    await switchChannelOff.run(admin, { channelId: off })
    response.writeHead(500).end()
  })
  const off = await toHook('Off', switching.url)
  await queue(removed)
  pass(1)
  await queue(off)
  await deliver()
  expect(await ledger()).toMatchObject([
    { state: 'sent', words: '204' },
    { state: 'dead', words: '500' },
  ])
  await Promise.all([removing.close(), switching.close()])
})

test('two workers send each message once', async () => {
  const id = await toHook()
  for (let at = 0; at < 20; at += 1) await queue(id)
  await Promise.all([deliver(), deliver(), deliver()])
  expect(receiver.received).toHaveLength(20)
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(20)
})

test('a worker that was killed between sending and noting it: one duplicate under the same id, and never none', async () => {
  const id = await toHook()
  await queue(id)
  // The other process sent it, and did not live to write so.
  expect(await claimNext(id, now)).toMatchObject({ tries: 1 })
  await deliver()
  expect(receiver.received).toHaveLength(0)
  pass(3)
  await deliver()
  await deliver()
  expect(receiver.received).toHaveLength(1)
  expect(await ledger()).toMatchObject([{ state: 'sent', tries: 2 }])
})

test('a clock that was set back by a day loses nothing', async () => {
  const id = await toHook()
  now = new Date('2026-12-02T09:00:00Z')
  await queue(id)
  now = new Date('2026-11-30T09:00:00Z')
  await deliver()
  expect(await ledger()).toMatchObject([{ state: 'sent' }])
})

test('the same wish twice is one message', async () => {
  const id = await toHook()
  const first = await queue(id, { key: 'once' })
  expect(await queue(id, { key: 'once' })).toEqual(first)
  await deliver()
  expect(receiver.received).toHaveLength(1)
})

test('without a channel of its own a message takes a mail channel that works', async () => {
  expect(await queue(null)).toEqual({ ok: false, why: 'noChannel' })
  await toMail()
  expect(await queue(null, { recipients: [] })).toEqual({ ok: false, why: 'noRecipient' })
  expect(await queue(null)).toMatchObject({ ok: true, deliveries: 1 })
})

test('a switched-off channel sends nothing, and works again when it is on', async () => {
  const id = await toHook()
  await queue(id)
  expect(await switchChannelOff.run(admin, { channelId: id })).toMatchObject({ ok: true, givenUp: 1 })
  await deliver()
  expect(receiver.received).toHaveLength(0)
  await switchChannelOn.run(admin, { channelId: id })
  await queue(id)
  await deliver()
  expect(receiver.received).toHaveLength(1)
})

test('no secret stands in a row, and no product key leaves in a message', async () => {
  const id = await toHook()
  const row = await channelRow(id)
  expect(JSON.stringify([row.settings, row.sealed])).not.toContain(receiver.url)
  await queue(id, { text: 'NPPR9-FWDCX-D2C8J-H872K-2YT43 was pasted' })
  await deliver()
  expect(receiver.received[0]?.body).not.toContain('NPPR9')
})

test('a heartbeat calls at its rhythm, and its failure is seen', async () => {
  const made = await addChannel.run(
    admin,
    { kind: 'heartbeat', name: 'Watcher', url: receiver.url, acceptsPlain: true, everyMinutes: 5 },
    { now },
  )
  if (!made.ok) throw new Error('not made')
  for (let minute = 0; minute < 10; minute += 1) {
    await beat(now, network)
    pass(1)
  }
  expect(receiver.received).toHaveLength(2)
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ sources: 0, staleSources: 0 })
  status = 500
  for (let minute = 0; minute < 15; minute += 1) {
    await beat(now, network)
    pass(1)
  }
  expect(await channelRow(made.id)).toMatchObject({ failures: 3 })
})
