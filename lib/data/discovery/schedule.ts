import type { Transaction } from '../audit'
import { prisma } from '../prisma'

/** Once an hour, unless an admin set something else. */
export const DEFAULT_INTERVAL_MINUTES = 60

/** Minutes between two checks that the console makes by itself; null = never. */
export async function checkInterval(tx: Transaction = prisma()): Promise<number | null> {
  const row = await tx.dnsCheckSchedule.findUnique({ where: { id: 1 }, select: { intervalMinutes: true } })
  return row ? row.intervalMinutes : DEFAULT_INTERVAL_MINUTES
}

export async function saveCheckInterval(tx: Transaction, intervalMinutes: number | null): Promise<void> {
  await tx.dnsCheckSchedule.upsert({
    where: { id: 1 },
    create: { id: 1, intervalMinutes },
    update: { intervalMinutes },
    select: { id: true },
  })
}
