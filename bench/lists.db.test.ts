import { expect, test } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { measureAlerts } from './alerts'
import { fillLargeFleet } from './large-fleet'
import { measureLists } from './lists'

withTestDatabase()
const CLIENTS = 400
const EVERY = 31

test('the benches of lists and alerts fill a fleet, read its pages by any filter and sort, and judge it', async () => {
  const now = new Date('2026-11-22T12:00:00Z')
  await fillLargeFleet(CLIENTS, now)
  const measured = await measureLists(now, EVERY)
  expect(measured.length).toBeGreaterThan(30)
  expect(measured.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20)
  expect(Math.max(...measured.map(({ buffers }) => buffers))).toBeLessThan(20_000)
  const rounds = await measureAlerts(CLIENTS, now)
  expect(rounds.map(({ ours }) => Number.isFinite(ours))).toEqual([true, true, true, true])
})
