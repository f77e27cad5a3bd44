import { importLease } from '@/lib/data/imports/import-store'
import { isWorkedAt } from '@/lib/data/work-lease'
import { operation } from '../operation'
import { whichImport } from './import-input'
import { refuse, sayImportRefusal } from './import-refusal'
import { stoppedSentence } from './import-run'

/**
 * Stops an import. What waits, is being read or is left lying ends at once; what is being recorded ends after the
 * batch in hand, and what was recorded stays.
 */
export const cancelImport = operation(
  'import.cancel',
  whichImport,
  async ({ tx, now, audit }, { importId }) => {
    const row = await tx.import.findUnique({
      where: { id: importId },
      select: { status: true, fileName: true, recorded: true },
    })
    if (!row) return refuse('notFound')
    if (row.status === 'done' || row.status === 'cancelled' || row.status === 'failed') {
      return refuse('alreadyEnded')
    }
    const isRecording = row.status === 'recording'
    const endsLater = isRecording && (await isWorkedAt(tx, importLease(importId)))
    await tx.import.update({
      where: { id: importId },
      data: {
        cancelRequested: true,
        ...(!endsLater && { status: 'cancelled', finishedAt: now }),
        ...(isRecording && !endsLater && { problem: stoppedSentence(row.recorded) }),
      },
      select: { id: true },
    })
    await audit({
      action: 'import.cancel',
      subjectType: 'import',
      subjectId: importId,
      before: { status: row.status },
      after: { fileName: row.fileName },
    })
    return { ok: true as const }
  },
  { refusals: sayImportRefusal },
)
