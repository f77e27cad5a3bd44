import {
  checkLease,
  failCheck,
  finishCheck,
  openCheck,
  reportZonesDone,
  startCheck,
  zonesToCheck,
} from '@/lib/data/discovery/check-store'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { untilWritten } from '@/lib/data/until-written'
import { withLease } from '@/lib/data/work-lease'
import { type CheckOptions, checkZones } from '@/lib/probes/check-zones'
import { log } from '@/lib/server/log'

/** How often a person who waits sees the progress move. */
const PROGRESS_EVERY_MS = 500

/** Asks DNS for all zones in use and saves the answers. A check that another process has taken is left alone. */
export async function runCheck(checkId: string, now: Date, options: CheckOptions = {}): Promise<void> {
  await withLease(checkLease(checkId), () => checkAll(checkId, now, options))
}

async function checkAll(checkId: string, now: Date, options: CheckOptions): Promise<void> {
  const zones = await zonesToCheck()
  if (!(await startCheck(checkId, zones.length, now))) return
  try {
    const findings = await checkZones(zones, { ...options, onZone: progress(checkId) })
    await untilWritten(() => finishCheck(checkId, findings, new Date()))
  } catch (error) {
    log.error({ err: error, checkId }, 'a check of the zones failed')
    const problem = 'The answers could not be saved; see the console’s log.'
    await untilWritten(() => failCheck(checkId, problem, new Date()))
  }
}

/** The check that the schedule makes: none while another runs or where there is no zone. */
export async function runScheduledCheck(now: Date, options: CheckOptions = {}): Promise<void> {
  const check = await inPrismaTransaction((tx) =>
    openCheck(tx, { askedBy: 'Schedule', origin: 'schedule' }, now),
  )
  if (typeof check !== 'string') await runCheck(check.id, now, options)
}

function progress(checkId: string): (done: number) => void {
  let lastAt = 0
  return (done) => {
    const at = performance.now()
    if (at - lastAt < PROGRESS_EVERY_MS) return
    lastAt = at
    // Only a number on the way: should it not be saved, the check goes on.
    reportZonesDone(checkId, done).catch(() => undefined)
  }
}
