import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { probeGuard } from '@/lib/probes/probe-guard'
import { parseRanges } from '@/lib/server/address-ranges'
import type { OpenChannel } from './outgoing'
import { aCard, anOutgoing, HOSTILE_NAMES } from './outgoing.testing'
import { type Receiver, startReceiver } from './receiver.testing'
import { sendPost } from './send-post'
import { newSigningSecret } from './webhook-signature'

const loopback = probeGuard(parseRanges('127.0.0.0/8').ranges)
const now = new Date('2026-11-30T09:13:30Z')

let receiver: Receiver | undefined
afterEach(async () => {
  await receiver?.close()
  receiver = undefined
})

const post = (channel: Partial<OpenChannel>, outgoing = anOutgoing(), options = {}) =>
  sendPost(
    { kind: 'webhook', settings: {}, ...channel, secrets: { url: receiver?.url ?? '', ...channel.secrets } },
    outgoing,
    now,
    { guard: loopback, ...options },
  )

test('a webhook is signed over id, time and body, with both secrets while one is exchanged', async () => {
  receiver = await startReceiver()
  const [secret, previousSecret] = [newSigningSecret(), newSigningSecret()]
  const outgoing = anOutgoing()
  const answer = await post({ secrets: { secret, previousSecret } }, outgoing)
  expect(answer).toMatchObject({ outcome: 'sent', code: 204 })
  const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' }
  expect(headers['webhook-id']).toBe(outgoing.messageId)
  expect(headers['webhook-timestamp']).toBe(String(now.getTime() / 1000))
  const signed = (key: string) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${outgoing.messageId}.${now.getTime() / 1000}.${body}`)
      .digest('base64')}`
  expect(headers['webhook-signature']).toBe(`${signed(secret)} ${signed(previousSecret)}`)
  expect(JSON.parse(body)).toMatchObject({
    ...{ type: 'alert', timestamp: outgoing.at },
    data: { id: outgoing.messageId, severity: 'critical', subject: outgoing.subject, isTest: false },
  })
})

test.each([
  [200, 'sent'],
  [202, 'sent'],
  [301, 'refused'],
  [307, 'refused'],
  [400, 'retry'],
  [404, 'retry'],
  [410, 'gone'],
  [429, 'retry'],
  [500, 'retry'],
])('%i means %s', async (status, outcome) => {
  receiver = await startReceiver((response) =>
    response
      .writeHead(status, { Location: 'http://127.0.0.1:1/elsewhere', 'Retry-After': '120' })
      .end('what it says'),
  )
  const answer = await post({})
  expect(answer).toMatchObject({ outcome, code: status })
  expect(answer.afterSeconds).toBe(outcome === 'retry' ? 120 : undefined)
  if (outcome === 'retry') expect(answer.words).toBe(`${status} what it says`)
  expect(receiver.received).toHaveLength(1)
})

test('one that hangs is given up, also when it trickles', async () => {
  receiver = await startReceiver(() => undefined)
  const hanging = await post({}, anOutgoing(), { withinMs: 150 })
  expect(hanging).toMatchObject({ outcome: 'retry', isChannelDown: true })
  expect(hanging.words).toContain('no answer within')
  await receiver.close()
  receiver = await startReceiver((response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(timer))
  })
  expect(await post({}, anOutgoing(), { withinMs: 150 })).toMatchObject({ outcome: 'retry' })
})

test('one that talks without end is read no further than it is kept', async () => {
  receiver = await startReceiver((response) => response.writeHead(500).end('x'.repeat(5_000_000)))
  const answer = await post({})
  expect(answer.words.length).toBeLessThanOrEqual(500)
})

test.each([
  ['http://127.0.0.1/', 'this machine'],
  ['http://[::1]/', 'this machine'],
  ['http://[::ffff:127.0.0.1]/', 'this machine'],
  ['http://0.0.0.0/', 'this machine'],
  ['http://2130706433/', 'this machine'],
  ['http://169.254.169.254/latest/meta-data', 'metadata'],
  ['http://[fe80::1]/', 'link-local'],
])('%s is not posted to', async (url, why) => {
  const answer = await post({ secrets: { url } }, anOutgoing(), { guard: probeGuard([]) })
  expect(answer).toMatchObject({ outcome: 'refused' })
  expect(answer.words).toContain(why)
})

test('a name is resolved once, and one that is rebound to loopback is not followed', async () => {
  receiver = await startReceiver()
  let asked = 0
  const resolve = async () => {
    asked += 1
    return asked === 1 ? ['203.0.113.9'] : ['127.0.0.1']
  }
  const url = `http://hooks.test:${receiver.port}/hook`
  // The first answer is checked and is where the connection goes; nobody is there, and nobody asks again.
  await post({ secrets: { url } }, anOutgoing(), { guard: probeGuard([]), resolve, withinMs: 200 })
  expect(asked).toBe(1)
  const rebound = await post({ secrets: { url } }, anOutgoing(), { guard: probeGuard([]), resolve })
  expect(rebound).toMatchObject({ outcome: 'refused' })
  expect(receiver.received).toEqual([])
})

test.each(HOSTILE_NAMES)('%j names a machine in cards and does nothing else', async (name) => {
  receiver = await startReceiver()
  const card = aCard({
    title: name,
    items: [{ title: name, detail: name, url: 'https://console.corp.example/x' }],
  })
  const outgoing = anOutgoing({ card })
  for (const kind of ['slack', 'teams', 'ntfy', 'webhook'] as const) {
    await post({ kind, settings: { topic: 'alerts' } }, outgoing)
  }
  const [slack = '', teams = '', ntfy = '', webhook = ''] = receiver.received.map(({ body }) => body)
  const marked = JSON.parse(slack).blocks.filter(
    ({ text }: { text?: { type: string } }) => text?.type === 'mrkdwn',
  )
  expect(JSON.stringify([JSON.parse(slack).text, marked])).not.toMatch(/<!|<script/)
  expect(JSON.parse(teams).attachments[0].content.body.map(({ type }: { type: string }) => type)).toEqual(
    expect.not.arrayContaining(['TextBlock']),
  )
  expect(JSON.parse(ntfy)).toMatchObject({ topic: 'alerts', priority: 5 })
  for (const body of [slack, teams, ntfy, webhook]) {
    expect(body).not.toMatch(/[\u202E\u200B]|\\u0000|\\r|\\nBcc/)
  }
})

test('300 machines fit into what each receiver takes', async () => {
  receiver = await startReceiver()
  const items = Array.from({ length: 300 }, (_, at) => ({
    title: `pc-${at}.${'x'.repeat(300)}`,
    detail: 'y'.repeat(900),
    url: `https://console.corp.example/alerts/${at}`,
  }))
  const card = aCard({ items })
  expect(card.items).toHaveLength(20)
  expect(card.more).toBe(280)
  const outgoing = anOutgoing({ card })
  for (const kind of ['slack', 'teams', 'ntfy', 'webhook'] as const) await post({ kind }, outgoing)
  const [slack = '', teams = '', ntfy = '', webhook = ''] = receiver.received.map(({ body }) => body)
  expect(JSON.parse(slack).blocks.length).toBeLessThanOrEqual(50)
  for (const { text } of JSON.parse(slack).blocks) expect(text?.text.length ?? 0).toBeLessThanOrEqual(3_000)
  expect(Buffer.byteLength(teams)).toBeLessThan(28_000)
  expect(Buffer.byteLength(ntfy)).toBeLessThan(4_096)
  expect(Buffer.byteLength(webhook)).toBeLessThan(20_000)
  expect(webhook).toContain('"more":280')
})
