import { type MergeCounts, mergeStage } from '@/lib/data/merge/merge'
import {
  copyParts,
  makePartsTable,
  PARTS,
  type PartsTogether,
  partOf,
  partsTogether,
  removePartsTable,
} from '@/lib/data/merge/parts'
import type { Checked } from '@/lib/data/merge/staged-row'
import { openStaging, type Staging } from '@/lib/data/merge/staging'
import { openWorkTables } from '@/lib/data/merge/work-tables'
import { inTransaction, rowsForNext } from '@/lib/data/transaction'
import type { Brought } from './record-together'

/** Observations that one call brings in such number that they are not held in memory. */
interface BroughtInParts extends Omit<Brought, 'checked'> {
  checked: AsyncIterable<Checked[]>
  /** about so many are merged at first, and at least so many at a time */
  partSize: number
  /** after each transaction but the last: what has been merged by then; a returned false stops before the next one */
  onPart?: ((soFar: MergedParts) => Promise<boolean> | boolean) | undefined
}

export interface MergedParts extends MergeCounts {
  /** observations that were merged */
  observations: number
  /** Whether parts were left out. */
  isStopped: boolean
}

interface Staged {
  table: string
  staging: Staging
  /** rows of each part */
  rows: number[]
}

/**
 * Records a large batch: staged first, then merged part by part, each part in a transaction, so that others come in
 * between. What a machine said is all in one part: it is written once, as in one merge of the whole.
 */
export async function recordInParts(call: BroughtInParts): Promise<MergedParts> {
  const staged = await stageParts(call.checked)
  const all = staged.rows.reduce((sum, count) => sum + count, 0)
  const counts: MergedParts = { observations: 0, fresh: 0, newClients: 0, isStopped: false }
  let size = call.partSize
  try {
    for (const parts of partsTogether(staged.rows, () => size)) {
      const start = performance.now()
      for (const { fresh, newClients } of await mergeParts(staged, parts, call)) {
        counts.fresh += fresh
        counts.newClients += newClients
      }
      counts.observations += parts.rows
      const isLast = counts.observations === all
      counts.isStopped = !isLast && (await call.onPart?.({ ...counts })) === false
      if (counts.isStopped) break
      size = Math.max(call.partSize, rowsForNext(parts.rows, performance.now() - start))
    }
  } finally {
    await removePartsTable(staged.table).catch(() => undefined)
  }
  return counts
}

function stageParts(batch: BroughtInParts['checked']): Promise<Staged> {
  return inTransaction(async (db) => {
    const table = await makePartsTable(db)
    const staging = await openStaging(db)
    const rows = await copyParts(db, table, async (write) => {
      for await (const some of batch) {
        for (const one of some) {
          const part = partOf(one.name)
          const full = write(part, staging.line(one, part))
          if (full) await full
        }
      }
    })
    return { table, staging, rows }
  })
}

function mergeParts(
  { table, staging }: Staged,
  { from, to, rows }: PartsTogether,
  { importId, isSample, now }: BroughtInParts,
): Promise<MergeCounts[]> {
  return inTransaction(async (db) => {
    await openWorkTables(db)
    await db.query(`INSERT INTO stage SELECT * FROM ${table} WHERE portion BETWEEN ${from} AND ${to}`)
    return mergeStage(db, {
      rows,
      kinds: staging.kinds,
      products: staging.products.all(),
      importIds: new Array(PARTS).fill(importId),
      isSample,
      now,
    })
  })
}
