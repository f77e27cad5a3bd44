import type { z } from 'zod'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { log } from '@/lib/server/log'
import { followed } from '../followed'
import type { Operation, Outcome } from '../operation'

/** So long whoever changed something waits until it shows; the job of each second does the rest. */
const WAIT_MS = 1_000

/** The operation, and then as much of what follows for the machines as is soon done. */
export function thenApply<Schema extends z.ZodType, O extends Outcome>(change: Operation<Schema, O>) {
  return followed(change, async (done) => {
    const until = Date.now() + WAIT_MS
    // What was said is saved: it is applied a second later.
    await applyBelonging({ isStopped: () => Date.now() > until }).catch((error) =>
      log.warn({ err: error }, 'sites and owners could not be applied at once'),
    )
    return done
  })
}
