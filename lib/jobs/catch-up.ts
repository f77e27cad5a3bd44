import { setTimeout as sleep } from 'node:timers/promises'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { catchUp } from '@/lib/data/catch-up'
import { settleVerified } from '@/lib/data/exchange/settle-verified'
import { expireOverdue } from '@/lib/operations/exchange/expire-exchanges'
import { log } from '@/lib/server/log'

const PAUSE_MS = 1_000
/** After an import came between: more is due, and the import is soon done. */
const SHORT_PAUSE_MS = 100

/**
 * Brings recorded states up to time, about once a second, in this process until `stop`: licenses, the sites and owners of
 * machines, and requests of exchange packages that are overdue or seen to have worked. Of several processes each batch is moved by the one that gets the
 * record's lock. A failure is reported once and tried again: a database that cannot be written for a while only falls
 * behind.
 */
export function startCatchUp(): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = run(stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

async function run(signal: AbortSignal): Promise<void> {
  let reported: string | undefined
  while (!signal.aborted) {
    let moved = 0
    try {
      moved = await catchUp(new Date(), { isStopped: () => signal.aborted })
      moved += await applyBelonging({ isStopped: () => signal.aborted })
      await expireOverdue(new Date())
      await settleVerified()
      reported = undefined
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (message !== reported) log.warn({ err: error }, 'states were not brought up to date')
      reported = message
    }
    const pause = moved > 0 ? SHORT_PAUSE_MS : PAUSE_MS
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
