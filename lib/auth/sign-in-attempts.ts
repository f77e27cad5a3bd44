import { randomUUID } from 'node:crypto'
import { prisma } from '@/lib/data/prisma'
import { hashToken } from './token'

/** Wrong passwords for one address before it has to wait; counted for all processes together, in the database. */
export const ATTEMPTS = { most: 10, windowMinutes: 15 } as const

/** When the next attempt is allowed, or undefined if it is allowed now. */
export async function attemptAllowedAt(address: string, now: Date): Promise<Date | undefined> {
  const failures = await prisma().verification.findMany({
    where: { identifier: identifierOf(address), expiresAt: { gt: now } },
    orderBy: { expiresAt: 'asc' },
    select: { expiresAt: true },
  })
  if (failures.length < ATTEMPTS.most) return undefined
  return failures.at(-ATTEMPTS.most)?.expiresAt
}

export async function noteFailedAttempt(address: string, now: Date): Promise<void> {
  await prisma().verification.create({
    data: {
      id: randomUUID(),
      identifier: identifierOf(address),
      value: 'wrong password',
      expiresAt: new Date(now.getTime() + ATTEMPTS.windowMinutes * 60_000),
    },
    select: { id: true },
  })
}

/** After a success; also clears what has run out for anyone. */
export async function forgetAttempts(address: string, now: Date): Promise<void> {
  await prisma().verification.deleteMany({
    where: {
      OR: [
        { identifier: identifierOf(address) },
        { identifier: { startsWith: PREFIX }, expiresAt: { lte: now } },
      ],
    },
  })
}

const PREFIX = 'sign-in-failure:'

/** The hash, so that a password typed into the address field is not kept in the clear. */
function identifierOf(address: string): string {
  return PREFIX + hashToken(address.trim().toLowerCase())
}
