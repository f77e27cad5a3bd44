import { operation } from '../operation'
import { whichImport } from './import-input'
import { refuse, sayImportRefusal } from './import-refusal'

/**
 * Stops an import. What waits or is being read ends at once; what is being recorded ends after the batch
 * in hand, and what was recorded stays.
 */
export const cancelImport = operation(
  'import.cancel',
  whichImport,
  async ({ tx, now, audit }, { importId }) => {
    const row = await tx.import.findUnique({
      where: { id: importId },
      select: { status: true, fileName: true },
    })
    if (!row) return refuse('notFound')
    if (row.status === 'done' || row.status === 'cancelled' || row.status === 'failed') {
      return refuse('alreadyEnded')
    }
    const isRecording = row.status === 'recording'
    await tx.import.update({
      where: { id: importId },
      data: { cancelRequested: true, ...(!isRecording && { status: 'cancelled', finishedAt: now }) },
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
