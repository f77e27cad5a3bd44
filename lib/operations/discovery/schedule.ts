import { z } from 'zod'
import { CHECK_INTERVALS } from '@/lib/activation/discovery/check-intervals'
import { checkInterval, saveCheckInterval } from '@/lib/data/discovery/schedule'
import { applyDiscoverySchedule } from '@/lib/jobs/discovery-schedule'
import { followed } from '../followed'
import { operation } from '../operation'
import { sayDiscoveryRefusal } from './discovery-refusal'

const newInterval = z.object({
  intervalMinutes: z.union(CHECK_INTERVALS.map((minutes) => z.literal(minutes))).nullable(),
})

/** Sets how often the console checks by itself; null: never. */
export const setCheckInterval = operation(
  'discovery.change',
  newInterval,
  async ({ tx, audit }, input) => {
    const before = await checkInterval(tx)
    if (before === input.intervalMinutes) {
      return { ok: false as const, refusal: { kind: 'unchanged' as const } }
    }
    await saveCheckInterval(tx, input.intervalMinutes)
    await audit({
      action: 'discovery.setInterval',
      subjectType: 'dnsCheck',
      before: { intervalMinutes: before },
      after: { intervalMinutes: input.intervalMinutes },
    })
    return { ok: true as const }
  },
  { refusals: sayDiscoveryRefusal },
)

/** setCheckInterval, and the job queue follows. */
export const changeSchedule = followed(setCheckInterval, async (done, { intervalMinutes }) => {
  await applyDiscoverySchedule(intervalMinutes)
  return done
})
