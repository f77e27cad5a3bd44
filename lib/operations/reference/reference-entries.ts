import { z } from 'zod'
import type { Prisma } from '@/generated/prisma/client'
import { cleanPartialKey } from '@/lib/activation/product/product-key'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { hostUpdateKey, type OwnKind } from '@/lib/activation/reference/own-entry'
import { seedValue } from '@/lib/activation/reference/seed-value'
import { ENTRY_VALUES } from '@/lib/data/reference/entry-values'
import { askRelabel } from '@/lib/data/reference/pending-relabels'
import { operation, type Transaction } from '../operation'
import { type RelabelAsked, thenRelabel } from './then-relabel'

const about = {
  source: z.string().trim().min(1, 'Say where it is from.').max(300, 'At most 300 characters.'),
  dated: z
    .string()
    .trim()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write year and month, as 2026-03.'),
  /** Shown beside the entry, and the reason in the audit log. */
  note: z.string().trim().max(600, 'At most 600 characters.').optional(),
}

const activationId = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/[{}]/g, ''))
  .pipe(z.guid('Write the activation ID as 73111121-5638-40f6-bc11-f1d7b0d64300.'))

const lastFive = z.string().transform((text, context) => {
  const clean = cleanPartialKey(text.trim())
  if (clean === undefined) context.addIssue('Write the last five characters of the key, and no more.')
  return clean ?? ''
})

const code = z.string().transform((text, context) => {
  const clean = normaliseCode(text.trim())
  if (clean === undefined) context.addIssue('Write the code as 0xC004F038, or as a decimal number.')
  return clean ?? ''
})

const eventNumber = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,4}$/, 'Write the number of the event, as 12290.')

const groupId = z
  .string()
  .trim()
  .refine((id) => id === '' || /^own-[a-z0-9-]+$/.test(id) || seedValue('keyGroup', id) !== undefined, {
    message: 'There is no such host key.',
  })

const input = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), key: activationId, value: ENTRY_VALUES.product, ...about }),
  z.object({ kind: z.literal('key'), key: lastFive, value: ENTRY_VALUES.key, ...about }),
  z.object({ kind: z.literal('code'), key: code, value: ENTRY_VALUES.code, ...about }),
  z.object({ kind: z.literal('event'), key: eventNumber, value: ENTRY_VALUES.event, ...about }),
  /** An empty key: one that the tables do not have, named by its label. */
  z.object({ kind: z.literal('keyGroup'), key: groupId, value: ENTRY_VALUES.keyGroup, ...about }),
  /** The key follows from the value. */
  z.object({
    kind: z.literal('hostUpdate'),
    key: z.string().optional(),
    value: ENTRY_VALUES.hostUpdate,
    ...about,
  }),
])

type Entry = z.output<typeof input>

const save = operation('reference.change', input, async ({ tx, actor, now, audit }, entry) => {
  const key = keyOf(entry)
  const before = await inForce(tx, entry.kind, key)
  const refusal = refusalOf(entry, key, before)
  if (refusal !== undefined) return { ok: false as const, refusal }
  const row = rowOf(entry)
  const changed = { ...row, changedAt: now, changedBy: actor.name, changedById: actor.id }
  if (before) {
    await tx.referenceEntry.update({ where: { id: before.id }, data: changed, select: { id: true } })
  } else {
    const added = { addedAt: now, addedBy: actor.name, addedById: actor.id }
    await tx.referenceEntry.create({
      data: { kind: entry.kind, key, ...changed, ...added },
      select: { id: true },
    })
  }
  await audit({
    action: isCorrection(entry.kind, key, before) ? 'reference.correct' : 'reference.add',
    subjectType: 'reference',
    subjectId: `${entry.kind} ${key}`,
    before: { name: key, ...(before ? flat(before) : seedFlat(entry.kind, key)) },
    after: { name: key, ...flat(row) },
    ...(entry.note && { reason: entry.note }),
  })
  const relabel = await relabelOf(tx, entry.kind, key, { by: actor.name, at: now })
  return { ok: true as const, kind: entry.kind, key, relabel, waits: false }
})

const withdrawInput = z.object({
  kind: z.enum(Object.keys(ENTRY_VALUES) as [OwnKind, ...OwnKind[]]),
  key: z.string().max(200),
  reason: z.string().trim().min(1, 'Say why it is withdrawn.').max(600, 'At most 600 characters.'),
})

const withdraw = operation('reference.change', withdrawInput, async ({ tx, actor, now, audit }, input) => {
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
})

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
  return { activationIds: [key], licenses: await askRelabel(tx, key, who) }
}

export type ReferenceRefusal =
  /** It says what is there already. */
  | { kind: 'unchanged' }
  /** A correction needs its why. */
  | { kind: 'reasonMissing' }
  /** A Windows key cannot become an Office key, nor the other way round. */
  | { kind: 'otherApplication' }
  | { kind: 'notInForce' }

type Row = NonNullable<Awaited<ReturnType<typeof inForce>>>

const inForce = (tx: Transaction, kind: OwnKind, key: string) =>
  tx.referenceEntry.findFirst({
    where: { kind, key, withdrawnAt: null },
    select: { id: true, value: true, source: true, dated: true, note: true },
  })

function keyOf(entry: Entry): string {
  if (entry.kind === 'hostUpdate') return hostUpdateKey(entry.value.host, entry.value.target)
  if (entry.kind !== 'keyGroup' || entry.key !== '') return entry.key
  return `own-${entry.value.label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`
}

const isCorrection = (kind: OwnKind, key: string, before: Row | null) =>
  before !== null || seedValue(kind, key) !== undefined

function refusalOf(entry: Entry, key: string, before: Row | null): ReferenceRefusal | undefined {
  const seed = entry.kind === 'keyGroup' ? seedValue('keyGroup', key) : undefined
  if (entry.kind === 'keyGroup' && seed !== undefined && seed.application !== entry.value.application) {
    return { kind: 'otherApplication' }
  }
  const after = rowOf(entry)
  if (before !== null && isSame(before, after)) return { kind: 'unchanged' }
  const needsReason = isCorrection(entry.kind, key, before) && entry.kind !== 'code'
  return needsReason && !entry.note ? { kind: 'reasonMissing' } : undefined
}

function rowOf({ value, source, dated, note }: Entry) {
  return {
    value: JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject,
    source,
    dated,
    note: note || null,
  }
}

/** What an entry says, as it was read or as it will be written. */
type Said = Omit<Row, 'id'> | ReturnType<typeof rowOf>

function isSame(before: Row, after: ReturnType<typeof rowOf>): boolean {
  const [one, other] = [before, after].map((row) => ({ ...flat(row), why: row.note ?? '' }))
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

const sorted = (fields: object = {}) =>
  Object.entries(fields).sort(([one], [other]) => one.localeCompare(other))

/** One level, so that the audit log can name each field that changed; the why stands there as the reason. */
function flat({ value, source, dated }: Said): Record<string, string> {
  return words({ ...(value as object), source, dated })
}

/** What the published tables say of it. */
const seedFlat = (kind: OwnKind, key: string): Record<string, string> => words({ ...seedValue(kind, key) })

function words(fields: object): Record<string, string> {
  const entries = Object.entries(fields).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(
    entries.map(([name, one]) => [name, Array.isArray(one) ? one.join(', ') : String(one)]),
  )
}
