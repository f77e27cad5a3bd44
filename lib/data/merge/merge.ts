import type { PoolClient } from 'pg'
import { settleVerified } from '../exchange/settle-verified'
import { enterHostReadings } from '../keys/host-register'
import { followMerge } from '../mak/follow-merge'
import { onConnection } from '../rows'
import { lockRecord } from '../transaction'
import { joinNames, labelsOfNewCmids } from './join-names'
import { deriveChanges, findTouched, linkObservations } from './merge-chain'
import { choosePrimary, saveChanges } from './merge-changes'
import { saveClients, saveCmids } from './merge-clients'
import { addEvents, matchAnswers } from './merge-events'
import { mergeHosts } from './merge-hosts'
import { saveLicenses } from './merge-licenses'
import { addHosts, addNames, addProducts } from './merge-names'
import type { StagedProduct } from './staged-product'
import { openWorkTables } from './work-tables'

export interface MergeInput {
  products: StagedProduct[]
  importId?: string
  isSample: boolean
  /** counts of activations left are among the observations */
  hasKeyCounts: boolean
  now: Date
}

export interface MergeCounts {
  /** observations the record did not hold yet */
  fresh: number
  newClients: number
}

/**
 * Merges the staged rows into the record, set by set: products, hosts and names get their numbers, events
 * enter the history once, the licenses they speak of are worked out again, and clients, hosts and roll-ups
 * follow. Runs in the caller's transaction, one merge at a time.
 */
export async function mergeStage(db: PoolClient, input: MergeInput): Promise<MergeCounts> {
  await db.query('ANALYZE stage (name, host, kind, at, product_no)')
  await lockRecord(db)
  await db.query(
    `SELECT ensure_month_partitions(month, month)
       FROM (SELECT DISTINCT date_trunc('month', at, 'UTC') AS month FROM stage ORDER BY 1) m`,
  )
  await addProducts(db, input.products)
  await addHosts(db, input.isSample)
  const newClients = await addNames(db)
  const fresh = await addEvents(db, input.importId)
  const hostReadings = await mergeHosts(db, input.importId)
  if (hostReadings > 0) await enterHostReadings(onConnection(db), input.now)
  if (fresh > 0) {
    await matchAnswers(db)
    await saveCmids(db)
    await labelsOfNewCmids(db)
    await joinNames(db, input.now, input.isSample)
    await mergeLicenses(db, input.now)
    await saveClients(db, input.isSample)
    const hasMakReadings = input.products.some(({ channel }) => channel === 'MAK')
    await followMerge(db, { hasMakReadings, hasKeyCounts: input.hasKeyCounts, now: input.now })
    if (hasMakReadings) await settleVerified(db)
  }
  return { fresh: fresh + hostReadings, newClients }
}

async function mergeLicenses(db: PoolClient, now: Date): Promise<void> {
  await findTouched(db)
  await linkObservations(db)
  await deriveChanges(db, now)
  await saveLicenses(db, now)
  await choosePrimary(db)
  await saveChanges(db)
}

/**
 * Works out again the licenses whose history was moved between slots. Of `moved_slot(name_id, slot)`, a temporary table
 * of the caller, both the slot that a name's history left and the one it came to have a row.
 */
export async function reworkMoved(db: PoolClient, now: Date): Promise<void> {
  await openWorkTables(db)
  await db.query(`INSERT INTO rematched SELECT name_id, slot FROM moved_slot;
    INSERT INTO rejoined SELECT DISTINCT n.client_id FROM moved_slot m JOIN client_name n ON n.id = m.name_id`)
  await rework(db, now)
}

/** Looks at one name again after a person decided about it; see joinNames. */
export async function rejoinName(db: PoolClient, nameId: number, now: Date): Promise<void> {
  await lockRecord(db)
  await openWorkTables(db)
  await db.query('INSERT INTO label SELECT name FROM client_name WHERE id = $1', [nameId])
  await joinNames(db, now, false)
  await rework(db, now)
}

/** Lets licenses, clients and keys follow what came to stand elsewhere. */
async function rework(db: PoolClient, now: Date): Promise<void> {
  await mergeLicenses(db, now)
  await saveClients(db, true)
  await followMerge(db, { hasMakReadings: false, hasKeyCounts: false, now })
}
