import { endStep, reportProgress, type StoredImport } from '@/lib/data/imports/import-store'
import { takeBackInstalledKeys } from '@/lib/data/merge/merge-installed-keys'
import { partsTogether, removePartsTable } from '@/lib/data/merge/parts'
import { takeBack } from '@/lib/data/merge/take-back'
import { stageTakeBack } from '@/lib/data/merge/take-back-parts'
import { earliestKept } from '@/lib/data/retention'
import { inTransaction } from '@/lib/data/transaction'
import { untilWritten } from '@/lib/data/until-written'
import type { Lease } from '@/lib/data/work-lease'

/** Fewest observations that are taken back in one transaction, and what one is to take: others wait meanwhile. */
const PART_SIZE = 2_000
const AIMED_MS = 400

/**
 * Takes an import out of the record part by part, each in a transaction, so that others come in between. Broken off, it
 * goes on with what is left. What came in the meantime, from a post on its way or from another import that was taken back,
 * is found by looking until nothing is left.
 */
export async function takeBackImport(row: StoredImport, lease: Lease, now: Date): Promise<void> {
  const { id: importId, recording } = row
  let undone = row.undone
  if (recording !== null) undone += await inTransaction((db) => takeBackInstalledKeys(db, recording))
  for (let isLeft = recording !== null; isLeft && recording !== null; ) {
    const undoing = { importId, recording }
    const { table, rows } = await inTransaction((db) => stageTakeBack(db, undoing))
    isLeft = rows.some((count) => count > 0)
    let size = PART_SIZE
    try {
      for (const parts of partsTogether(rows, () => size)) {
        if (lease.isLost) throw new Error('another process undoes this import by now')
        const start = performance.now()
        const keptFrom = earliestKept(now)
        undone += await inTransaction((db) => takeBack(db, { ...undoing, ...parts, table, keptFrom, now }))
        size = Math.max(PART_SIZE, (parts.rows * AIMED_MS) / (performance.now() - start))
        await reportProgress(importId, { undone })
      }
    } finally {
      await removePartsTable(table).catch(() => undefined)
    }
  }
  await untilWritten(() => endStep(row, { status: 'undone', undone, undoneAt: now }))
}
