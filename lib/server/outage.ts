/** What keeps the database from answering, told from an error of pg or Prisma, and how that is said. A full disk: disk-room.ts. */

import { setting } from './environment'

export type Outage = 'busy' | 'unreachable' | 'slow' | 'locked' | 'readOnly'

/** SQLSTATE (postgresql.org/docs/18/errcodes-appendix.html), codes of Node's sockets, codes of Prisma. */
const CODES: Readonly<Record<string, Outage>> = {
  '53300': 'busy',
  P2024: 'busy',
  '57014': 'slow',
  '55P03': 'locked',
  '40P01': 'locked',
  '40001': 'locked',
  P2034: 'locked',
  '25006': 'readOnly',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '57P05': 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  P1001: 'unreachable',
  P1002: 'unreachable',
  P1008: 'unreachable',
  P1017: 'unreachable',
}

/** What pg, its pool and Prisma say without a code of their own. */
const WORDS: readonly (readonly [RegExp, Outage])[] = [
  [/timeout exceeded when trying to connect/, 'busy'],
  [/Unable to start a transaction in the given time/, 'busy'],
  [/Query read timeout|expired transaction/, 'slow'],
  [
    /Connection terminated|Client has encountered a connection error|Server has closed the connection/,
    'unreachable',
  ],
  [/Cannot use a pool after calling end/, 'unreachable'],
]

const DEEPEST = 6

/** The outage behind an error; undefined where it is something else, a bug for instance. */
export function outageOf(error: unknown, depth = 0): Outage | undefined {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return undefined
  const { code, originalCode, message, cause, meta, driverAdapterError } = error as Record<string, unknown>
  for (const one of [originalCode, code]) {
    if (typeof one !== 'string') continue
    const known = CODES[one] ?? (one.startsWith('08') ? 'unreachable' : undefined)
    if (known) return known
  }
  for (const inner of [cause, meta, driverAdapterError]) {
    const found = outageOf(inner, depth + 1)
    if (found) return found
  }
  return WORDS.find(([words]) => typeof message === 'string' && words.test(message))?.[1]
}

const SENTENCES: Readonly<Record<Outage, string>> = {
  busy: 'The console is busy: all its connections to the database are in use. Try again in a few seconds.',
  unreachable: 'The console cannot reach its database. Try again in a moment.',
  slow: 'The database took too long to answer, so the console stopped waiting. Try again in a moment.',
  locked: 'Somebody else is changing the same data, and it took too long. Try again in a few seconds.',
  readOnly: 'The database takes no changes now: it is read-only. Try again when it can be written to.',
}

const ONLY_A_COPY =
  'The database that takes changes cannot be reached, so nothing can be saved now. What is shown comes from its copy. Try again in a moment.'

export function outageSentence(outage: Outage): string {
  if (outage === 'unreachable' && setting('DATABASE_READ_URL') !== undefined) return ONLY_A_COPY
  return SENTENCES[outage]
}

/** Seconds after which trying again makes sense: Retry-After. */
export const RETRY_AFTER_SECONDS: Readonly<Record<Outage, number>> = {
  busy: 5,
  locked: 5,
  slow: 10,
  unreachable: 10,
  readOnly: 60,
}
