import { type KeyRing, keyRing } from '@/lib/server/key-encryption'
import type { Transaction } from '../audit'
import { openText, sealText } from '../keys/sealed-text'

const placeOf = (providerId: string) => `sign_in_provider ${providerId}`

export function sealClientSecret(secret: string, providerId: string, ring: KeyRing = keyRing()): string {
  return sealText(secret, placeOf(providerId), ring)
}

/** The secret; absent when it was sealed with an encryption key this console no longer has. */
export function openClientSecret(
  sealed: string,
  providerId: string,
  ring: KeyRing = keyRing(),
): string | undefined {
  return openText(sealed, placeOf(providerId), ring)
}

/** Seals every secret again that the previous encryption key sealed. Returns how many. */
export async function resealClientSecrets(tx: Transaction, ring: KeyRing): Promise<number> {
  if (ring.previous === undefined) return 0
  const { id: previousId } = ring.previous
  await tx.$executeRaw`SELECT FROM sign_in_provider WHERE sealed_secret LIKE ${`${previousId}:%`} FOR UPDATE`
  const rows = await tx.signInProvider.findMany({
    where: { sealedSecret: { startsWith: `${previousId}:` } },
    select: { id: true, sealedSecret: true },
  })
  let resealed = 0
  for (const { id, sealedSecret } of rows) {
    const secret = openClientSecret(sealedSecret ?? '', id, ring)
    if (secret === undefined) continue
    const data = { sealedSecret: sealClientSecret(secret, id, ring) }
    await tx.signInProvider.update({ where: { id }, data, select: { id: true } })
    resealed += 1
  }
  return resealed
}
