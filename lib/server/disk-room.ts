/** The disk that the console's own Postgres lies on: how much room it has, and what is made of having none. */
import { statfs } from 'node:fs/promises'
import { setting } from './environment'

/**
 * Left to what has to be written whatever else happens: sessions, the end of an import, the log that Postgres recovers
 * from. Without room for that log Postgres ends all connections and starts over.
 */
const KEPT_FREE_BYTES = 128 * 1024 * 1024

/** What the disk of the console's own Postgres has left; null for a database elsewhere. */
export async function freeBytes(): Promise<number | null> {
  const directory = setting('OWN_DATABASE_DIRECTORY')
  if (directory === undefined) return null
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}

/** There is no room for something large, said before it is written. */
export class DiskFull extends Error {}

/**
 * Throws DiskFull when so many bytes would eat into what is kept free. Of the disk of a database elsewhere nothing is
 * known until it says itself that it is full.
 */
export async function requireRoom(bytes: number): Promise<void> {
  const free = await freeBytes()
  if (free !== null && free < bytes + KEPT_FREE_BYTES) {
    throw new DiskFull(`The disk of the database has ${free} bytes left; ${bytes} more do not fit.`)
  }
}

const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** Whether an error, or one that it came from, is a full disk: of Postgres by its SQLSTATE, or of this machine. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Object && depth < 8; depth += 1) {
    if (cause instanceof DiskFull) return true
    const { code, originalCode, meta } = cause as {
      code?: unknown
      originalCode?: unknown
      meta?: { driverAdapterError?: unknown }
    }
    if (FULL.has(String(code)) || FULL.has(String(originalCode))) return true
    cause = (cause as { cause?: unknown }).cause ?? meta?.driverAdapterError
  }
  return false
}
