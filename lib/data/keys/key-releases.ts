import type { Transaction } from '../audit'
import { mustBeAble, type PersonReader } from '../permission'
import { readRows } from '../rows'

/**
 * A whole key, or a package to be taken out, that somebody asked for, while another person may still release it or it may still be
 * used.
 */
export interface KeyRelease {
  id: string
  /** of a package the MAK that it spends */
  keyId: string
  packageNumber: number | null
  label: string
  lastFive: string
  askedById: string
  askedBy: string
  reason: string
  askedAt: string
  endsAt: string
  /** null: nobody answered yet */
  granted: boolean | null
  releasedBy: string | null
}

/** What is asked for now, newest first: of one key alone, of one package, or of all. */
export async function loadKeyReleases(
  reader: PersonReader,
  now: Date,
  of: { keyId?: string; packageNumber?: number } = {},
): Promise<KeyRelease[]> {
  mustBeAble(reader, 'key.reveal')
  const { keyId = null, packageNumber = null } = of
  return readRows<KeyRelease>(
    `SELECT r.id, k.id AS key_id, r.package_number, k.label, k.last_five, r.asked_by_id, a.name AS asked_by, r.reason, r.asked_at,
            r.ends_at, r.granted, b.name AS released_by
       FROM key_release r LEFT JOIN exchange_package p ON p.number = r.package_number
       JOIN product_key k ON k.id = coalesce(r.key_id, p.key_id)
       JOIN "user" a ON a.id = r.asked_by_id LEFT JOIN "user" b ON b.id = r.answered_by_id
      WHERE r.ends_at > $1 AND r.used_at IS NULL AND r.granted IS DISTINCT FROM false
        AND ($2::uuid IS NULL OR r.key_id = $2) AND ($3::int IS NULL OR r.package_number = $3)
      ORDER BY r.asked_at DESC, r.id`,
    [now, keyId, packageNumber],
  )
}

/** What somebody asked for. */
type Asked = { askedById: string } & ({ keyId: string } | { packageNumber: number })

/** Of one person for one thing: asked or granted, and neither used nor run out. */
const isOpenAt = (now: Date) => ({
  endsAt: { gt: now },
  usedAt: null,
  OR: [{ granted: null }, { granted: true }],
})

export async function hasOpenRelease(tx: Transaction, asked: Asked, now: Date): Promise<boolean> {
  return (await tx.keyRelease.count({ where: { ...asked, ...isOpenAt(now) } })) > 0
}

/** Whether another person released it to somebody, and they have not used it yet. */
export async function isReleased(tx: Transaction, asked: Asked, now: Date): Promise<boolean> {
  return (await tx.keyRelease.count({ where: { ...asked, ...isOpenAt(now), granted: true } })) > 0
}

/** Uses up a release, once: who released it, or undefined without one. */
export async function spendRelease(tx: Transaction, asked: Asked, now: Date): Promise<string | undefined> {
  const release = await tx.keyRelease.findFirst({
    where: { ...asked, ...isOpenAt(now), granted: true },
    select: { id: true, answeredBy: { select: { name: true } } },
  })
  if (!release) return undefined
  const { count } = await tx.keyRelease.updateMany({
    where: { id: release.id, usedAt: null },
    data: { usedAt: now },
  })
  return count === 1 ? release.answeredBy?.name : undefined
}

/** One that nobody answered yet, locked until the transaction ends. */
export async function lockAskedRelease(tx: Transaction, id: string, now: Date) {
  await tx.$queryRaw`SELECT 1 AS locked FROM key_release WHERE id = ${id}::uuid FOR UPDATE`
  return tx.keyRelease.findFirst({
    where: { id, granted: null, endsAt: { gt: now } },
    select: {
      id: true,
      keyId: true,
      packageNumber: true,
      askedById: true,
      askedBy: { select: { name: true } },
      key: { select: { kind: true, lastFive: true, label: true } },
    },
  })
}
