/** What a person is told of an error that nobody answered for: never its text, which is for the log. */
import { randomUUID } from 'node:crypto'
import { isDiskFull } from './disk-room'
import { log } from './log'
import { outageOf, outageSentence } from './outage'
import { noteOutage } from './request-outage'
import { TookTooLong } from './thread-error'

export interface Fault {
  /** Of the HTTP answer. */
  status: number
  kind: string
  sentence: string
}

/** Logs an error under a reference and says what a person can do. `what` is what failed, for the log. */
export function sayFault(error: unknown, what: string): Fault {
  const reference = randomUUID().slice(0, 8)
  log.error({ reference, err: error }, what)
  if (isDiskFull(error)) return { status: 507, kind: 'diskFull', sentence: DISK_FULL }
  if (error instanceof TookTooLong) return { status: 422, kind: 'tookTooLong', sentence: TOOK_TOO_LONG }
  const outage = outageOf(error)
  if (outage) {
    noteOutage(error)
    return { status: 503, kind: outage, sentence: outageSentence(outage) }
  }
  return {
    status: 500,
    kind: 'failed',
    sentence: `This did not work, and nothing was changed. Try again; if it keeps failing, search the log for ${reference}.`,
  }
}

export const DISK_FULL =
  'The disk of the database is full, so nothing of this was saved. Free some space on it, then try again; everything can still be read.'

const TOOK_TOO_LONG = 'Reading this took too long and was given up; nothing was changed. Send it in parts.'
