import { beforeAll, expect, test } from 'vitest'
import { withTestDatabase } from '../database.testing'
import { loadNeverHeard } from './never-heard'

const db = withTestDatabase()
const now = new Date('2026-11-22T12:00:00Z')
const SOURCE = '018f0000-0000-7000-8000-000000000001'

beforeAll(async () => {
  await db.pool.query(
    `INSERT INTO directory_source (id, server, port, security, base_dn, bind_dn, sealed_password, created_at, created_by)
     VALUES ($1, 'dc1.corp.example', 636, 'ldaps', 'DC=corp', 'CN=reader', '', $2, 'test')`,
    [SOURCE, now],
  )
  await addName('pc-1.corp.example')
  await addName('pc-2')
  await db.pool.query(
    `INSERT INTO directory_computer (source_id, name, short_name, is_disabled, last_logon_at, first_read_at, last_read_at)
     SELECT $1, 'pc-' || n || '.corp.example', 'pc-' || n, n = 5, $2, $2, $2 FROM generate_series(1, 5) n`,
    [SOURCE, now],
  )
})

async function addName(name: string): Promise<void> {
  await db.pool.query(
    `WITH c AS (INSERT INTO client (name, first_seen_at, last_seen_at) VALUES ($1, $2, $2) RETURNING id)
     INSERT INTO client_name (name, client_id) SELECT $1, id FROM c`,
    [name, now],
  )
}

const silent = async () => {
  const { rows } = await loadNeverHeard({ can: () => true }, { show: 'all' }, now)
  return rows.map(({ name }) => name.split('.')[0])
}

/** The same from all names, as it was reckoned before it was kept. */
async function reckoned(): Promise<string[]> {
  const { rows } = await db.pool.query<{ shortName: string }>(
    `SELECT d.short_name AS "shortName" FROM directory_computer d
      WHERE NOT EXISTS (SELECT FROM client_name n WHERE n.name IN (d.name, d.short_name)) ORDER BY d.name`,
  )
  return rows.map(({ shortName }) => shortName)
}

test('computers are heard of as soon as a name of theirs is, and no longer when it goes', async () => {
  expect(await silent()).toEqual(['pc-3', 'pc-4', 'pc-5'])
  await addName('pc-3')
  await addName('pc-4.corp.example')
  await addName('pc-4')
  expect(await silent()).toEqual(['pc-5'])
  await db.pool.query(`DELETE FROM client WHERE name IN ('pc-1.corp.example', 'pc-3', 'pc-4')`)
  expect(await silent()).toEqual(['pc-1', 'pc-3', 'pc-5'])
  expect(await silent()).toEqual(await reckoned())
})

test('the counts tell computers in use from abandoned ones', async () => {
  const { counts, computers } = await loadNeverHeard({ can: () => true }, {}, now)
  expect({ counts, computers }).toEqual({ counts: { active: 2, stale: 1, other: 0 }, computers: 5 })
})
