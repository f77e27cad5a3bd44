import { setTimeout as sleep } from 'node:timers/promises'
import { isDiskFull } from '@/lib/server/disk-room'
import { outageOf } from '@/lib/server/outage'

/** Pauses between tries: two minutes in all, longer than Postgres needs to recover from a crash. */
const PAUSES_MS = [200, 500, 1_000, 2_000, ...Array.from({ length: 23 }, () => 5_000)]

/**
 * Writes what must not be lost, such as how a piece of work ended: again and again while the database does not let it.
 * Throws what is no outage at once, and an outage that outlasts all tries.
 */
export async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await write()
    } catch (error) {
      if (outageOf(error) === undefined && !isDiskFull(error)) throw error
      await sleep(pause)
    }
  }
  return write()
}
