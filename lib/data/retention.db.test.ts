import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from './database.testing'
import { dropExpiredEvents, previewExpiredEvents } from './retention'

const database = withTestDatabase()
const NOW = new Date('2026-11-30T03:17:00Z')

const reading = (name: string, observedAt: string): Observation => ({
  kind: 'license',
  observedAt,
  client: { name },
  product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '2YT43' },
  status: 'licensed',
  remainingMinutes: 250_000,
})

it('says before what goes, month by month, and that is what goes', async () => {
  const observations = [
    reading('pc-1.corp.example', '2025-07-01T08:00:00Z'),
    reading('pc-1.corp.example', '2025-08-01T08:00:00Z'),
    reading('pc-2.corp.example', '2025-08-02T08:00:00Z'),
    reading('pc-1.corp.example', '2026-11-01T08:00:00Z'),
  ].map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations }, NOW)
  const bytes = expect.any(Number)
  expect(await previewExpiredEvents(NOW, 13)).toEqual([
    { month: '2025-07', events: 1, kept: 0, bytes },
    // The only word of pc-2 stays, however old.
    { month: '2025-08', events: 2, kept: 1, bytes },
  ])
  expect(await previewExpiredEvents(NOW, 0)).toEqual([])
  expect(await dropExpiredEvents(NOW, 13)).toBe(2)
  expect(await previewExpiredEvents(NOW, 13)).toEqual([{ month: '2025-08', events: 1, kept: 1, bytes }])
  expect((await database.pool.query('SELECT FROM activation_event')).rowCount).toBe(2)
})
