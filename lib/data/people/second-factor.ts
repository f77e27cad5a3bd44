import type { KeyRing } from '@/lib/server/key-encryption'
import type { Transaction } from '../audit'
import { openText, sealText } from '../keys/sealed-text'
import { prisma } from '../prisma'

/** Reads and writes of second factors: the authenticator app, recovery codes and passkeys of one person. */

const placeOf = (userId: string) => `authenticator app ${userId}`

/** Keeps a new secret that does not hold yet; false where an app is set up already. */
export async function keepNewSecret(
  tx: Transaction,
  userId: string,
  secret: string,
  now: Date,
): Promise<boolean> {
  await tx.authenticatorApp.deleteMany({ where: { userId, confirmedAt: null } })
  const kept = await tx.authenticatorApp.createMany({
    data: { userId, sealed: sealText(secret, placeOf(userId)), createdAt: now },
    skipDuplicates: true,
  })
  return kept.count === 1
}

/** The secret of a person's app, base32; undefined without one, or where this console cannot open it. */
export async function findSecret(tx: Transaction, userId: string, isConfirmed: boolean) {
  const app = await tx.authenticatorApp.findFirst({
    where: { userId, confirmedAt: isConfirmed ? { not: null } : null },
    select: { sealed: true },
  })
  return app ? openText(app.sealed, placeOf(userId)) : undefined
}

/** From now on the app counts; the code of `step` is used up with it. */
export async function confirmApp(tx: Transaction, userId: string, step: number, now: Date): Promise<void> {
  await tx.authenticatorApp.update({
    where: { userId },
    data: { confirmedAt: now, lastStep: step },
    select: { userId: true },
  })
}

/** Uses up the code of a step. False where it, or a later one, was used before: of two at once only one goes through. */
export async function spendStep(tx: Transaction, userId: string, step: number): Promise<boolean> {
  const used = await tx.authenticatorApp.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  })
  return used.count === 1
}

/** With which the recovery codes of a person are hashed; undefined where they have none left. */
export async function findRecoverySalt(tx: Transaction, userId: string): Promise<string | undefined> {
  const code = await tx.recoveryCode.findFirst({
    where: { userId, usedAt: null },
    select: { codeHash: true },
  })
  return code?.codeHash.split(':')[0]
}

/** Uses up a recovery code; false where it is none of theirs, or was used before. */
export async function spendRecoveryCode(
  tx: Transaction,
  userId: string,
  codeHash: string,
  now: Date,
): Promise<boolean> {
  const used = await tx.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: now },
  })
  return used.count === 1
}

/** Takes the place of all recovery codes before. */
export async function keepRecoveryCodes(
  tx: Transaction,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: codeHashes.map((codeHash) => ({ userId, codeHash })) })
}

export interface Factors {
  hasApp: boolean
  passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null }[]
  recoveryCodesLeft: number
}

/** What a person has besides the password. */
export async function findFactors(tx: Transaction, userId: string): Promise<Factors> {
  const [apps, passkeys, recoveryCodesLeft] = await Promise.all([
    tx.authenticatorApp.count({ where: { userId, confirmedAt: { not: null } } }),
    tx.passkey.findMany({
      where: { userId },
      orderBy: { createdAt: 'asc' },
      select: { id: true, name: true, createdAt: true, usedAt: true },
    }),
    tx.recoveryCode.count({ where: { userId, usedAt: null } }),
  ])
  return { hasApp: apps > 0, passkeys, recoveryCodesLeft }
}

export async function findPasskey(tx: Transaction, userId: string, id: string) {
  return tx.passkey.findFirst({ where: { id, userId }, select: { name: true } })
}

export const hasFactor = ({ hasApp, passkeys }: Pick<Factors, 'hasApp' | 'passkeys'>): boolean =>
  hasApp || passkeys.length > 0

/** Anyone may know: the sign-in page offers passkeys then. */
export async function anyPasskeyIsKept(): Promise<boolean> {
  return (await prisma().passkey.findFirst({ select: { id: true } })) !== null
}

/** Takes every second factor of a person away, with their recovery codes. */
export async function removeFactors(tx: Transaction, userId: string): Promise<void> {
  await tx.authenticatorApp.deleteMany({ where: { userId } })
  await tx.passkey.deleteMany({ where: { userId } })
  await tx.recoveryCode.deleteMany({ where: { userId } })
}

/** Seals again the secrets of apps that the previous encryption key sealed. Returns of how many. */
export async function resealApps(tx: Transaction, ring: KeyRing): Promise<number> {
  if (ring.previous === undefined) return 0
  const { id: previousId } = ring.previous
  await tx.$executeRaw`SELECT FROM authenticator_app WHERE sealed LIKE ${`${previousId}:%`} FOR UPDATE`
  const rows = await tx.authenticatorApp.findMany({
    where: { sealed: { startsWith: `${previousId}:` } },
    select: { userId: true, sealed: true },
  })
  let resealed = 0
  for (const { userId, sealed } of rows) {
    const secret = openText(sealed, placeOf(userId), ring)
    if (secret === undefined) continue
    await tx.authenticatorApp.update({
      where: { userId },
      data: { sealed: sealText(secret, placeOf(userId), ring) },
      select: { userId: true },
    })
    resealed += 1
  }
  return resealed
}
