import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { catchUp } from '@/lib/data/catch-up'
import { settleVerified } from '@/lib/data/exchange/settle-verified'
import { expireOverdue } from '@/lib/operations/exchange/expire-exchanges'
import { type Rounds, startRounds } from './rounds'

/** After an import came between: more is due, and the import is soon done. */
const SHORT_PAUSE_MS = 100

/**
 * Brings recorded states up to time: licenses, the sites and owners of machines, and requests of exchange packages that are
 * overdue or seen to have worked. Of several processes each batch is moved by the one that gets the record's lock.
 */
export function startCatchUp(): Rounds {
  return startRounds(
    async (isStopped) => {
      const licenses = await catchUp(new Date(), { isStopped })
      const machines = await applyBelonging({ isStopped })
      await expireOverdue(new Date())
      await settleVerified()
      return licenses + machines > 0 ? SHORT_PAUSE_MS : undefined
    },
    { pauseMs: 1_000, complaint: 'states were not brought up to date' },
  )
}
