import { z } from 'zod'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { ENTRY_VALUES } from '@/lib/data/reference/entry-values'
import { askRelabels } from '@/lib/data/reference/pending-relabels'
import { operation, type Transaction } from '../operation'
import { entryInput } from './entry-input'
import { flat, inForce, putEntry, seedFlat } from './put-entry'
import { sayReferenceRefusal } from './reference-refusal'
import { type RelabelAsked, thenRelabel } from './then-relabel'

const save = operation(
  'reference.change',
  entryInput,
  async (context, entry) => {
    const put = await putEntry(context, entry)
    if (!put.ok) return put
    const { tx, actor, now } = context
    const relabel = await relabelOf(tx, put.kind, put.key, { by: actor.name, at: now })
    return { ...put, relabel, waits: false }
  },
  { refusals: sayReferenceRefusal },
)

const withdrawInput = z.object({
  kind: z.enum(Object.keys(ENTRY_VALUES) as [OwnKind, ...OwnKind[]]),
  key: z.string().max(200),
  reason: z
    .string()
    .trim()
    .min(1, 'Give a reason; it is kept in the audit log.')
    .max(600, 'At most 600 characters.'),
})

const withdraw = operation(
  'reference.change',
  withdrawInput,
  async ({ tx, actor, now, audit }, input) => {
    const { kind, key, reason } = input
    const row = await inForce(tx, kind, key)
    if (!row) return { ok: false as const, refusal: { kind: 'notInForce' as const } }
    await tx.referenceEntry.update({
      where: { id: row.id },
      data: { withdrawnAt: now, withdrawnBy: actor.name, withdrawnReason: reason },
      select: { id: true },
    })
    await audit({
      action: 'reference.withdraw',
      subjectType: 'reference',
      subjectId: `${kind} ${key}`,
      before: { name: key, ...flat(row) },
      after: { name: key, ...seedFlat(kind, key) },
      reason,
    })
    const relabel = await relabelOf(tx, kind, key, { by: actor.name, at: now })
    return { ok: true as const, kind, key, relabel, waits: false }
  },
  { refusals: sayReferenceRefusal },
)

/**
 * Adds an entry to the reference, or corrects one of the tables or of ours. What is recorded of a product is then
 * called so: at once where that is little, else by a job.
 */
export const saveReferenceEntry = thenRelabel(save)

/** Takes an entry of ours back: what the tables say holds again, also for what is recorded. */
export const withdrawReferenceEntry = thenRelabel(withdraw)

/** What is recorded of a product has to follow its entry; nothing else is recorded by entries. */
async function relabelOf(
  tx: Transaction,
  kind: OwnKind,
  key: string,
  who: { by: string; at: Date },
): Promise<RelabelAsked | undefined> {
  if (kind !== 'product') return undefined
  return { activationIds: [key], licenses: await askRelabels(tx, [key], who) }
}
