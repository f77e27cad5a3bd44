import type { PoolClient } from 'pg'
import type { Observation } from '@/lib/activation/observation'
import { settleVerified } from '../exchange/settle-verified'
import { enterHostReadings } from '../keys/host-register'
import { followMerge } from '../mak/follow-merge'
import { onConnection } from '../rows'
import { lockRecord } from '../transaction'
import { keepClaims, noteMonths, numberImports } from './claims'
import { recallHeard } from './forget-clients'
import { joinNames, labelsOfNewCmids } from './join-names'
import { saveAttempts } from './merge-attempts'
import { deriveChanges, findTouched, linkObservations } from './merge-chain'
import { addChanges, choosePrimary, removeRebuiltChanges } from './merge-changes'
import { saveClients, saveCmids } from './merge-clients'
import { addEvents, matchAnswers } from './merge-events'
import { addHostReadings, countRequests, setNeededCounts } from './merge-hosts'
import { addInstalledKeys } from './merge-installed-keys'
import { removeLeftLicenses, saveLicenses } from './merge-licenses'
import { addHosts, addNames, addProducts } from './merge-names'
import type { StagedProduct } from './staged-product'
import { analyzeMany, openWorkTables, type PortionCount } from './work-tables'

export interface MergeInput {
  /** staged rows, and what kinds of observations are among them */
  rows: number
  kinds: ReadonlySet<Observation['kind']>
  products: StagedProduct[]
  /** the import that each portion of the rows belongs to */
  importIds: readonly (string | undefined)[]
  isSample: boolean
  now: Date
}

export interface MergeCounts {
  /** observations the record did not hold yet */
  fresh: number
  newClients: number
}

/**
 * Merges the rows in `stage` into the record, set by set: products, hosts and names get their numbers, events
 * enter the history once, the licenses they speak of are worked out again, and clients, hosts and roll-ups
 * follow. Runs in the caller's transaction, one merge at a time. Returns what came of each portion of the rows.
 */
export async function mergeStage(db: PoolClient, input: MergeInput): Promise<MergeCounts[]> {
  const { kinds, now } = input
  await analyzeMany(db, 'stage (name, host, kind, at, product_no)', input.rows)
  await lockRecord(db)
  await db.query(
    `SELECT ensure_month_partitions(month, month)
       FROM (SELECT DISTINCT date_trunc('month', at, 'UTC') AS month FROM stage ORDER BY 1) m`,
  )
  const portions = await numberImports(db, input.importIds)
  await noteMonths(db, portions)
  await addProducts(db, input.products)
  await addHosts(db, input.isSample)
  const newClients = await addNames(db)
  const fresh = await addEvents(db, portions)
  if (sumOf(fresh) < input.rows) await keepClaims(db, portions)
  const readings = kinds.has('kmsHost') ? await addHostReadings(db, portions) : []
  const installed = kinds.has('installedKey') ? await addInstalledKeys(db, portions, input.isSample) : []
  if (readings.length > 0) await enterHostReadings(onConnection(db), now)
  if (fresh.length > 0) await mergeFresh(db, input)
  if (kinds.has('kmsRequest') || kinds.has('kmsHost')) await setNeededCounts(db)
  return countsOf(input.importIds.length, [...fresh, ...readings, ...installed], newClients)
}

async function mergeFresh(db: PoolClient, input: MergeInput): Promise<void> {
  const { kinds, products, isSample, now } = input
  if (kinds.has('kmsRequest')) await countRequests(db)
  if (kinds.has('kmsClientExchange')) await matchAnswers(db, 'fresh')
  if ((await saveCmids(db)) > 0) {
    await labelsOfNewCmids(db)
    await joinNames(db, now, isSample)
  }
  if (await recallHeard(db, now)) await joinNames(db, now, isSample)
  if (kinds.has('collectionAttempt')) await saveAttempts(db)
  await mergeLicenses(db, now)
  await saveClients(db, isSample)
  const hasMakReadings = products.some(({ channel }) => channel === 'MAK')
  await followMerge(db, { hasMakReadings, hasKeyCounts: kinds.has('keyCount'), now })
  if (hasMakReadings) await settleVerified(db)
}

/** Works out the licenses that `fresh` and `rematched` speak of. */
export async function mergeLicenses(db: PoolClient, now: Date): Promise<void> {
  const { hasNew, hasRebuilt, hasMoved, mayFlip } = await findTouched(db)
  await linkObservations(db)
  const changes = await deriveChanges(db, now)
  await saveLicenses(db, now, { hasNew })
  if (hasRebuilt) await removeLeftLicenses(db)
  if (hasRebuilt || hasMoved) await removeRebuiltChanges(db)
  if (mayFlip) await choosePrimary(db)
  if (changes > 0) await addChanges(db)
}

const sumOf = (counts: readonly PortionCount[]) => counts.reduce((sum, { count }) => sum + count, 0)

/** For each portion what it brought, of several kinds of fresh observations together. */
function countsOf(
  portions: number,
  fresh: readonly PortionCount[],
  clients: readonly PortionCount[],
): MergeCounts[] {
  const ofPortion = (counts: readonly PortionCount[], wanted: number) =>
    counts.reduce((sum, { portion, count }) => (portion === wanted ? sum + count : sum), 0)
  return Array.from({ length: portions }, (_, portion) => ({
    fresh: ofPortion(fresh, portion),
    newClients: ofPortion(clients, portion),
  }))
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

/**
 * Carries out what a person decided about machines, and what follows from it. `decide` changes which names stand with which
 * machines, in the work tables of a merge. Takes the record's lock if the caller has not.
 */
export async function reworkDecided(
  db: PoolClient,
  now: Date,
  decide: (db: PoolClient) => Promise<void>,
): Promise<void> {
  await lockRecord(db)
  await openWorkTables(db)
  await decide(db)
  await joinNames(db, now, false)
  await rework(db, now)
}

/** Lets licenses, clients and keys follow what came to stand elsewhere. */
async function rework(db: PoolClient, now: Date): Promise<void> {
  await mergeLicenses(db, now)
  await saveClients(db, true)
  await followMerge(db, { hasMakReadings: false, hasKeyCounts: false, now })
}
