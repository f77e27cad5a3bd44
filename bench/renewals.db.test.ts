import { expect, test } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { measureRenewals } from './renewals'

withTestDatabase()

test('the bench of renewals records them all, on a small fleet', async () => {
  const lines = await measureRenewals({ clients: 500, renewals: 50 })
  for (const { name, ours, peer } of lines) expect([ours, peer].every(Number.isFinite), name).toBe(true)
})
