import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/generated/prisma/client'
import { databaseUrl } from './pool'

/** Next reloads modules while developing; the client must outlive that, or connections pile up. */
const kept = globalThis as typeof globalThis & { consolePrisma?: { url: string; client: PrismaClient } }

/** The one Prisma client of this process. Throws when DATABASE_URL is not set. */
export function prisma(): PrismaClient {
  const url = databaseUrl()
  if (kept.consolePrisma?.url === url) return kept.consolePrisma.client
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) })
  kept.consolePrisma = { url, client }
  return client
}

/** Closes the connections, so that the process can end. */
export async function closePrisma(): Promise<void> {
  await kept.consolePrisma?.client.$disconnect()
  kept.consolePrisma = undefined
}
