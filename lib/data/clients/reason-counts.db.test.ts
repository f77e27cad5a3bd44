import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { withTestDatabase } from '../database.testing'
import { NotPermitted } from '../permission'
import { loadClients } from './clients-list'
import { loadReasonCounts } from './reason-counts'

const database = withTestDatabase()
const everyone = { can: () => true }
const now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  await database.pool.query(
    `INSERT INTO client (name, first_seen_at, last_seen_at, license_count, condition, status, reason, observed_at)
     SELECT 'pc-' || i, $1, $1, 1, 'notification', 'notification',
            CASE WHEN i <= 5 THEN '0xC004F038' WHEN i <= 7 THEN '0xC004F074' END, $1
       FROM generate_series(1, 9) i`,
    [now],
  )
})

test('counts each reason once, most first, as many as the clients list shows for it', async () => {
  const counts = await loadReasonCounts(everyone)
  expect(counts).toEqual([
    { reason: '0xC004F038', clients: 5 },
    { reason: '0xC004F074', clients: 2 },
  ])
  for (const { reason, clients } of counts) {
    const list = await loadClients(
      everyone,
      { filter: { ...NO_FILTER, reason: [reason] }, sort: { column: 'name', descending: false } },
      now,
    )
    expect(list.count.value).toBe(clients)
  }
})

test('is refused to those who may not read the fleet', async () => {
  await expect(loadReasonCounts({ can: () => false })).rejects.toThrow(NotPermitted)
})
