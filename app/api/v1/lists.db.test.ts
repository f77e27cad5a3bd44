import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { addTestMak } from '@/lib/operations/mak/ledger.testing'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { apiCaller } from './api-caller.testing'
import { HANDLERS } from './handlers.testing'

const db = withTestDatabase()
const api = apiCaller()
/** As a token that may read everything, unless told otherwise. */
const call = (route: string, request: Partial<Parameters<typeof api.call>[1]> = {}) =>
  api.call(route, { as: reader, ...request })
const isReading = (route: string) => !/(?:observations|files|imports\/\{id\})$/.test(route)
let reader: string

beforeAll(async () => {
  reader = (await api.make('reports', ['fleet.read', 'hosts.read', 'alerts.read'])).token
  const names = ['ws-1.corp.example', 'ws-2.corp.example', 'ws-3.corp.example']
  const observations = names.map((name, index) => ({
    line: index + 1,
    observation: {
      kind: 'license' as const,
      observedAt: '2026-11-20T08:00:00Z',
      client: { name },
      product: {
        name: 'Windows(R), Enterprise edition',
        channel: 'KMS client' as const,
        partialKey: '8HM64',
      },
      status: 'licensed' as const,
      remainingMinutes: 200_000,
    },
  }))
  await recordObservations({ observations }, new Date('2026-11-21T00:00:00Z'))
})

describe('lists', () => {
  test('are paged by a cursor, with the fields that are asked for', async () => {
    const names: unknown[] = []
    let cursor = ''
    for (;;) {
      const page = await call('GET /api/v1/clients', {
        query: `?limit=2&fields=name,condition${cursor}`,
      })
      for (const item of page.json.items) {
        expect(Object.keys(item)).toEqual(['name', 'condition'])
        names.push(item.name)
      }
      if (page.json.next === null) break
      cursor = `&cursor=${encodeURIComponent(String(page.json.next))}`
    }
    const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM client ORDER BY name')
    expect(names).toEqual(rows.map(({ name }) => name))
  })

  test('are filtered as the pages are', async () => {
    const found = await call('GET /api/v1/licenses', {
      as: reader,
      query: '?family=windows&state=licensed&q=ws-1',
    })
    expect(found.json.items).toMatchObject([{ name: 'ws-1.corp.example', condition: 'licensed' }])
    expect((await call('GET /api/v1/kms-hosts', {})).json.items).toEqual([])
    expect((await call('GET /api/v1/keys', {})).json).toEqual({ items: [], next: null })
  })

  test('are counted by a group, as the pages count them', async () => {
    const { items } = (await call('GET /api/v1/clients', { query: '?group=product' })).json
    expect(items).toEqual([{ value: expect.any(String), count: 3, byCondition: { licensed: 3 } }])
    const licenses = await call('GET /api/v1/licenses', { query: '?group=reason&state=licensed' })
    expect(licenses.json.items).toMatchObject([{ value: null, count: 3 }])
  })

  test('refuse a word that nobody knows', async () => {
    for (const route of ['clients', 'licenses', 'kms-hosts', 'keys', 'mak-ledger', 'discovery']) {
      for (const query of [
        '?color=red',
        '?limit=0',
        '?limit=501',
        '?limit=1&limit=2',
        '?fields=shoe',
        '?cursor=nonsense',
      ]) {
        expect((await call(`GET /api/v1/${route}`, { query })).status, route + query).toBe(400)
      }
    }
    expect((await call('GET /api/v1/kms-hosts', { query: '?state=great' })).status).toBe(400)
    for (const query of ['?state=great', '?state=licensed,great', '?sort=shoe', '?expires=soon']) {
      expect((await call('GET /api/v1/clients', { query })).status, query).toBe(400)
      expect((await call('GET /api/v1/licenses', { query })).status, query).toBe(400)
    }
  })

  test('take a cursor only with the list, the filters and the order that it came from', async () => {
    const { next } = (await call('GET /api/v1/clients', { query: '?limit=1' })).json
    const cursor = `cursor=${encodeURIComponent(String(next))}`
    const again = (query: string, route = 'clients') =>
      call(`GET /api/v1/${route}`, { query: `?${query}${cursor}` })
    expect((await again('limit=2&')).status).toBe(200)
    expect((await again('sort=-name&')).status).toBe(400)
    expect((await again('state=licensed&')).status).toBe(400)
    expect((await again('', 'licenses')).status).toBe(400)
  })

  test('one machine is found by its name', async () => {
    const found = await call('GET /api/v1/clients/{name}', { part: 'ws-1.corp.example' })
    expect(found.json.name).toBe('ws-1.corp.example')
    expect((await call('GET /api/v1/clients/{name}', { part: 'nobody' })).status).toBe(404)
  })
})

describe('the ledger of a MAK', () => {
  test('is read by the id of its key, page by page', async () => {
    const keyId = await addTestMak(db.pool, { granted: 10 })
    const query = `?key=${keyId}&limit=1&fields=no,kind,leftThen`
    const page = await call('GET /api/v1/mak-ledger', { query })
    expect(page.status).toBe(200)
    for (const item of page.json.items) expect(Object.keys(item)).toEqual(['no', 'kind', 'leftThen'])
    const nobody = '?key=00000000-0000-4000-8000-000000000000'
    expect((await call('GET /api/v1/mak-ledger', { query: nobody })).status).toBe(404)
    for (const wrong of [
      '?key=7',
      `?key=${keyId}&kind=great`,
      `?key=${keyId}&from=now`,
      `?key=${keyId}&cursor=x`,
    ])
      expect((await call('GET /api/v1/mak-ledger', { query: wrong })).status, wrong).toBe(400)
  })
})

test('alerts are filtered as their page is, and what nobody knows is refused', async () => {
  expect((await call('GET /api/v1/alerts')).json).toEqual({ items: [], next: null })
  expect((await call('GET /api/v1/alerts', { query: '?kind=A5,A7&state=open' })).status).toBe(200)
  for (const wrong of ['?state=great', '?severity=bad', '?kind=A99', '?sort=colour', '?fields=secret'])
    expect((await call('GET /api/v1/alerts', { query: wrong })).status, wrong).toBe(400)
})

test('discovery is a zone and a host an item', async () => {
  expect((await call('GET /api/v1/discovery')).json).toEqual({ items: [], next: null })
  expect((await call('GET /api/v1/discovery', { query: '?state=great' })).status).toBe(400)
  expect((await call('GET /api/v1/discovery', { query: '?cursor=-1' })).status).toBe(400)
})

describe('the desk', () => {
  const ask = (body: BodyInit, more: object = {}) =>
    call('POST /api/v1/desk', { body, headers: { 'content-type': 'text/plain' }, ...more })

  test('answers a pasted text, and keeps nothing of it', async () => {
    const answer = await ask('0xC004F074 on ws-1.corp.example')
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.json.machines)).toContain('ws-1.corp.example')
    const { rows } = await db.pool.query('SELECT count(*)::int AS count FROM import')
    expect(rows).toEqual([{ count: 0 }])
  })

  test('refuses what is too long, empty, of another kind or for no machine', async () => {
    expect((await ask('x'.repeat(300_000))).status).toBe(400)
    expect((await ask('x'.repeat(1_100_000))).status).toBe(413)
    expect((await ask(' ')).status).toBe(400)
    expect((await ask('{}', { headers: { 'content-type': 'application/json' } })).status).toBe(415)
    expect((await ask('x', { query: '?host=no%20name' })).status).toBe(400)
  })
})

test('nothing is read without a token, nor with one that may only send', async () => {
  const sender = (await api.make('sender', ['observations.write', 'files.write'])).token
  for (const route of Object.keys(HANDLERS).filter(isReading)) {
    expect((await call(route, { as: null })).status, route).toBe(401)
    expect((await call(route, { as: sender })).json.code, route).toBe('missingScope')
  }
})

afterAll(() => {
  expect(api.answersThatNeverCame(isReading), 'documented answers that never came').toEqual([])
})
