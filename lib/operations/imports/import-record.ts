import { importLease } from '@/lib/data/imports/import-store'
import { isWorkedAt } from '@/lib/data/work-lease'
import { operation } from '../operation'
import { whichImport } from './import-input'
import { type ImportRefusal, refuse, sayImportRefusal } from './import-refusal'
import { startStep } from './import-step'

const record = operation(
  'import.record',
  whichImport,
  async ({ tx, now, audit }, { importId }) => {
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return refuse('notFound')
    // One that is left lying is begun again: whatever of it is in the record already changes nothing.
    const isLeftLying = row.status === 'recording' && !(await isWorkedAt(tx, importLease(importId)))
    const refusal = isLeftLying ? undefined : refusalOf(row)
    if (refusal) return refuse(refusal)
    await tx.import.update({
      where: { id: importId },
      data: { status: 'recording', startedAt: now, readBytes: 0, recorded: 0, attempts: 0 },
      select: { id: true },
    })
    await audit({
      action: 'import.record',
      subjectType: 'import',
      subjectId: importId,
      after: { fileName: row.fileName, observations: row.observations, hostName: row.hostName },
    })
    return { ok: true as const, sizeBytes: Number(row.sizeBytes) }
  },
  { refusals: sayImportRefusal },
)

function refusalOf(row: {
  status: string
  needsHostName: boolean
  hostName: string | null
  needsDayOrder: boolean
  dayOrder: string | null
  needsCaptures: boolean
  captures: string | null
  observations: number
}): ImportRefusal['kind'] | undefined {
  if (row.status === 'recording' || row.status === 'done') return 'alreadyRecorded'
  if (row.status !== 'ready') return 'notReady'
  if (row.needsHostName && row.hostName === null) return 'needsHostName'
  if (row.needsDayOrder && row.dayOrder === null) return 'needsDayOrder'
  if (row.needsCaptures && row.captures === null) return 'needsCaptures'
  return row.observations === 0 ? 'nothingUsable' : undefined
}

/** Records an import whose preview a person has seen. A small one is recorded when this returns. */
export const recordImport: typeof record = {
  ...record,
  async run(actor, raw, call = {}) {
    const outcome = await record.run(actor, raw, call)
    if (outcome.ok) await startStep(raw.importId, outcome.sizeBytes, call.now ?? new Date())
    return outcome
  },
}
