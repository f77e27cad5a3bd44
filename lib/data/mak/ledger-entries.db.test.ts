import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { withTestDatabase } from '../database.testing'
import { type EntryQuery, loadLedgerEntries } from './ledger-entries'

const db = withTestDatabase()
const everyone = { can: () => true }
const KEY = '018f0000-0000-7000-8000-000000000001'
const ENTRIES = 300

/** Entered in another order than they happened, several at one moment. */
beforeAll(async () => {
  await db.pool.query(
    `INSERT INTO product_key (id, kind, last_five, label, added_at, added_by) VALUES ($1, 'mak', 'BTQ9B', 'Windows', now(), 'test')`,
    [KEY],
  )
  await db.pool.query(
    `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after)
     SELECT $1, no, kind, change, '2026-01-01'::timestamptz + no * 7 % 40 * interval '1 day', now(), 'person', 'Ada', no::text,
            sum(change) OVER (ORDER BY no)
       FROM (SELECT no, CASE WHEN no % 50 = 1 THEN 'increase' ELSE 'activation' END AS kind,
                    CASE WHEN no % 50 = 1 THEN 100 ELSE -1 END AS change FROM generate_series(1, $2::int) no) e`,
    [KEY, ENTRIES],
  )
})

test('each entry of a page says what was left after it, as a sum over the whole ledger does', async () => {
  const { rows } = await db.pool.query<{ no: number; left: number }>(
    'SELECT no, (sum(change) OVER (ORDER BY at, no))::int AS left FROM mak_entry',
  )
  const left = new Map(rows.map((row) => [row.no, row.left]))
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          kind: fc.constantFrom('increase' as const, 'activation' as const),
          from: fc.constantFrom('2026-01-05T00:00:00Z'),
          to: fc.constantFrom('2026-01-30T00:00:00Z'),
          before: fc.integer({ min: 1, max: ENTRIES }),
        },
        { requiredKeys: [] },
      ),
      fc.integer({ min: 1, max: 60 }),
      async (query: Partial<EntryQuery>, limit) => {
        const { entries } = await loadLedgerEntries(everyone, { keyId: KEY, limit, ...query })
        expect(entries.map(({ no, leftThen }) => [no, leftThen])).toEqual(
          entries.map(({ no }) => [no, left.get(no)]),
        )
      },
    ),
    { numRuns: 40 },
  )
})
