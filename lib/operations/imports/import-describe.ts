import { z } from 'zod'
import { holdsProductKey } from '@/lib/activation/product/product-key'
import { operation } from '../operation'
import { startStep } from './import-step'

const input = z.object({
  importId: z.uuid(),
  hostName: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(253)
    .refine((name) => !holdsProductKey(name), 'This is a product key. Enter the name of the machine.'),
  observedAt: z.iso.datetime().optional(),
})

const describe = operation(
  'import.create',
  input,
  async ({ tx, audit }, { importId, hostName, observedAt }) => {
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return { ok: false as const, refusal: { kind: 'notFound' as const } }
    if (row.status !== 'ready') return { ok: false as const, refusal: { kind: 'notReady' as const } }
    await tx.import.update({
      where: { id: importId },
      data: { hostName, observedAt: observedAt ?? row.observedAt, status: 'reading', readBytes: 0 },
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
)

/** Says which machine a text is from; the preview is worked out again with that. */
export const describeImport: typeof describe = {
  ...describe,
  async run(actor, raw, call = {}) {
    const outcome = await describe.run(actor, raw, call)
    if (outcome.ok) await startStep(raw.importId, outcome.sizeBytes, call.now ?? new Date())
    return outcome
  },
}
