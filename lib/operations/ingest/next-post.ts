import { createHash } from 'node:crypto'

/** How often a machine is asked to report. */
const INTERVAL_SECONDS = 6 * 60 * 60
/** A machine whose slot begins this soon has just reported. */
const SOON_SECONDS = 30 * 60

/**
 * After how many seconds a machine is to post again: in the next interval, at the place in it that its name has, so that
 * machines that were switched on together do not come together.
 */
export function nextPostSeconds(machine: string, now: Date): number {
  const slot = createHash('sha256').update(machine).digest().readUInt32BE() % INTERVAL_SECONDS
  const second = Math.floor(now.getTime() / 1000) % INTERVAL_SECONDS
  const until = (slot - second + INTERVAL_SECONDS) % INTERVAL_SECONDS
  return until < SOON_SECONDS ? until + INTERVAL_SECONDS : until
}
