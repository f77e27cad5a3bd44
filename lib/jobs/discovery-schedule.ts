import { CHECK_INTERVALS } from '@/lib/activation/discovery/check-intervals'
import { boss, DISCOVERY_QUEUE } from './queue'

const CRON: Readonly<Record<(typeof CHECK_INTERVALS)[number], string>> = {
  15: '*/15 * * * *',
  30: '*/30 * * * *',
  60: '11 * * * *',
  240: '11 */4 * * *',
  720: '11 */12 * * *',
  1440: '11 4 * * *',
}

/** Makes the queue check this often; null: no more. */
export async function applyDiscoverySchedule(intervalMinutes: number | null): Promise<void> {
  const interval = CHECK_INTERVALS.find((minutes) => minutes === intervalMinutes)
  const queue = await boss()
  if (interval === undefined) await queue.unschedule(DISCOVERY_QUEUE)
  else await queue.schedule(DISCOVERY_QUEUE, CRON[interval])
}
