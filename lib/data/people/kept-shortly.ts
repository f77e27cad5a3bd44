/** What a sign-in through a provider has to find again a few minutes later: how it began, or why it failed. */
import { randomUUID } from 'node:crypto'
import { prisma } from '../prisma'

const KEPT_MINUTES = 10

/** Keeps a text under a name that cannot be guessed, for ten minutes. What has run out goes. */
export async function keepShortly(identifier: string, value: string, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + KEPT_MINUTES * 60_000)
  await prisma().verification.deleteMany({ where: { expiresAt: { lte: now } } })
  await prisma().verification.create({
    data: { id: randomUUID(), identifier, value, expiresAt, createdAt: now, updatedAt: now },
    select: { id: true },
  })
}

/** The text, once: of two who ask at the same time one gets it. */
export async function takeKept(identifier: string, now: Date): Promise<string | undefined> {
  const taken = await prisma().$queryRaw<{ value: string }[]>`
    DELETE FROM verification WHERE identifier = ${identifier} AND expires_at > ${now} RETURNING value`
  return taken[0]?.value
}

/** The text, and it stays. */
export async function readKept(identifier: string, now: Date): Promise<string | undefined> {
  const found = await prisma().verification.findFirst({
    where: { identifier, expiresAt: { gt: now } },
    select: { value: true },
  })
  return found?.value
}
