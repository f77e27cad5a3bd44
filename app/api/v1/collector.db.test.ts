import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { COLLECTION_OUTCOMES } from '@/lib/activation/collection/outcome-table'
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { loadAttempts } from '@/lib/data/collection/attempts'
import { namesOfRound } from '@/lib/data/collection/next-round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { createToken } from '@/lib/operations/tokens/tokens'
import { POST } from './observations/route'

/** What the collector writes, by hand from its source: its bytes go through the API as it sends them. */

const db = withTestDatabase()
const everybody = { can: () => true }
let token: string

beforeAll(async () => {
  const made = await createToken.run(systemActor('test'), {
    name: 'site Berlin',
    scopes: ['observations.write'],
    expiresInDays: 30,
  })
  if (!made.ok) throw new Error('no token')
  token = made.token
})

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../lib/sources/fixtures/collector', `${name}.ndjson`))

async function send(body: Uint8Array<ArrayBuffer> | string) {
  const answer = await POST(
    new Request('http://console.example/api/v1/observations', {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-ndjson; charset=utf-8',
        'user-agent': 'activation-collector/1.0.0',
      },
    }),
    {},
  )
  return { status: answer.status, answer: await answer.json() }
}

const attempt = (name: string, at: string, outcome: string, more: object = {}) =>
  JSON.stringify({ kind: 'collectionAttempt', at, client: { name }, outcome, via: 'winrm', ...more })

describe('everything that the collector sends is taken, and nothing in it is unknown', () => {
  test.each([
    ['windows-11', 5],
    ['kms-host', 2],
    ['kms-log', 3],
    ['no-key', 2],
    ['agentless', 13],
  ])('%s', async (name, count) => {
    const { status, answer } = await send(fixture(name))
    expect({ status, ...answer }).toMatchObject({
      status: 200,
      received: count,
      recorded: count,
      rejected: [],
      unknownFields: 0,
    })
    expect(answer.next.afterSeconds).toBeGreaterThan(0)
  })
})

test('the page of a machine has its licenses, its suffixes, its clock, and how it was read', async () => {
  const client = await loadClientPage(everybody, 'ws-0412.corp.example', new Date('2026-11-27T00:00:00Z'))
  expect(client?.licenses.map(({ channel }) => channel)).toEqual(['KMS client', 'KMS client'])
  expect(client?.attempt).toMatchObject({
    outcome: 'read',
    via: 'local',
    details: { collector: '1.0.0', dnsSuffixes: ['corp.example', 'example'], clockOffsetSeconds: 2 },
  })
})

test('a machine without a key is unlicensed, not unread', async () => {
  const client = await loadClientPage(everybody, 'kiosk-7', new Date('2026-11-27T00:00:00Z'))
  expect(client?.licenses.map(({ assessment }) => assessment.condition)).toEqual(['unlicensed'])
})

test('each outcome has been recorded', async () => {
  const { counts } = await loadAttempts(everybody, {})
  expect(new Set(Object.keys(counts))).toEqual(new Set(COLLECTION_OUTCOMES))
  expect(counts).toMatchObject({ read: 4, refused: 1 })
})

test('a machine that was only tried is no client, and an attempt is no report of a machine', async () => {
  const now = new Date('2026-11-27T00:00:00Z')
  expect(await loadClientPage(everybody, 'ws-away.corp.example', now)).toBeUndefined()
  const before = await loadClientPage(everybody, 'ws-0412.corp.example', now)
  await send(attempt('WS-0412.corp.example.', '2026-11-28T10:00:00Z', 'refused', { code: '0x8007274D' }))
  const after = await loadClientPage(everybody, 'ws-0412.corp.example', now)
  expect(after?.lastSeenAt).toBe(before?.lastSeenAt)
  expect(after?.licenses).toEqual(before?.licenses)
  expect(after?.attempt).toMatchObject({
    outcome: 'refused',
    code: '0x8007274D',
    readAt: '2026-11-26T08:12:14.002Z',
  })
})

test('the newest attempt counts, in whatever order they come', async () => {
  const name = 'ws-0413.corp.example'
  await send(attempt(name, '2026-11-29T10:00:00Z', 'read'))
  await send(attempt(name, '2026-11-28T10:00:00Z', 'timedOut'))
  await send(
    [attempt(name, '2026-11-27T10:00:00Z', 'denied'), attempt(name, '2026-11-30T10:00:00Z', 'denied')].join(
      '\n',
    ),
  )
  const { rows } = await loadAttempts(everybody, { q: name })
  expect(rows).toMatchObject([
    {
      name,
      outcome: 'denied',
      at: '2026-11-30T10:00:00.000Z',
      readAt: '2026-11-29T10:00:00.000Z',
      isClient: true,
    },
  ])
})

test('the same attempt in another post is known', async () => {
  const known = attempt('ws-0413.corp.example', '2026-11-28T10:00:00Z', 'timedOut')
  const { answer } = await send(
    `${known}\n${attempt('ws-0499.corp.example', '2026-11-28T10:00:00Z', 'unreachable')}`,
  )
  expect(answer).toMatchObject({ recorded: 1, unchanged: 1 })
})

test('an outcome that nobody knows, and a failed reading without a machine, are rejected with their reason', async () => {
  const { status, answer } = await send(
    [
      attempt('ws-1', '2026-11-28T10:00:00Z', 'exploded'),
      JSON.stringify({
        kind: 'collectionAttempt',
        at: '2026-11-28T10:00:00Z',
        client: {},
        outcome: 'refused',
      }),
    ].join('\n'),
  )
  expect(status).toBe(422)
  expect(answer.rejected.map(({ line }: { line: number }) => line)).toEqual([1, 2])
})

test('the next round is made of machines whose last attempt failed', async () => {
  const names = await namesOfRound(everybody, 'failed', new Date('2026-12-01T00:00:00Z'))
  expect(names).toContain('ws-away.corp.example')
  expect(names).not.toContain('ws-0415.corp.example')
  expect(names).not.toContain('printer-3.corp.example')
})

test('attempts are found by outcome and name, a page at a time', async () => {
  const first = await loadAttempts(everybody, { limit: 2 })
  const second = await loadAttempts(everybody, { limit: 2, after: first.next ?? '' })
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(
    (await loadAttempts(everybody, { limit: 4 })).rows.map(({ name }) => name),
  )
  expect((await loadAttempts(everybody, { outcome: 'notWindows' })).rows).toMatchObject([
    { name: 'printer-3.corp.example' },
  ])
  expect(await db.pool.query('SELECT FROM client WHERE name = $1', ['printer-3.corp.example'])).toMatchObject(
    {
      rowCount: 0,
    },
  )
})
