import { describe, expect, it, vi } from 'vitest'
import { withTestDatabase } from './database.testing'
import { plain } from './plain'
import { onConnection, onPrisma, onReadPool, readRows, rowsOf, type SqlRunner } from './rows'
import { inTransaction } from './transaction'

const database = withTestDatabase()

const MANY = `SELECT 1::int AS license_id, '2026-11-29 19:00:00.123456+00'::timestamptz AS last_seen_at,
  NULL::timestamptz AS gone_at, count(*) AS all_clients, 'kms01' AS "kmsHost", ARRAY['a', 'b'] AS names FROM client`

const ROW = {
  licenseId: 1,
  lastSeenAt: '2026-11-29T19:00:00.123Z',
  goneAt: null,
  allClients: 0,
  kmsHost: 'kms01',
  names: ['a', 'b'],
}

describe('rows of SQL', () => {
  it('bear camelCase, times as ISO and whole numbers, whichever connection answers', async () => {
    expect(await readRows(MANY)).toEqual([ROW])
    expect(await onReadPool.rows(MANY)).toEqual([ROW])
    const twice = async (sql: SqlRunner) => [...(await sql.rows(MANY)), ...(await sql.rows(MANY))]
    expect(await inTransaction((db) => twice(onConnection(db)))).toEqual([ROW, ROW])
    expect(await database.prisma.$transaction((tx) => twice(onPrisma(tx)))).toEqual([ROW, ROW])
  })

  it('are asked by names that two loads of this file share on one connection', async () => {
    const first = await import('./rows')
    vi.resetModules()
    const second = await import('./rows')
    expect(second).not.toBe(first)
    const found = await inTransaction(async (db) => [
      await first.onConnection(db).rows('SELECT 1::int AS one'),
      await second.onConnection(db).rows('SELECT 2::int AS two'),
      await second.onConnection(db).rows('SELECT 1::int AS one'),
    ])
    expect(found).toEqual([[{ one: 1 }], [{ two: 2 }], [{ one: 1 }]])
  })

  it.each([
    ['2026-11-29 19:00:00+00', '2026-11-29T19:00:00.000Z'],
    ['2026-11-29 19:00:00.5+00', '2026-11-29T19:00:00.500Z'],
    ['2026-11-29 19:00:00.000999+00', '2026-11-29T19:00:00.000Z'],
    ['1969-12-31 23:59:59.25+00', '1969-12-31T23:59:59.250Z'],
    ['0099-03-01 00:00:00+00', '0099-03-01T00:00:00.000Z'],
    ['10000-01-01 00:00:00+00', '+010000-01-01T00:00:00.000Z'],
  ])('give %s as %s, whatever zone the server counts in', async (stored, at) => {
    for (const zone of ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/London']) {
      const rows = await inTransaction(async (db) => {
        await db.query(`SET LOCAL TIME ZONE '${zone}'`)
        return rowsOf(db, 'SELECT $1::timestamptz AS at', [stored])
      })
      expect(rows).toEqual([{ at }])
    }
  })

  it('give lists of times as ISO, too', async () => {
    expect(
      await readRows(
        "SELECT ARRAY['2026-11-29 19:00:00.5+00', NULL, '2026-11-30 00:00:00+00']::timestamptz[] AS some_at, '{}'::timestamptz[] AS none_at",
      ),
    ).toEqual([{ someAt: ['2026-11-29T19:00:00.500Z', null, '2026-11-30T00:00:00.000Z'], noneAt: [] }])
  })

  it('give a day as a day, and what stands in JSON as it stands', async () => {
    const sql = `SELECT '2026-03-01'::date AS on_day, '{"kms_host": "a"}'::jsonb AS details`
    expect(await readRows(sql)).toEqual([{ onDay: '2026-03-01', details: { kms_host: 'a' } }])
  })

  it('leave Prisma and whoever else uses pg what they know', async () => {
    const { rows } = await database.pool.query('SELECT now() AS now_at, 1::bigint AS id')
    expect(rows[0]).toMatchObject({ now_at: expect.any(Date), id: '1' })
    const [found] = await database.prisma.$queryRaw<{ at: Date }[]>`SELECT now() AS at`
    expect(found?.at).toBeInstanceOf(Date)
  })
})

describe('rows of Prisma', () => {
  it('leave with their times as ISO, however deep', () => {
    const at = new Date('2026-11-29T19:00:00Z')
    const text = '2026-11-29T19:00:00.000Z'
    const bytes = new Uint8Array([1])
    const row = { at, gone: null, no: 2n, bytes, requests: [{ at, row: 1 }], details: { a: [1, 'x'] } }
    expect(plain(row)).toEqual({ ...row, at: text, no: 2, requests: [{ at: text, row: 1 }] })
    expect(plain(null)).toBeNull()
  })
})
