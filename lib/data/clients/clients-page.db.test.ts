import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { CLIENT_SORTS, type ClientsFilter } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { parseExpiry } from '@/lib/format/expiry-filter'
import { withTestDatabase } from '../database.testing'
import { SqlValues } from '../sql-text'
import { FIELD_SQL } from './client-fields-sql'
import { ROW_SQL } from './client-row'
import { readClientsPage } from './clients-page'
import { clientsWhere, countedWhere, ofKindWhere } from './clients-where'
import { loadFleetNames } from './fleet-names'

const db = withTestDatabase()
const now = new Date('2026-11-22T12:00:00Z')

/** Machines whose columns hang together as they do in a fleet: old news ends early, a MAK has neither host nor end. */
beforeAll(async () => {
  await db.pool.query(
    `INSERT INTO client (name, cmid, first_seen_at, last_seen_at, condition, reason, expires_at, product_label, channel,
                         kms_host, partial_key, observed_at)
     SELECT 'pc-' || lpad((i * 7 % 241)::text, 3, '0') || '.corp.example', md5(i::text)::uuid, $1, $1,
            (CASE WHEN i % 3 = 0 THEN 'licensed' WHEN i < 60 THEN 'silent' WHEN i % 11 = 0 THEN 'notification' ELSE 'grace' END)::condition,
            CASE WHEN i % 11 = 0 THEN '0xC004F038' END,
            CASE WHEN i % 3 > 0 THEN $1::timestamptz + (i - 60) * interval '6 hours' END,
            CASE WHEN i % 17 > 0 THEN 'Windows ' || (10 + i / 90) END,
            CASE WHEN i % 3 = 0 THEN 'MAK' ELSE 'KMS client' END,
            CASE WHEN i % 3 > 0 THEN 'kms0' || i % 4 END,
            CASE WHEN i % 3 = 0 THEN 'V7XQ2' END,
            CASE WHEN i % 19 > 0 THEN $1::timestamptz - (241 - i) * interval '1 day' END
       FROM generate_series(1, 240) i`,
    [now],
  )
  await db.pool.query('INSERT INTO client_name (name, client_id) SELECT name, id FROM client')
})

const filters: Partial<ClientsFilter>[] = [
  {},
  { q: '1' },
  { q: 'v7xq2' },
  { q: 'kms01', state: ['grace'] },
  { q: '0xC004F038' },
  { q: 'Windows 11', state: ['grace'] },
  { state: ['silent', 'notification'] },
  { state: ['licensed'], channel: ['MAK'] },
  { reason: ['0xC004F038'] },
  { product: ['Windows 11'] },
  { host: ['kms01', 'kms02'] },
  { expires: parseExpiry('14d') },
  { expires: parseExpiry('past') },
  { expires: parseExpiry('never') },
  { news: 100 },
  { news: 30, product: ['10'] },
  { key: 'v7xq2' },
  { key: 'V7XQ2', news: 60 },
]
const sorts = CLIENT_SORTS.flatMap((column) => [false, true].map((descending) => ({ column, descending })))

test('whatever filter and sort, pages hold what one plain statement gives, forwards and backwards', async () => {
  const known = await loadFleetNames()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...filters),
      fc.constantFrom(...sorts),
      fc.constantFrom('walk' as const, 'gather' as const),
      fc.constantFrom(1, 25, 60, 10_000),
      fc.integer({ min: 20, max: 90 }),
      async (some, sort, plan, few, size) => {
        const filter = { ...NO_FILTER, ...some }
        const context = { now, known, isNoName: filter.q.length > 1 }
        const matches = {
          where: (values: SqlValues) => clientsWhere(filter, context, values),
          counted: (values: SqlValues) => countedWhere(filter, context, values),
          ofKind: (values: SqlValues) => ofKindWhere(filter, context, values),
        }
        const values = new SqlValues()
        const column = ROW_SQL[FIELD_SQL[sort.column].row]
        const down = sort.descending ? 'DESC' : 'ASC'
        const { rows: plain } = await db.pool.query<{ name: string }>(
          `SELECT name FROM client WHERE ${matches.where(values) || 'true'} ORDER BY ${column} ${down} NULLS LAST, name ${down}`,
          values.list,
        )
        const pages: string[][] = []
        let after: string | undefined
        do {
          const page = await readClientsPage(matches, { sort, plan, few, size, after, now })
          if (page.previous) {
            const back = await readClientsPage(matches, { sort, plan, few, size, before: page.previous, now })
            expect(back.rows.map(({ name }) => name)).toEqual(pages.at(-1))
          }
          pages.push(page.rows.map(({ name }) => name))
          after = page.next
        } while (after !== undefined)
        expect(pages.flat()).toEqual(plain.map(({ name }) => name))
      },
    ),
    { numRuns: 60 },
  )
})
