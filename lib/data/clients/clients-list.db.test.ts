import { beforeAll, describe, expect, test } from 'vitest'
import { CLIENT_SORTS, type ClientSort, type ClientsFilter } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { parseExpiry } from '@/lib/format/expiry-filter'
import { applyBelonging } from '../belonging/apply-belonging'
import { withTestDatabase } from '../database.testing'
import { NotPermitted } from '../permission'
import { CLIENTS_PAGE_SIZE, exportClients, loadClients } from './clients-list'

const db = withTestDatabase()
const everyone = { can: () => true }
const now = new Date('2026-11-22T12:00:00Z')
const BY_NAME: ClientSort = { column: 'name', descending: false }

const load = (
  filter: Partial<ClientsFilter>,
  sort = BY_NAME,
  place: { after?: string; before?: string } = {},
) => loadClients(everyone, { filter: { ...NO_FILTER, ...filter }, sort, ...place }, now)

beforeAll(async () => {
  await db.pool.query(
    `
    INSERT INTO client (name, domain, cmid, first_seen_at, last_seen_at, license_count, condition, status, reason,
                        expires_at, product_label, channel, kms_host, partial_key, observed_at)
    SELECT 'ws-' || lpad(i::text, 4, '0') || '.corp.example', 'corp.example',
           ('aaaa' || lpad(i::text, 4, '0') || '-0000-4000-8000-000000000000')::uuid, $1, $1, 1,
           (ARRAY['licensed', 'grace', 'notification', 'silent'])[1 + i % 4]::condition, 'licensed',
           CASE WHEN i % 4 = 2 THEN '0xC004F038' END,
           CASE WHEN i % 4 < 2 THEN $1::timestamptz + i * interval '1 day' WHEN i % 4 = 3 THEN $1::timestamptz - interval '9 days' END,
           CASE WHEN i % 5 > 0 THEN 'Windows 11 Enterprise' ELSE 'Windows Server 2022 Standard' END,
           CASE WHEN i % 3 = 0 THEN 'MAK' ELSE 'KMS client' END,
           CASE WHEN i % 3 > 0 THEN 'kms0' || (i % 3) || '.corp.example' END,
           CASE WHEN i % 3 = 0 THEN 'V7XQ2' ELSE 'H7X92' END,
           $1::timestamptz - (i % 90) * interval '1 day'
      FROM generate_series(1, 230) i`,
    [now],
  )
  await db.pool.query(`INSERT INTO client_name (name, client_id) SELECT name, id FROM client`)
  await db.pool.query(
    `INSERT INTO client_cmid (name_id, cmid, application, first_seen_at, last_seen_at)
     SELECT n.id, c.cmid, 'windows', $1, $1 FROM client c JOIN client_name n ON n.client_id = c.id`,
    [now],
  )
  await db.pool.query(
    `INSERT INTO belonging_rule (id, position, kind, pattern, like_pattern, site, owner, department, tags, created_at, created_by)
     SELECT gen_random_uuid(), p, 'name', l, l, s, o, d, t, $1, 'Ada' FROM (VALUES
       (1, 'ws-00%', 'Berlin', NULL, NULL, '{}'::text[]), (2, 'ws-01%', 'Dublin, old', 'Ops', NULL, '{}'),
       (3, 'ws-02%', NULL, NULL, 'IT', '{}'), (4, 'ws-000%', NULL, NULL, NULL, '{kiosk,lobby}')) r(p, l, s, o, d, t)`,
    [now],
  )
  await db.pool.query(
    `INSERT INTO client_name (name, client_id, joined_at) SELECT 'ws-0003', id, $1 FROM client WHERE name = 'ws-0003.corp.example'`,
    [now],
  )
  await db.pool.query(
    `INSERT INTO collection_attempt (name, at, fingerprint, outcome, via, details)
     SELECT n, $1::timestamptz - d * interval '1 day', gen_random_uuid(), o, 'winrm', '{}' FROM (VALUES
       ('ws-0001.corp.example', 1, 'read'), ('ws-0002.corp.example', 2, 'refused'), ('ws-0003.corp.example', 9, 'denied'),
       ('ws-0003', 3, 'read'), ('never-seen.corp.example', 1, 'unreachable')) a(n, d, o)`,
    [now],
  )
  await db.pool.query('UPDATE belonging_state SET in_use = true, next_id = 0')
  await applyBelonging()
})

describe('pages', () => {
  const sorts = CLIENT_SORTS.flatMap((column) => [false, true].map((descending) => ({ column, descending })))

  test.each(sorts)(
    'sorted by $column, descending $descending, hold every client once, and Back finds the same page',
    async (sort) => {
      const names: string[] = []
      let page = await load({}, sort)
      for (;;) {
        names.push(...page.rows.map((row) => row.name))
        if (!page.next) break
        const next = await load({}, sort, { after: page.next })
        const back = await load({}, sort, { before: next.previous })
        expect(back.rows).toEqual(page.rows)
        page = next
      }
      expect(names).toHaveLength(230)
      expect(new Set(names).size).toBe(230)
    },
  )

  test.each(sorts)(
    'of a site sorted by $column, descending $descending, hold its clients once',
    async (sort) => {
      const names: string[] = []
      let after: string | undefined
      do {
        const page = await load({ site: ['Dublin'], state: ['licensed', 'silent'] }, sort, {
          ...(after && { after }),
        })
        names.push(...page.rows.map((row) => row.name))
        expect(page.rows.every(({ site, owner }) => site === 'Dublin, old' && owner === 'Ops')).toBe(true)
        after = page.next
      } while (after !== undefined)
      expect(names).toHaveLength(50)
      expect(new Set(names).size).toBe(50)
    },
  )

  test('hold fifty rows, and the first has none before it', async () => {
    const page = await load({})
    expect(page.rows).toHaveLength(CLIENTS_PAGE_SIZE)
    expect(page.previous).toBeUndefined()
  })

  test('put clients without a value last in both directions', async () => {
    for (const descending of [false, true]) {
      const { rows } = await load({ product: ['Server'] }, { column: 'host', descending })
      const values = rows.map((row) => row.kmsHost !== null)
      expect(values).toEqual(values.toSorted((one, other) => Number(other) - Number(one)))
    }
  })

  test('begin at the beginning when the cursor is nonsense', async () => {
    expect((await load({}, BY_NAME, { after: 'nonsense' })).rows[0]?.name).toBe('ws-0001.corp.example')
  })
})

describe('filters', () => {
  const counted: [string, Partial<ClientsFilter>, number][] = [
    ['a part of the name', { q: 'S-001' }, 10],
    ['the first eight of a CMID in the text', { q: 'aaaa0042' }, 1],
    ['a last five in the text', { q: 'v7xq2' }, 76],
    ['a KMS host in the text', { q: 'kms01' }, 77],
    ['a reason code in the text', { q: '0xC004F038' }, 58],
    ['a reason code in the text as the number that scripts print', { q: '-1073418184' }, 58],
    ['a part of a product in the text, which no name has', { q: 'server 2022' }, 46],
    ['a state', { state: ['notification'] }, 58],
    ['two states', { state: ['notification', 'silent'] }, 115],
    ['a part of a product', { product: ['server'] }, 46],
    ['a channel by its beginning', { channel: ['kms'] }, 154],
    ['a host by its first label', { host: ['kms02'] }, 77],
    ['a reason in lower case', { reason: ['0xc004f038'] }, 58],
    ['what runs out within 14 days', { expires: parseExpiry('14d') }, 7],
    ['what has run out', { expires: parseExpiry('past') }, 57],
    ['what does not expire', { expires: parseExpiry('never') }, 58],
    ['old news', { news: 80 }, 20],
    ['a last five', { key: 'v7xq2' }, 76],
    ['a host nobody knows', { host: ['kms09'] }, 0],
    ['a host left out, and those without a host stay', { host: ['-kms02'] }, 153],
    ['a reason left out', { reason: ['-c004f038'] }, 172],
    ['a product and one of its kind left out', { product: ['windows', '-server'] }, 184],
    ['a channel left out beside a text', { channel: ['-MAK'], q: 'ws-00' }, 66],
    ['what runs out later than in 14 days', { expires: parseExpiry('>2w') }, 108],
    ['a state and a part of the name', { state: ['grace'], q: 'ws-00' }, 25],
    ['a site by a part of its name', { site: ['berl'] }, 99],
    ['several sites', { site: ['Berlin', 'DUBLIN, OLD'] }, 199],
    ['no site', { site: ['none'] }, 31],
    ['a site left out', { site: ['-Berlin'] }, 131],
    ['a site nobody knows', { site: ['Oslo'] }, 0],
    ['a site and a state', { site: ['Berlin'], state: ['notification'] }, 25],
    ['a site and an expiry, which its roll-up lacks', { site: ['Berlin'], expires: parseExpiry('14d') }, 7],
    ['a site and a text', { site: ['Dublin'], q: 'ws-010' }, 10],
    ['an owner, whatever the case', { owner: ['ops'] }, 100],
    ['no owner', { owner: ['none'] }, 130],
    ['a department or none', { department: ['it', 'none'] }, 230],
    ['a tag', { tag: ['kiosk'] }, 9],
    ['two tags, of which one is left out', { tag: ['kiosk', '-lobby'] }, 0],
    ['a tag left out, and a site', { tag: ['-kiosk'], site: ['Berlin'] }, 90],
    ['a domain', { domain: ['corp.example'] }, 230],
    ['a domain left out', { domain: ['-corp.example'] }, 0],
    ['a last attempt that worked, under any name', { attempt: ['read'] }, 2],
    ['a last attempt that failed', { attempt: ['failed'] }, 1],
    ['a last attempt by its outcome, which a later one has overtaken', { attempt: ['denied'] }, 0],
    ['no attempt', { attempt: ['none'] }, 227],
    ['no attempt or a failed one', { attempt: ['none', 'refused'] }, 228],
    ['an attempt left out', { attempt: ['-read'] }, 228],
    ['an underscore, which is no wildcard', { q: 'ws_0001' }, 0],
  ]

  test.each(counted)('by %s count what they list', async (_, filter, expected) => {
    const { count, rows } = await load(filter)
    expect(count).toEqual({ value: expected, isExact: true })
    expect(rows).toHaveLength(Math.min(expected, CLIENTS_PAGE_SIZE))
  })

  test('that leave nothing say which condition it is', async () => {
    expect((await load({ host: ['kms09'], state: ['grace'] })).emptied).toEqual([
      { field: 'state', alone: 58, others: 0 },
      { field: 'host', alone: 0, others: 58 },
    ])
    expect((await load({ state: ['grace'], reason: ['0xC004F038'] })).emptied).toEqual([
      { field: 'state', alone: 58, others: 58 },
      { field: 'reason', alone: 58, others: 58 },
    ])
    expect((await load({ q: 'ws-' })).emptied).toBeUndefined()
  })

  test('by several names find full and short ones, and say which are unknown', async () => {
    const page = await load({ names: ['ws-0007', 'WS-0008.corp.example', 'ws-9999'] })
    expect(page.rows.map((row) => row.name)).toEqual(['ws-0007.corp.example', 'ws-0008.corp.example'])
    expect(page.notFound).toEqual(['ws-9999'])
  })
})

test('each machine has its newest attempt beside it, and the menu offers the outcomes there are', async () => {
  const { rows, known } = await load({ attempt: ['-none'] })
  expect(rows.map(({ name, attempt }) => [name.slice(0, 7), attempt?.outcome, attempt?.at])).toEqual([
    ['ws-0001', 'read', '2026-11-21T12:00:00.000Z'],
    ['ws-0002', 'refused', '2026-11-20T12:00:00.000Z'],
    ['ws-0003', 'read', '2026-11-19T12:00:00.000Z'],
  ])
  expect(known.attempt).toEqual(['read', 'unreachable', 'refused', 'denied'])
})

describe('the export', () => {
  test('holds what the list shows, in its order', async () => {
    const request = {
      filter: { ...NO_FILTER, state: ['grace' as const] },
      sort: { column: 'expires' as const, descending: true },
    }
    const exported: string[] = []
    for await (const batch of await exportClients(everyone, request, now))
      exported.push(...batch.map((row) => row.name))
    const first = await loadClients(everyone, request, now)
    expect(exported).toHaveLength(first.count.value)
    expect(exported.slice(0, CLIENTS_PAGE_SIZE)).toEqual(first.rows.map((row) => row.name))
  })

  test('is refused to someone who may only read', async () => {
    const helpdesk = { can: (permission: string) => permission === 'machine.read' }
    await expect(exportClients(helpdesk, { filter: NO_FILTER, sort: BY_NAME }, now)).rejects.toThrow(
      NotPermitted,
    )
    await expect(
      loadClients({ can: () => false }, { filter: NO_FILTER, sort: BY_NAME }, now),
    ).rejects.toThrow(NotPermitted)
  })
})
