/** Single entries of the register of host activations, as operations write them. */

import type { Prisma } from '@/generated/prisma/client'
import type { HostKeyLimits } from '@/lib/activation/kms/host-key-budget'
import type { Transaction } from '../audit'

export async function addHostEntry(
  tx: Transaction,
  entry: Prisma.HostKeyActivationUncheckedCreateInput,
): Promise<void> {
  await tx.hostKeyActivation.create({ data: entry, select: { id: true } })
}

/** Whether this very call was carried out before. */
export async function hasHostEntry(tx: Transaction, idempotencyKey: string): Promise<boolean> {
  const row = await tx.hostKeyActivation.findUnique({ where: { idempotencyKey }, select: { id: true } })
  return row !== null
}

export function findHostEntry(tx: Transaction, id: string) {
  return tx.hostKeyActivation.findUnique({
    where: { id },
    select: { id: true, keyId: true, host: true, at: true, method: true, source: true },
  })
}

export async function removeHostEntry(tx: Transaction, id: string): Promise<void> {
  await tx.hostKeyActivation.delete({ where: { id }, select: { id: true } })
}

export async function saveHostLimits(
  tx: Transaction,
  keyId: string,
  limits: HostKeyLimits,
  now: Date,
): Promise<void> {
  const data = { ...limits, grantedAt: now }
  await tx.hostKeyLimit.upsert({
    where: { keyId },
    create: { keyId, ...data },
    update: data,
    select: { keyId: true },
  })
}
