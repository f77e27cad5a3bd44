/** The rows of product_key, as operations read and write them inside their transaction. */
import { Prisma, type ProductKey } from '@/generated/prisma/client'
import type { Transaction } from '../audit'
import type { SealedKey } from './sealed-key'

export const KEY_KINDS = ['mak', 'csvlk'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** A key as an operation decides with it. `sealed` is the only way to the whole key. */
export type KeyRecord = ProductKey

/** What a person may say about a key. */
export interface KeyWords {
  label: string
  keyGroup: string | null
  activationIds: string[]
  agreement: string | null
  owner: string | null
  note: string | null
}

/** Number of the lock that lets one list of keys be added after the other. */
const ADD_LOCK = 4_711_002

/** Whoever adds keys waits here, so that two people pasting the same key do not both store it. */
export async function lockKeyInventory(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADD_LOCK})`
}

/** The key, locked until the transaction ends; null when there is none. */
export async function lockKey(tx: Transaction, id: string): Promise<KeyRecord | null> {
  await tx.$executeRaw`SELECT FROM product_key WHERE id = ${id}::uuid FOR UPDATE`
  return tx.productKey.findUnique({ where: { id } })
}

/** Keys with one of these digests, or ending so. */
export function findLikeKeys(
  tx: Transaction,
  digests: Uint8Array<ArrayBuffer>[],
  lastFives: string[],
): Promise<KeyRecord[]> {
  return tx.productKey.findMany({
    where: { OR: [{ digest: { in: digests } }, { lastFive: { in: lastFives } }] },
    orderBy: [{ retiredAt: { sort: 'asc', nulls: 'first' } }, { addedAt: 'asc' }],
  })
}

export interface NewKey extends KeyWords {
  id: string
  kind: KeyKind
  lastFive: string
  /** null: known by its last five only */
  whole: SealedKey | null
  addedAt: Date
  addedById: string | null
  addedBy: string
  isSample?: boolean
}

export async function insertKey(tx: Transaction, { whole, ...row }: NewKey): Promise<void> {
  await tx.productKey.create({ data: { ...row, ...whole }, select: { id: true } })
}

/** Gives the whole key to a row that knew its last five only. */
export async function joinWholeKey(tx: Transaction, id: string, whole: SealedKey): Promise<void> {
  await tx.productKey.update({ where: { id }, data: whole, select: { id: true } })
}

export async function updateKeyWords(tx: Transaction, id: string, words: KeyWords): Promise<void> {
  await tx.productKey.update({ where: { id }, data: words, select: { id: true } })
}

export async function setRetired(
  tx: Transaction,
  id: string,
  retired: { at: Date; reason: string } | null,
): Promise<void> {
  await tx.productKey.update({
    where: { id },
    data: { retiredAt: retired?.at ?? null, retiredReason: retired?.reason ?? null },
    select: { id: true },
  })
}

/** Ids of encryption keys that something is sealed with, and how many keys each. */
export async function countBySealing(tx: Transaction): Promise<{ sealedWith: string; keys: number }[]> {
  const rows = await tx.productKey.groupBy({
    by: ['sealedWith'],
    where: { sealedWith: { not: null } },
    _count: { _all: true },
  })
  return rows.flatMap(({ sealedWith, _count }) =>
    sealedWith === null ? [] : [{ sealedWith, keys: _count._all }],
  )
}

/** Every key sealed with this encryption key, locked until the transaction ends. */
export async function lockKeysSealedWith(tx: Transaction, sealedWith: string): Promise<KeyRecord[]> {
  await tx.$executeRaw(Prisma.sql`SELECT FROM product_key WHERE sealed_with = ${sealedWith} FOR UPDATE`)
  return tx.productKey.findMany({ where: { sealedWith } })
}
