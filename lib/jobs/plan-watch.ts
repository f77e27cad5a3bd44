import { keepPlanWatch } from '@/lib/data/plan/keep-watch'
import { withLease } from '@/lib/data/work-lease'
import { type Rounds, startRounds } from './rounds'

const PAUSE_MS = 60_000

/** Notes how far the fleet is from the plan in force, where something was recorded since. Of several processes one does. */
export function startPlanWatch(): Rounds {
  return startRounds(
    async () => {
      await withLease('plan watch', () => keepPlanWatch(new Date()))
      return undefined
    },
    { pauseMs: PAUSE_MS, complaint: 'the fleet was not held against the plan in force' },
  )
}
