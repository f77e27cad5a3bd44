import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { loadMachineBelonging, type MachineBelonging } from '../belonging/machine-belonging'
import { isWithinAt, machinesFor, type Within } from '../belonging/within'
import { type AttemptRow, loadAttemptOn } from '../collection/attempts'
import type { DataReader } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'
import { type ClientHistory, loadClientHistory } from './client-history'
import { type ClientLicense, loadClientLicenses } from './client-licenses'
import { type InstalledKeyView, loadInstalledKeys } from './installed-keys'
import { loadSurroundings, type Surroundings } from './surroundings'

/** Everything the page of one client shows. Times are ISO 8601 UTC. */
export interface ClientView {
  now: string
  name: string
  domain: string | null
  isVirtual: boolean | null
  isSample: boolean
  firstSeenAt: string
  lastSeenAt: string
  /** the primary one first */
  licenses: ClientLicense[]
  history: ClientHistory
  /** to whom it belongs, and who says so */
  belonging: MachineBelonging
  /** every name it was seen under, its own first */
  names: ClientNameView[]
  cmids: ClientCmidView[]
  /** the newest attempt to read it */
  attempt: AttemptRow | null
  /** what inventories found, the newest first */
  installedKeys: InstalledKeyView[]
  surroundings: Surroundings
  /** it was forgotten until newer news of it came */
  returned: Returning | null
}

export interface Returning {
  forgottenAt: string
  forgottenBy: string
  reason: string
  returnedAt: string
}

export interface ClientNameView {
  id: number
  name: string
  /** set when this name was joined to the machine's own: when, and the CMID that proved it */
  joinedAt: string | null
  joinedCmid: string | null
  /** a person said that it belongs here */
  placedAt: string | null
  /** what the machine was called that was merged into this one and had this name */
  mergedFrom: string | null
  /** what this machine was called before a person gave it this name */
  renamedFrom: string | null
}

export interface ClientCmidView {
  cmid: string
  application: string
  firstSeenAt: string
  lastSeenAt: string
  /** other machines that the reader sees, seen with the same CMID, at most ten, and how many there are */
  sharedWith: string[]
  sharedCount: number
}

interface FoundClient
  extends Pick<ClientView, 'name' | 'domain' | 'isVirtual' | 'isSample' | 'firstSeenAt' | 'lastSeenAt'> {
  id: number
}

/**
 * A client by its name or by any other name it was seen under; undefined when nobody is called that.
 * Throws NotPermitted without `machine.read`.
 */
export async function loadClientPage(
  reader: DataReader,
  name: string,
  now: Date,
): Promise<ClientView | undefined> {
  const within = machinesFor(reader)
  const client = await findClient(name, within)
  if (!client) return undefined
  const { id, ...facts } = client
  const [licenses, history, belonging, names, cmids, installedKeys, surroundings, returned] =
    await Promise.all([
      loadReferenceBook(reader).then((book) => loadClientLicenses(id, now, book)),
      loadClientHistory(id, now),
      loadMachineBelonging(id),
      loadNames(id),
      loadCmids(id, within),
      loadInstalledKeys(id),
      loadSurroundings(client.name, now),
      loadReturning(id),
    ])
  const attempt = await loadAttemptOn(
    reader,
    names.map(({ name: one }) => one),
  )
  return {
    ...facts,
    attempt: attempt ?? null,
    now: now.toISOString(),
    licenses,
    history,
    belonging,
    names: names.toSorted(
      (one, other) => Number(other.name === client.name) - Number(one.name === client.name),
    ),
    cmids,
    installedKeys,
    surroundings,
    returned,
  }
}

/** Of a client's page what the desk tells: when it was heard last, and its licenses. */
export type ClientBrief = Pick<ClientView, 'name' | 'lastSeenAt' | 'licenses'>

/**
 * The same client in brief. book: the reference with entries of ours. Throws NotPermitted without `machine.read`.
 */
export async function loadClientBrief(
  reader: DataReader,
  name: string,
  now: Date,
  book: ReferenceBook,
): Promise<ClientBrief | undefined> {
  const client = await findClient(name, machinesFor(reader))
  if (!client) return undefined
  return {
    name: client.name,
    lastSeenAt: client.lastSeenAt,
    licenses: await loadClientLicenses(client.id, now, book),
  }
}

async function findClient(name: string, within: Within): Promise<FoundClient | undefined> {
  const rows = await readRows<FoundClient>(
    `SELECT c.id, c.name, c.domain, c.is_virtual, c.is_sample, c.first_seen_at, c.last_seen_at
       FROM client_name n JOIN client c ON c.id = n.client_id WHERE n.name = $1 AND ${isWithinAt('$2', 'c.site_id')}`,
    [name.toLowerCase(), within ?? null],
  )
  return rows[0]
}

async function loadNames(clientId: number): Promise<ClientNameView[]> {
  return readRows<ClientNameView>(
    `SELECT id, name, joined_at, joined_cmid, placed_at, merged_from[cardinality(merged_from)] AS merged_from, renamed_from
       FROM client_name WHERE client_id = $1 ORDER BY name`,
    [clientId],
  )
}

async function loadReturning(clientId: number): Promise<Returning | null> {
  const [row] = await readRows<Returning>(
    `SELECT forgotten_at, forgotten_by, reason, returned_at FROM forgotten_client WHERE id = $1 AND returned_at IS NOT NULL`,
    [clientId],
  )
  return row ?? null
}

const SHARED_SHOWN = 10

async function loadCmids(clientId: number, within: Within): Promise<ClientCmidView[]> {
  return readRows<ClientCmidView>(
    `WITH own AS (
       SELECT m.cmid, m.application, min(m.first_seen_at) AS first_seen_at, max(m.last_seen_at) AS last_seen_at
         FROM client_name n JOIN client_cmid m ON m.name_id = n.id WHERE n.client_id = $1 GROUP BY 1, 2)
     SELECT o.cmid, o.application, o.first_seen_at, o.last_seen_at,
            coalesce(s.names[1:${SHARED_SHOWN}], '{}') AS shared_with, coalesce(cardinality(s.names), 0) AS shared_count
       FROM own o, LATERAL (
         SELECT array_agg(DISTINCT c.name ORDER BY c.name) AS names
           FROM client_cmid m JOIN client_name n ON n.id = m.name_id JOIN client c ON c.id = n.client_id
          WHERE m.cmid = o.cmid AND n.client_id <> $1 AND ${isWithinAt('$2', 'c.site_id')}) s
      ORDER BY o.last_seen_at DESC`,
    [clientId, within ?? null],
  )
}
