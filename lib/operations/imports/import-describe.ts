import { operation } from '../operation'
import { hostName, observedAt, whichImport } from './import-input'
import { refuse, sayImportRefusal } from './import-refusal'
import { startStep } from './import-step'

const input = whichImport.extend({ hostName, observedAt })

const describe = operation(
  'import.create',
  input,
  async ({ tx, audit }, { importId, hostName, observedAt }) => {
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return refuse('notFound')
    if (row.status !== 'ready') return refuse('notReady')
    await tx.import.update({
      where: { id: importId },
      data: {
        hostName,
        observedAt: observedAt ?? row.observedAt,
        status: 'reading',
        readBytes: 0,
        attempts: 0,
      },
      select: { id: true },
    })
    await audit({
      action: 'import.describe',
      subjectType: 'import',
      subjectId: importId,
      before: { hostName: row.hostName, observedAt: row.observedAt?.toISOString() ?? null },
      after: {
        fileName: row.fileName,
        hostName,
        observedAt: observedAt ?? row.observedAt?.toISOString() ?? null,
      },
    })
    return { ok: true as const, sizeBytes: Number(row.sizeBytes) }
  },
  { refusals: sayImportRefusal },
)

/** Takes down which machine a text is from; the preview is worked out again with that. */
export const describeImport: typeof describe = {
  ...describe,
  async run(actor, raw, call = {}) {
    const outcome = await describe.run(actor, raw, call)
    if (outcome.ok) await startStep(raw.importId, outcome.sizeBytes, call.now ?? new Date())
    return outcome
  },
}
