import type { z } from 'zod'
import { settleRelabel } from '@/lib/data/reference/pending-relabels'
import { inTransaction, tryLockRecord } from '@/lib/data/transaction'
import { enqueueRelabels } from '@/lib/jobs/queue'
import { log } from '@/lib/server/log'
import type { Operation, Outcome } from '../operation'

/** As many licenses are relabelled within the request: well under a second. */
const MOST_AT_ONCE = 1_000

/** Products whose records are to be relabelled, and how many licenses that are. */
export interface RelabelAsked {
  activationIds: readonly string[]
  licenses: number
}

/**
 * The operation, and then what it asks to be relabelled: at once where that is little and no import is being
 * recorded, else by the worker. The change and what it asks for commit together, so that nothing is lost whatever
 * happens in between. waits: the worker does it.
 */
export function thenRelabel<
  Schema extends z.ZodType,
  O extends Outcome & { relabel?: RelabelAsked | undefined; waits?: boolean | undefined },
>(change: Operation<Schema, O>): Operation<Schema, O> {
  const run: Operation<Schema, O>['run'] = async (actor, raw, call = {}) => {
    const outcome = await change.run(actor, raw, call)
    if (!outcome.ok || !('relabel' in outcome) || outcome.relabel === undefined) return outcome
    const waits = !(await isSettledAtOnce(outcome.relabel, call.now ?? new Date()))
    return waits ? { ...outcome, waits } : outcome
  }
  return { ...change, run }
}

async function isSettledAtOnce({ activationIds, licenses }: RelabelAsked, now: Date): Promise<boolean> {
  const [only, ...others] = activationIds
  if (only === undefined) return true
  const isLittle = others.length === 0 && licenses <= MOST_AT_ONCE
  try {
    if (isLittle && (await settleNow(only, now))) return true
    await enqueueRelabels()
  } catch (error) {
    // The change is saved; what waits is taken up at the next start and every night.
    log.error({ err: error, activationIds }, 'products could not be relabelled')
  }
  return false
}

/** False when a merge is running, which may take minutes. */
const settleNow = (activationId: string, now: Date) =>
  inTransaction(async (db) => {
    if (!(await tryLockRecord(db))) return false
    await settleRelabel(db, activationId, now)
    return true
  })
