/**
 * Hashing a password takes a core for about a tenth of a second, and anyone may ask for it by trying to sign in. So a few
 * are hashed at a time, and what would wait too long is refused before it begins.
 */
import { type ScryptOptions, scrypt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { APIError } from 'better-auth/api'
import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto'
import { makeSlots, type Slots } from '@/lib/server/slots'

/** At least one core stays with the pages. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1))
const MOST_WAITING = 20

/** Routes, actions and pages are bundles of their own within one process, and share its cores. */
const kept = globalThis as typeof globalThis & { consoleHashing?: { slots: Slots; waiting: number } }
kept.consoleHashing ??= { slots: makeSlots(AT_ONCE), waiting: 0 }
const hashing = kept.consoleHashing

/** The code with which a sign-in is refused because too many others are being looked at. */
export const HASHING_BUSY = 'TOO_MANY_AT_ONCE'
const RETRY_SECONDS = 5

/** For someone who has shown a one-time link: waits for a slot before all strangers. */
export function hashPassword(password: string): Promise<string> {
  return inSlot('first', () => hash(password))
}

/** At the cost of a password, base64url: of what has few bits and is looked up by what was typed. */
export function hashWithSalt(text: string, salt: string): Promise<string> {
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
  return inSlot('first', async () => (await derive(text, salt, 32, cost)).toString('base64url'))
}

const derive = promisify<string, string, number, ScryptOptions, Buffer>(scrypt)

/** For a browser that was let in before: the same. */
export const knownHashing = {
  hash: hashPassword,
  verify: (given: { hash: string; password: string }) => inSlot('first', () => verify(given)),
}

/** For whoever tries to sign in. Refuses with HASHING_BUSY (429), without hashing, when the queue is full. */
export const strangersHashing = {
  hash: (password: string) => inQueue(() => hash(password)),
  verify: (given: { hash: string; password: string }) => inQueue(() => verify(given)),
}

async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  if (hashing.waiting >= MOST_WAITING) {
    const body = { code: HASHING_BUSY, message: 'Too many people are signing in at once.' }
    throw new APIError('TOO_MANY_REQUESTS', body, { 'Retry-After': String(RETRY_SECONDS) })
  }
  hashing.waiting += 1
  return inSlot('last', () => {
    hashing.waiting -= 1
    return work()
  })
}

async function inSlot<T>(place: 'first' | 'last', work: () => Promise<T>): Promise<T> {
  const giveBack = await hashing.slots.take(place)
  try {
    return await work()
  } finally {
    giveBack()
  }
}
