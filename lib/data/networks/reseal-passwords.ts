import type { KeyRing } from '@/lib/server/key-encryption'
import type { Transaction } from '../audit'
import { openPassword, sealPassword } from './sealed-password'

/**
 * Seals every directory password again that the previous encryption key sealed, whatever its format. What does not
 * open stays as it is. Returns how many were sealed again.
 */
export async function resealPasswords(tx: Transaction, ring: KeyRing): Promise<number> {
  if (ring.previous === undefined) return 0
  const { id: previousId } = ring.previous
  await tx.$executeRaw`SELECT FROM directory_source WHERE sealed_password LIKE ${`${previousId}:%`} FOR UPDATE`
  const rows = await tx.directorySource.findMany({
    where: { sealedPassword: { startsWith: `${previousId}:` } },
    select: { id: true, sealedPassword: true },
  })
  let resealed = 0
  for (const { id, sealedPassword } of rows) {
    const password = openPassword(sealedPassword, id, ring)
    if (password === undefined) continue
    const data = { sealedPassword: sealPassword(password, id, ring) }
    await tx.directorySource.update({ where: { id }, data, select: { id: true } })
    resealed += 1
  }
  return resealed
}
