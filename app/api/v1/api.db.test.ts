import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { newApiToken } from '@/lib/auth/api-token'
import { withTestDatabase } from '@/lib/data/database.testing'
import { createToken, revokeToken, rotateToken } from '@/lib/operations/tokens/tokens'
import { refusalOfRequest } from '@/lib/server/odd-request'
import { apiCaller } from './api-caller.testing'
import { HANDLERS } from './handlers.testing'
import { DOCUMENTED, openApi } from './openapi'

const db = withTestDatabase()
const admin = systemActor('test')

const api = apiCaller()
const { make, answersThatNeverCame } = api
/** As the sending token, unless told otherwise. */
const call = (route: string, request: Partial<Parameters<typeof api.call>[1]> = {}) =>
  api.call(route, { as: token, ...request })
/** The routes of reading have their tests beside this file. */
const isSending = (route: string) => /(?:observations|files|imports\/\{id\})$/.test(route)
let token: string
let reader: string

beforeAll(async () => {
  token = (await make('site Berlin', ['observations.write', 'files.write'])).token
  reader = (await make('reports', ['fleet.read', 'hosts.read'])).token
})

const license = (name: string | undefined, more: object = {}) => ({
  kind: 'license',
  observedAt: '2026-11-20T08:00:00Z',
  client: { ...(name && { name }) },
  product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '8HM64' },
  status: 'licensed',
  remainingMinutes: 200_000,
  ...more,
})
const JSON_TYPE = { 'content-type': 'application/json' }
const post = (body: unknown, more: Partial<Parameters<typeof api.call>[1]> = {}) =>
  call('POST /api/v1/observations', {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: JSON_TYPE,
    ...more,
  })

describe('observations', () => {
  test('are in the record when the answer comes, and the same bytes again get the same answer', async () => {
    const body = [license('WS-1.corp.example'), license('ws-2.corp.example'), license(undefined)]
    const first = await post(body)
    expect(first.status).toBe(200)
    expect(first.json).toMatchObject({
      ...{ received: 3, recorded: 2, unchanged: 0, rejectedCount: 1, skipped: 0, unknownFields: 0 },
      rejected: [{ index: 2, reason: 'The text does not name its machine.' }],
    })
    const { rows } = await db.pool.query('SELECT name FROM client ORDER BY name')
    expect(rows).toEqual([{ name: 'ws-1.corp.example' }, { name: 'ws-2.corp.example' }])
    expect((await post(body)).json).toEqual({ ...first.json, replayed: true })
  })

  test('of one source in one hour are one import, whose counts add up', async () => {
    const one = await post([license('ws-1.corp.example', { observedAt: '2026-11-21T08:00:00Z' })])
    const two = await post([license('ws-3.corp.example'), { kind: 'nonsense' }])
    expect(one.json.import).toBe(two.json.import)
    const sent = await call('GET /api/v1/imports/{id}', { part: String(one.json.import) })
    expect(sent.json).toMatchObject({ status: 'done', received: 4, recorded: 4, unchanged: 0, rejected: 2 })
    expect((await call('GET /api/v1/imports/{id}', { part: 'nonsense' })).status).toBe(404)
    const { rows } = await db.pool.query('SELECT seq, reason FROM import_rejection ORDER BY seq')
    expect(rows.map(({ seq }) => seq)).toEqual([0, 1])
  })

  test('come as JSON lines as npm run read prints them, with gzip, marks and UTF-16', async () => {
    const lines = [
      JSON.stringify({ type: 'observation', line: 7, observation: license('ws-4.corp.example') }),
      JSON.stringify({ type: 'rejected', line: 9, reason: 'no', excerpt: 'no' }),
      '',
      '{ "kind": ',
    ].join('\r\n')
    const headers = { 'content-type': 'application/x-ndjson' }
    const plain = await post(lines, { headers })
    expect(plain.json).toMatchObject({
      received: 2,
      recorded: 1,
      skipped: 1,
      rejected: [{ line: 4, reason: 'This line is no JSON.' }],
    })
    const packed = await post('', {
      body: gzipSync(`\uFEFF${lines}`),
      headers: { ...headers, 'content-encoding': 'gzip' },
    })
    expect(packed.json).toEqual({ ...plain.json, replayed: true })
    const wide = await post('', { body: Buffer.from(`\uFEFF${lines}\r\n`, 'utf16le'), headers })
    expect(wide.json).toMatchObject({ received: 2, recorded: 0, unchanged: 1 })
  })

  test('without a machine are of the one that ?host= names', async () => {
    const answer = await post([license(undefined)], { query: '?host=WS-5' })
    expect(answer.json).toMatchObject({ recorded: 1, rejectedCount: 0 })
    expect((await post([license(undefined)], { query: '?host=no%20name' })).status).toBe(400)
  })

  test('that are all unusable are answered with 422, and strange ones reject no other', async () => {
    const strange = [
      ...[null, 7, 'text', [], {}, { kind: 'license' }, { kind: '__proto__' }],
      license('ws-6', { observedAt: 'yesterday' }),
      license('ws-6', { observedAt: '2031-01-01T00:00:00Z' }),
      license('ws-6', { observedAt: '1999-01-01T00:00:00Z' }),
      license('ws-6', { remainingMinutes: 1e300 }),
      license('ws-6', { status: 'great' }),
      license('BCDFG-HJKMP-QRTVW-XY234-6789B'),
      license('x'.repeat(300)),
    ]
    const none = await post(strange)
    expect(none.status).toBe(422)
    expect(none.json).toMatchObject({ received: strange.length, recorded: 0, rejectedCount: strange.length })
    const some = await post([
      ...strange,
      license('ws-6\u0000', {}),
      license('ws-7', { product: { name: 'a\u0000b', channel: 'MAK' } }),
      license('ws-8', { product: { name: 'half a pair \ud800', channel: 'MAK' } }),
      license('ws-9', {
        product: { name: String.raw`written \u0000q`, channel: 'MAK' },
        extendedPid: '\udfff',
      }),
    ])
    expect(some.status).toBe(200)
    expect(some.json.recorded).toBe(4)
    expect((await post([license('ws-\ud800')])).status).toBe(422)
    expect((await post([{ kind: 'x'.repeat(189) + '\u{1f600}'.repeat(20) }])).status).toBe(422)
  })

  test('with fields nobody knows are taken, and the fields counted', async () => {
    const answer = await post(
      `[{"kind":"license","observedAt":"2026-11-20T08:00:00Z","client":{"name":"ws-8","shoe":1},"product":{},"status":"licensed",
        "later":{"a":1,"b":[2]},"__proto__":{"isAddon":true},"kind":"license"}]`,
    )
    expect(answer.json).toMatchObject({ recorded: 1, unknownFields: 6 })
  })

  test('deeper than any are refused or counted, never a fault', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    expect((await post(`[${deep}]`)).status).toBe(422)
    expect((await post(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).status).toBe(422)
    const inside = JSON.stringify([license('ws-9')]).replace('"status"', `"x":${deep},"status"`)
    expect((await post(inside)).json.recorded).toBe(1)
  })

  test('more than 5,000 are kept as a file and recorded from there', async () => {
    const many = Array.from({ length: 5_001 }, (_, index) =>
      license(`bulk-${index % 3}`, {
        observedAt: new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString(),
      }),
    )
    const answer = await post(many)
    expect(answer.status).toBe(202)
    const sent = await call('GET /api/v1/imports/{id}', { part: String(answer.json.import) })
    expect(sent.json).toMatchObject({ status: 'done', received: 5_001, recorded: 5_001, rejected: 0 })
  })

  test('that cannot be read at all are refused in a sentence', async () => {
    expect((await post('')).status).toBe(400)
    expect((await post('[{')).status).toBe(400)
    expect((await post('[]', { headers: { 'content-type': 'application/xml' } })).status).toBe(415)
    expect((await post('[]', { headers: { ...JSON_TYPE, 'content-encoding': 'br' } })).status).toBe(415)
    expect((await post('[]', { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } })).status).toBe(400)
  })

  test('that unpack to more than a body may be are refused', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '))
    const answer = await post('', { body: bomb, headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(413)
  })

  test('posted at the same time are all recorded once', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => [
      license('twice.corp.example', { observedAt: `2026-11-0${1 + (index % 6)}T00:00:00Z` }),
    ])
    const answers = await Promise.all(bodies.map((body) => post(body)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS count FROM activation_event e JOIN client_name n ON n.id = e.name_id WHERE n.name = 'twice.corp.example'`,
    )
    expect(rows[0]?.count).toBe(6)
  })
})

describe('files', () => {
  const text =
    'Name: Windows(R), Enterprise edition\r\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\nPartial Product Key: 8HM64\r\nLicense Status: Licensed\r\n'

  test('are recorded without a preview, under the machine that is named', async () => {
    const answer = await call('POST /api/v1/files', {
      query: '?name=out.txt&host=file-1&observed-at=2026-11-20T08:00:00Z',
      body: text,
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe(`/api/v1/imports/${answer.json.import}`)
    const sent = await call('GET /api/v1/imports/{id}', { part: String(answer.json.import) })
    expect(sent.json).toMatchObject({ name: 'out.txt', status: 'done', recorded: 1 })
  })

  test('that ask something wait for a person', async () => {
    const answer = await call('POST /api/v1/files', { query: '?name=output', body: text })
    expect(answer.json.status).toBe('ready')
  })

  test('are read as the call says where they leave something open', async () => {
    const body = `${text}${text.replace('Licensed\r', 'Notification\r')}`
    const query = '?name=out.txt&host=file-3&observed-at=2026-11-20T08:00:00Z'
    expect((await call('POST /api/v1/files', { query, body })).json.status).toBe('ready')
    const told = await call('POST /api/v1/files', { query: `${query}&captures=one-machine`, body })
    expect(told.json).toMatchObject({ status: 'done', received: 2 })
    for (const wrong of ['dates=american', 'captures=two']) {
      expect((await call('POST /api/v1/files', { query: `${query}&${wrong}`, body })).status).toBe(400)
    }
  })

  test('without anything that can be used have ended, and say so', async () => {
    const body = JSON.stringify(license('file-2', { observedAt: 'yesterday' }))
    const answer = await call('POST /api/v1/files', { query: '?name=file-2.jsonl', body })
    expect(answer.json).toMatchObject({ received: 0, status: 'failed' })
    const sent = await call('GET /api/v1/imports/{id}', { part: String(answer.json.import) })
    expect(sent.json).toMatchObject({
      rejected: 1,
      problem: expect.stringContaining('Nothing in it can be used'),
    })
  })

  test('need a name, and a body that can be unpacked', async () => {
    expect((await call('POST /api/v1/files', { body: text })).status).toBe(400)
    const headers = { 'content-encoding': 'br' }
    expect((await call('POST /api/v1/files', { query: '?name=a', body: text, headers })).status).toBe(415)
    const large = { 'content-length': String(2 ** 50) }
    expect((await call('POST /api/v1/files', { query: '?name=a', body: text, headers: large })).status).toBe(
      413,
    )
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '))
    const packed = { 'content-encoding': 'gzip', 'content-length': String(bomb.length) }
    expect((await call('POST /api/v1/files', { query: '?name=a', body: bomb, headers: packed })).status).toBe(
      413,
    )
  })
})

describe('tokens', () => {
  test('without one, with a damaged, an unknown or one of another scope nothing is reached', async () => {
    for (const route of Object.keys(HANDLERS)) {
      expect((await call(route, { as: null })).json.code).toBe('noToken')
      expect((await call(route, { as: token.slice(0, -1) })).json.code).toBe('damagedToken')
      expect((await call(route, { as: newApiToken() })).json.code).toBe('unknownToken')
      const wrong = isSending(route) ? reader : token
      expect((await call(route, { as: wrong })).json.code).toBe('missingScope')
    }
  })

  test('revoked is refused at once; expired is too; both say when', async () => {
    const { id, token: secret } = await make('to revoke', ['fleet.read'])
    expect((await call('GET /api/v1/clients', { as: secret })).status).toBe(200)
    await revokeToken.run(admin, { tokenId: id })
    expect((await call('GET /api/v1/clients', { as: secret })).json).toMatchObject({
      status: 401,
      code: 'revoked',
    })
    const old = await make('old', ['fleet.read'])
    await db.pool.query(`UPDATE api_token SET expires_at = now() - interval '1 minute' WHERE id = $1`, [
      old.id,
    ])
    expect((await call('GET /api/v1/clients', { as: old.token })).json).toMatchObject({
      status: 401,
      code: 'expired',
    })
  })

  test('that are misused leave an entry with reason and client address, and of one client only the first few', async () => {
    const { id, token: secret } = await make('to misuse', ['fleet.read'])
    await revokeToken.run(admin, { tokenId: id })
    const headers = { 'x-forwarded-for': '203.0.113.77' }
    for (let turn = 0; turn < 8; turn += 1) await call('GET /api/v1/clients', { as: secret, headers })
    const entries = await db.prisma.auditEntry.findMany({
      where: { action: 'token.refuse', after: { path: ['clientAddress'], equals: '203.0.113.77' } },
      orderBy: { id: 'asc' },
    })
    expect(entries).toHaveLength(5)
    expect(entries[0]).toMatchObject({
      ...{ subjectType: 'token', subjectId: id },
      after: { name: 'to misuse', why: expect.stringContaining('revoked') },
    })
    expect(entries.at(-1)?.after).toMatchObject({ more: expect.stringContaining('10 minutes') })
    expect(JSON.stringify(entries.map(({ after }) => after))).not.toContain(secret)
  })

  test('rotated holds with both secrets for two weeks', async () => {
    const { id, token: before } = await make('to rotate', ['fleet.read'])
    const rotated = await rotateToken.run(admin, { tokenId: id })
    if (!rotated.ok) throw new Error('not rotated')
    for (const secret of [before, rotated.token]) {
      expect((await call('GET /api/v1/clients', { as: secret })).status).toBe(200)
    }
    await db.pool.query(`UPDATE api_token SET previous_until = now() - interval '1 minute' WHERE id = $1`, [
      id,
    ])
    expect((await call('GET /api/v1/clients', { as: before })).json.code).toBe('expired')
    expect((await call('GET /api/v1/clients', { as: rotated.token })).status).toBe(200)
  })

  test('are refused from outside their networks, and the page Sources hears of it', async () => {
    const made = await createToken.run(admin, {
      name: 'held',
      scopes: ['files.write'],
      networks: '10.0.0.0/8 fc00::/7',
    })
    if (!made.ok) throw new Error('refused')
    const from = (address: string) =>
      call('POST /api/v1/files', { as: made.token, headers: { 'x-forwarded-for': address } })
    expect((await from('10.1.2.3')).json.code).toBe('name')
    expect((await from('192.168.1.1')).json).toMatchObject({ status: 403, code: 'fromElsewhere' })
    const { rows } = await db.pool.query('SELECT refused_from FROM api_token WHERE id = $1', [made.id])
    expect(rows).toEqual([{ refused_from: '192.168.1.1' }])
    const wrong = await createToken.run(admin, {
      name: 'wrong',
      scopes: ['files.write'],
      networks: '10.0.0.0/99',
    })
    expect(wrong.ok).toBe(false)
  })

  test('are kept as hashes alone, and their use is noted', async () => {
    const { rows } = await db.pool.query('SELECT row_to_json(t)::text AS text, last_used_at FROM api_token t')
    for (const { text } of rows) expect(text).not.toContain(token.slice(5))
    expect(rows.some(({ last_used_at }) => last_used_at !== null)).toBe(true)
  })

  test('with more calls on their way than one may have are told to come again', async () => {
    const calls = Array.from({ length: 40 }, () =>
      call('GET /api/v1/clients', { as: reader, query: '?limit=500' }),
    )
    const answers = await Promise.all(calls)
    const later = answers.filter(({ status }) => status === 429)
    expect(later.length).toBeGreaterThan(0)
    for (const { headers } of later) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await call('GET /api/v1/clients', { as: reader })).status).toBe(200)
  })
})

afterAll(() => {
  expect(answersThatNeverCame(isSending), 'documented answers that never came').toEqual([])
})

test('every route is documented, and every documented one is a route', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const routes = files
    .filter((file) => file.endsWith('route.ts') && !/^(?:openapi\.json|\[\[\.\.\.unknown\]\])/.test(file))
    .map((file) => join('/api/v1', file.replace(/\/route\.ts$/, '')).replace(/\[(\w+)\]/g, '{$1}'))
  expect(
    Object.keys(DOCUMENTED)
      .map((name) => name.split(' ')[1])
      .toSorted(),
  ).toEqual(routes.toSorted())
  expect(Object.keys(openApi().paths)).toHaveLength(routes.length)
  expect(Object.keys(HANDLERS).toSorted()).toEqual(Object.keys(DOCUMENTED).toSorted())
  for (const route of Object.keys(DOCUMENTED)) {
    const [method = '', url = ''] = route.split(' ')
    expect(refusalOfRequest({ method, url }), route).toBeUndefined()
    const other = method === 'GET' ? 'POST' : 'GET'
    expect(refusalOfRequest({ method: other, url }), route).toMatchObject({ status: 405 })
  }
})
