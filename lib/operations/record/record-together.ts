import { copyInto } from '@/lib/data/merge/copy-rows'
import { type MergeCounts, mergeStage } from '@/lib/data/merge/merge'
import type { Checked } from '@/lib/data/merge/staged-row'
import { openStaging } from '@/lib/data/merge/staging'
import { FEW, openWorkTables } from '@/lib/data/merge/work-tables'
import { currentPurpose } from '@/lib/data/purpose'
import { keepingPlans } from '@/lib/data/rows'
import { inTransaction } from '@/lib/data/transaction'
import { GroupQueue } from '../group-queue'

/** Observations that one call of recordObservations brought. */
export interface Brought {
  checked: readonly Checked[]
  importId: string | undefined
  isSample: boolean
  now: Date
}

/** Merging so many takes a slow machine less than a second, which is how long others wait. */
export const MERGED_AT_ONCE = 3_000

/**
 * What comes while a merge is running waits for the record's lock anyway: calls go into one merge then, which costs little
 * more than the merge of one where they are small. Large ones go in turn, so that news of a machine is merged in the order in
 * which it came, and nothing has to be worked out from the whole history for having come late.
 */
const gathered = new GroupQueue<Brought, MergeCounts>((_, calls) => mergeTogether(calls), {
  of: ({ checked }) => checked.length,
  most: MERGED_AT_ONCE,
})

/** Records what one call brought, with others that wait. */
export async function recordTogether(call: Brought): Promise<MergeCounts> {
  if (call.checked.length === 0) return { fresh: 0, newClients: 0 }
  return gathered.run(`${currentPurpose()} ${call.isSample}`, call)
}

function mergeTogether(calls: readonly Brought[]): Promise<MergeCounts[]> {
  const rows = calls.reduce((sum, { checked }) => sum + checked.length, 0)
  return inTransaction(async (connection) => {
    const db = rows > FEW ? connection : keepingPlans(connection)
    await openWorkTables(db)
    const staging = await openStaging(db)
    await copyInto(db, 'stage', async (stage) => {
      for (const [portion, { checked }] of calls.entries()) {
        for (const one of checked) {
          const full = stage.write(staging.line(one, portion))
          if (full) await full
        }
      }
    })
    return mergeStage(db, {
      rows,
      kinds: staging.kinds,
      products: staging.products.all(),
      importIds: calls.map(({ importId }) => importId),
      isSample: calls.every(({ isSample }) => isSample),
      now: new Date(Math.max(...calls.map(({ now }) => now.getTime()))),
    })
  })
}
