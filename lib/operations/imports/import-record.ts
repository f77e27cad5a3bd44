import { z } from 'zod'
import { operation } from '../operation'
import { startStep } from './import-step'

const record = operation(
  'import.record',
  z.object({ importId: z.uuid() }),
  async ({ tx, now, audit }, { importId }) => {
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return { ok: false as const, refusal: { kind: 'notFound' as const } }
    const refusal = refusalOf(row)
    if (refusal) return { ok: false as const, refusal: { kind: refusal } }
    await tx.import.update({
      where: { id: importId },
      data: { status: 'recording', startedAt: now, readBytes: 0, recorded: 0 },
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
)

function refusalOf(row: {
  status: string
  needsHostName: boolean
  hostName: string | null
  observations: number
}) {
  if (row.status === 'recording' || row.status === 'done') return 'alreadyRecorded' as const
  if (row.status !== 'ready') return 'notReady' as const
  if (row.needsHostName && row.hostName === null) return 'needsHostName' as const
  return row.observations === 0 ? ('nothingUsable' as const) : undefined
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
