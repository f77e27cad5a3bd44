import { beforeAll, describe, expect, test } from 'vitest'
import { withTestDatabase } from '../database.testing'
import { cursorOf } from '../list-cursor'
import { HOSTS_PAGE_SIZE, type HostsRequest, loadHostsList } from './hosts-list'

const db = withTestDatabase()
const everyone = { can: () => true }
const now = new Date('2026-11-22T12:00:00Z')

const load = (request: Partial<HostsRequest>) =>
  loadHostsList(everyone, { q: '', state: [], ...request }, now)

beforeAll(async () => {
  await db.pool.query(
    `INSERT INTO kms_host_registration (id, name, registered_at, registered_by, owner, site, addresses, retired_at,
                                        retired_reason)
     SELECT gen_random_uuid(), 'kms-' || lpad(i::text, 3, '0') || '.north.example', $1, 'test',
            CASE WHEN i = 7 THEN 'Team Harbour' END, 'Oslo', ARRAY['10.7.0.' || i],
            CASE WHEN i > 100 THEN $1::timestamptz END, CASE WHEN i > 100 THEN 'replaced' END
       FROM generate_series(1, 120) i`,
    [now],
  )
  await db.pool.query(
    `INSERT INTO kms_host_sighting (host, source, seen_in, first_at, last_at)
     VALUES ('kms-foreign.elsewhere.example', 'srv', 'north.example', $1, $1)`,
    [now],
  )
})

describe('the list of KMS hosts', () => {
  test('holds each host once over its pages, and Back finds the page before', async () => {
    const names: string[] = []
    let page = await load({})
    expect(page.previous).toBeUndefined()
    for (;;) {
      expect(page.rows.length).toBeLessThanOrEqual(HOSTS_PAGE_SIZE)
      names.push(...page.rows.map(({ name }) => name))
      if (page.next === undefined) break
      const following = await load({ after: page.next })
      expect((await load({ before: following.previous })).rows).toEqual(page.rows)
      page = following
    }
    expect(names).toHaveLength(121)
    expect(names).toEqual([...new Set(names)].sort())
  })

  test('is filtered by state, and counts the others beside', async () => {
    const { count, rows, byState } = await load({ state: ['unknown'] })
    expect(count).toBe(1)
    expect(rows[0]?.name).toBe('kms-foreign.elsewhere.example')
    expect(byState).toEqual({ neverSeen: 100, retired: 20, unknown: 1 })
    expect((await load({ state: ['retired', 'neverSeen'] })).count).toBe(120)
  })

  test('is searched by name, owner, site and address', async () => {
    const count = async (q: string) => (await load({ q })).count
    expect(await count('KMS-01')).toBe(10)
    expect(await count('harbour')).toBe(1)
    expect(await count('oslo')).toBe(120)
    expect(await count('10.7.0.77')).toBe(1)
    expect(await count('nowhere')).toBe(0)
  })

  test('begins after a name that is gone, and is refused without the permission', async () => {
    const after = cursorOf(['kms-119x', 'kms-119x'])
    expect((await load({ after })).rows.map(({ name }) => name)).toEqual([
      'kms-120.north.example',
      'kms-foreign.elsewhere.example',
    ])
    await expect(loadHostsList({ can: () => false }, { q: '', state: [] }, now)).rejects.toThrow(
      'kmsHost.read',
    )
  })
})
