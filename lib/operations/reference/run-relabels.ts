import { pendingRelabels, RELABEL_LEASE, settleRelabel } from '@/lib/data/reference/pending-relabels'
import { inTransaction } from '@/lib/data/transaction'
import { withLease } from '@/lib/data/work-lease'

/**
 * Brings everything recorded in line with the reference where that still waits, each product in a transaction of
 * its own. What fails goes on waiting, and keeps nothing else from being done; the last failure is thrown.
 */
export async function runRelabels(now: Date): Promise<void> {
  await withLease(RELABEL_LEASE, () => settleAll(now))
}

async function settleAll(now: Date): Promise<void> {
  let failure: unknown
  for (const activationId of await pendingRelabels()) {
    try {
      await inTransaction((db) => settleRelabel(db, activationId, now))
    } catch (error) {
      failure = error
    }
  }
  if (failure !== undefined) throw failure
}
