import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { seedValue } from '@/lib/activation/reference/seed-value'
import type { OperationContext, Transaction } from '../operation'
import { type Entry, keyOf } from './entry-input'
import type { ReferenceRefusal } from './reference-refusal'

/** Puts one entry into the reference. */

type Row = NonNullable<Awaited<ReturnType<typeof inForce>>>

export const inForce = (tx: Transaction, kind: OwnKind, key: string) =>
  tx.referenceEntry.findFirst({
    where: { kind, key, withdrawnAt: null },
    select: { id: true, value: true, source: true, dated: true, note: true },
  })

const isCorrection = (kind: OwnKind, key: string, before: Row | null) =>
  before !== null || seedValue(kind, key) !== undefined

/** All entries in force, by kind and key. */
export async function rowsInForce(tx: Transaction): Promise<ReadonlyMap<string, Row>> {
  const rows = await tx.referenceEntry.findMany({
    where: { withdrawnAt: null },
    select: { kind: true, key: true, id: true, value: true, source: true, dated: true, note: true },
  })
  return new Map(rows.map(({ kind, key, ...row }) => [`${kind} ${key}`, row]))
}

/** Why an entry cannot stand in the place of what is there; absent when it can. before: ours, if there is one. */
export function refusalOf(entry: Entry, key: string, before: Row | null): ReferenceRefusal | undefined {
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
    value: JSON.parse(JSON.stringify(value)),
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
export function flat({ value, source, dated }: Said): Record<string, string> {
  return words({ ...(value as object), source, dated })
}

/** What the published tables say of it. */
export const seedFlat = (kind: OwnKind, key: string): Record<string, string> =>
  words({ ...seedValue(kind, key) })

function words(fields: object): Record<string, string> {
  const entries = Object.entries(fields).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(
    entries.map(([name, one]) => [name, Array.isArray(one) ? one.join(', ') : String(one)]),
  )
}

type PutOutcome = { ok: true; kind: OwnKind; key: string } | { ok: false; refusal: ReferenceRefusal }

/** Adds the entry or changes the one in force, with its audit entry; refuses what changes nothing or lacks its why. */
export async function putEntry(
  { tx, actor, now, audit }: OperationContext,
  entry: Entry,
): Promise<PutOutcome> {
  const key = keyOf(entry)
  const before = await inForce(tx, entry.kind, key)
  const refusal = refusalOf(entry, key, before)
  if (refusal !== undefined) return { ok: false, refusal }
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
  return { ok: true, kind: entry.kind, key }
}
