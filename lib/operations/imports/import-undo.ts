import type { Transaction } from '@/lib/data/audit'
import { isPastRetention } from '@/lib/data/imports/undo-outlook'
import { onPrisma, type SqlRunner } from '@/lib/data/rows'
import { followed } from '../followed'
import { operation } from '../operation'
import { reason } from '../reason-input'
import { whichImport } from './import-input'
import { type ImportRefusal, refuse, sayImportRefusal } from './import-refusal'
import { startStep } from './import-step'

const input = whichImport.extend({ reason })

/** About so many bytes of a file say one observation: a small import is undone at once, a large one by a job. */
const BYTES_EACH = 300

const undo = operation(
  'import.record',
  input,
  async ({ tx, actor, now, audit }, { importId, reason }) => {
    // Of two who undo it at once, the second one sees what the first one did.
    await tx.$queryRaw`SELECT FROM import WHERE id = ${importId}::uuid FOR UPDATE`
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return refuse('notFound')
    const refusal = await undoRefusal(onPrisma(tx), row, now)
    if (refusal) return refuse(refusal)
    await tx.import.update({
      where: { id: importId },
      data: {
        ...{ status: 'undoing', startedAt: now, attempts: 0, cancelRequested: false, problem: null },
        ...{ undone: 0, undoneBy: actor.name, undoReason: reason },
        // What comes in the rest of its hour is another import.
        sourceHour: null,
      },
      select: { id: true },
    })
    await forgetAnswers(tx, importId)
    await audit({
      action: 'import.undo',
      subjectType: 'import',
      subjectId: importId,
      before: { fileName: row.fileName, recorded: row.recorded, fresh: row.fresh },
      after: { status: 'undoing' },
      reason,
    })
    return { ok: true as const, recorded: row.recorded }
  },
  { refusals: sayImportRefusal },
)

interface Undoable {
  status: string
  isSample: boolean
  recorded: number
  recording: number | null
}

/** Why an import cannot be undone now; undefined when it can. */
export async function undoRefusal(
  sql: SqlRunner,
  row: Undoable,
  now: Date,
): Promise<ImportRefusal['kind'] | undefined> {
  if (row.isSample) return 'ofSample'
  if (row.status === 'undone' || row.status === 'undoing') return 'alreadyUndone'
  if (row.status !== 'done' && row.status !== 'cancelled' && row.status !== 'failed') return 'notEnded'
  if (row.recording === null) return row.recorded > 0 ? 'claimsNotKept' : 'nothingRecorded'
  return (await isPastRetention(sql, row.recording, now)) ? 'pastRetention' : undefined
}

/** A source that sends the same once more is to have it recorded, not the answer of the first time. */
async function forgetAnswers(tx: Transaction, importId: string): Promise<void> {
  await tx.apiPost.deleteMany({ where: { importId } })
}

/**
 * Takes an import out of the record: what it alone brought goes, what others said too stays, and states, ledgers and counts
 * follow. A small one is undone when this returns.
 */
export const undoImport = followed(undo, async (done, { importId }, { now = new Date() }) => {
  await startStep(importId, done.recorded * BYTES_EACH, now)
  return done
})
