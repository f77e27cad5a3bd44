import { dueRound } from '@/lib/data/alerts/due'
import { runAlertRound } from '@/lib/data/alerts/round'
import { type Rounds, startRounds } from './rounds'

const PAUSE_MS = 1_000
/** After a round that took long, so many times its length go by before the next: a large fleet must not be judged without end. */
const REST = 4
/** … but what an import brought is told within a minute. */
const LONGEST_PAUSE_MS = 10_000

/**
 * Judges the alerts: as soon as something was recorded or changed, and every quarter of an hour for what time alone opens; then
 * all machines of a large fleet too. Of several processes one does.
 */
export function startAlertRounds(): Rounds {
  return startRounds(
    async () => {
      const now = new Date()
      const due = await dueRound(now)
      if (!due) return undefined
      const round = await runAlertRound(now, due.heardFrom)
      return Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, REST * (round?.tookMs ?? 0)))
    },
    { pauseMs: PAUSE_MS, complaint: 'the alerts were not judged' },
  )
}
