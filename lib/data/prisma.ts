import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '@/generated/prisma/client'
import { holding } from './held-connections'
import { databaseUrl, peopleWaitMs, poolFor } from './pool'
import { currentPurpose } from './purpose'
import { followWrites } from './replica'

/** Next reloads modules while developing; the clients must outlive that, or connections pile up. */
const kept = globalThis as typeof globalThis & { consolePrisma?: Map<string, PrismaClient> }

/** The Prisma client of this process for whom the work in hand serves. Throws when DATABASE_URL is not set. */
export function prisma(): PrismaClient {
  return clientOn('rows')
}

/** The same for loaders of pages: reads from the replica where there is one. */
export function readPrisma(): PrismaClient {
  return clientOn('read')
}

function clientOn(kind: 'rows' | 'read'): PrismaClient {
  const key = `${currentPurpose()} ${kind} ${databaseUrl()}`
  kept.consolePrisma ??= new Map()
  const known = kept.consolePrisma.get(key)
  if (known) return known
  const client = new PrismaClient({ adapter: new PrismaPg(poolFor(kind)) })
  kept.consolePrisma.set(key, client)
  return client
}

/**
 * Runs `work` in one transaction of Prisma; an error rolls everything back. What runs inside goes through `tx`: it holds a
 * connection, and asking for another one meets an error.
 */
export async function inPrismaTransaction<T>(
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  { timeoutMs = 30_000 }: { timeoutMs?: number } = {},
): Promise<T> {
  const result = await prisma().$transaction((tx) => holding('rows', () => work(tx)), {
    timeout: timeoutMs,
    maxWait: peopleWaitMs(),
  })
  if (currentPurpose() === 'people') await followWrites()
  return result
}

/** Lets go of the clients; their connections are closed with the pools. */
export async function closePrisma(): Promise<void> {
  const clients = [...(kept.consolePrisma?.values() ?? [])]
  kept.consolePrisma = undefined
  await Promise.all(clients.map((client) => client.$disconnect()))
}
