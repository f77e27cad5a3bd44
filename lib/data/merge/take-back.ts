import type { PoolClient } from 'pg'
import { settleVerified } from '../exchange/settle-verified'
import { enterHostReadings } from '../keys/host-register'
import { followMerge } from '../mak/follow-merge'
import { takeBackSeen } from '../mak/take-back-seen'
import { onConnection } from '../rows'
import { lockRecord } from '../transaction'
import { forgetAgain } from './forget-clients'
import { joinNames, reopenWords } from './join-names'
import { mergeLicenses } from './merge'
import { takeBackAttempts } from './merge-attempts'
import { saveClients } from './merge-clients'
import { matchAnswers } from './merge-events'
import { openTakeBack, takeBackEvents, type Undone } from './take-back-events'
import { takeBackHosts } from './take-back-hosts'
import { removeUnheard, reopenMachines, takeBackCmids } from './take-back-names'
import { openWorkTables } from './work-tables'

export interface TakeBackPart extends Undone {
  /** a table of `stageTakeBack`, and which of its portions */
  table: string
  from: number
  to: number
  /** what was said before has been removed by retention; null = all is kept */
  keptFrom: Date | null
  now: Date
}

/**
 * Takes a part of an import out of the record: what nobody else says goes, and names, licenses, hosts, ledgers and roll-ups
 * follow, as if this part had never been recorded. Runs in the caller's transaction. Returns how many observations went.
 */
export async function takeBack(db: PoolClient, part: TakeBackPart): Promise<number> {
  const { keptFrom, now } = part
  await lockRecord(db)
  await openWorkTables(db)
  await openTakeBack(db, part.table, part.from, part.to)
  const gone = await takeBackEvents(db, part)
  await takeBackAttempts(db, keptFrom)
  await matchAnswers(db, 'gone')
  await takeBackCmids(db, keptFrom)
  await reopenMachines(db)
  await reopenWords(db, keptFrom)
  await joinNames(db, now, false)
  await forgetAgain(db, keptFrom)
  await removeUnheard(db, keptFrom)
  await takeBackHosts(db, keptFrom)
  await takeBackSeen(onConnection(db), now)
  await mergeLicenses(db, now)
  await saveClients(db, true)
  await followMerge(db, { hasMakReadings: false, hasKeyCounts: false, now })
  await enterHostReadings(onConnection(db), now)
  await forgetVerified(db)
  return gone
}

/** A request whose machine was seen licensed by what is gone waits again, unless another reading shows it too. */
async function forgetVerified(db: PoolClient): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE exchange_request SET verified_at = NULL WHERE verified_at IN (SELECT at FROM gone WHERE kind = 'license')`,
  )
  if (rowCount) await settleVerified(db)
}
