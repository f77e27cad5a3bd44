import type { Condition } from '@/lib/activation/license/assess'
import type { ClientSort, ClientsFilter } from '@/lib/format/client-fields'
import { CLIENT_FILTER_TABLE, NO_FILTER } from '@/lib/format/clients-filter'
import type { Emptied } from '@/lib/format/emptied'
import { type Behind, countBehind } from '../behind'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import { loadSites } from '../belonging/belonging-where'
import { isWithin, machinesFor, type Within } from '../belonging/within'
import { whatEmptied } from '../lists/what-emptied'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type ColumnSql, FIELD_SQL, type FleetNames, nameFor, type WhereContext } from './client-fields-sql'
import type { ClientRow } from './client-row'
import { asThen } from './clients-at'
import { countByCondition, countClients, type MatchCount } from './clients-count'
import { type ClientsPage, GATHERED, readClientsPage } from './clients-page'
import {
  clientsWhere,
  countedWhere,
  isSoonGathered,
  meaningsOf,
  ofKindWhere,
  rollUpFor,
} from './clients-where'
import { namedBy } from './find-machines'
import { loadFleetNames } from './fleet-names'

export const CLIENTS_PAGE_SIZE = 50

export interface ClientsRequest {
  filter: ClientsFilter
  sort: ClientSort
  after?: string | undefined
  before?: string | undefined
  /** rows of a page; absent: as many as the list shows */
  size?: number
}

/** One page of the clients list with what stands around it. */
export interface ClientsList {
  now: string
  rows: ClientRow[]
  /** as followed: many matches cannot be sorted by everything */
  sort: ClientSort
  count: MatchCount
  /** under the same filter without its state; absent when it would have to be counted row by row */
  byCondition?: Partial<Record<Condition, number>>
  behind: Behind
  next?: string
  previous?: string
  /** where nothing matches: what is left without each of the conditions; absent where something does */
  emptied?: Emptied[]
  /** names that were asked for and are not in the record */
  notFound: string[]
  /** what product, channel and host can be filtered to */
  known: FleetNames
}

/** A page of the fleet as filtered and sorted. Throws NotPermitted without `machine.read`. */
export async function loadClients(
  reader: DataReader,
  request: ClientsRequest,
  now: Date,
): Promise<ClientsList> {
  const within = machinesFor(reader)
  const { context, notFound } = await whereContext(request.filter, now, within)
  const [count, byCondition, behind] = await Promise.all([
    countClients(request.filter, context),
    countByCondition(request.filter, context),
    countBehind(now, within),
  ])
  const page = await readMatches(request, context, count, request.size ?? CLIENTS_PAGE_SIZE)
  const counted = async (part: ClientsFilter) => (await countClients(part, context)).value
  const emptied =
    count.value === 0 ? await whatEmptied(request.filter, NO_FILTER, CLIENT_FILTER_TABLE, counted) : []
  return {
    now: now.toISOString(),
    ...page,
    sort: followedSort(request, count),
    count,
    byCondition,
    behind,
    notFound,
    known: context.known,
    ...(emptied.length > 0 && { emptied }),
  }
}

/** All machines of a filter, as a condition on `client` with its values. Throws NotPermitted without `machine.read`. */
export async function clientsMatching(
  reader: DataReader,
  filter: ClientsFilter,
  now: Date,
): Promise<{ where: string; values: SqlValues }> {
  const { context } = await whereContext(filter, now, machinesFor(reader))
  const values = new SqlValues()
  return { where: clientsWhere(filter, context, values) || 'true', values }
}

/** By name where more match than can be gathered for their order, and where the state is that of an earlier day. */
function followedSort(
  { filter, sort }: Pick<ClientsRequest, 'filter' | 'sort'>,
  count: MatchCount,
): ClientSort {
  const sql: ColumnSql = FIELD_SQL[sort.column]
  const isTooMany = sql.sortsGathered && !(count.isExact && count.value <= COUNTED_LIVE)
  const isThen = filter.at !== null && sort.column === 'state'
  return isTooMany || isThen ? { column: 'name', descending: false } : sort
}

async function readMatches(
  { filter, ...request }: ClientsRequest & { without?: 'attempts' | undefined },
  context: WhereContext,
  count: MatchCount,
  size: number,
): Promise<ClientsPage> {
  if (count.value === 0) return { rows: [] }
  const sort = followedSort({ filter, ...request }, count)
  const { sortsGathered }: ColumnSql = FIELD_SQL[sort.column]
  const isGathered = count.isExact && (sortsGathered || count.value <= GATHERED)
  const matches = {
    where: (values: SqlValues) => clientsWhere(filter, context, values),
    rollUp: rollUpFor('fleet', filter, context),
    counted: (values: SqlValues) => countedWhere(filter, context, values),
    ofKind: (values: SqlValues) => ofKindWhere(filter, context, values),
    isSoonGathered: isSoonGathered(filter),
  }
  const plan = isGathered ? 'gather' : 'walk'
  const page = await readClientsPage(matches, { ...request, sort, size, plan, now: context.now })
  return filter.at === null ? page : { ...page, rows: await asThen(page.rows, filter.at) }
}

const EXPORT_BATCH = 5_000

/**
 * Every row of the filtered list in its order, a batch at a time, so that memory stays the same for any
 * fleet. Throws NotPermitted without `machine.export`, before the first row.
 */
export async function exportClients(
  reader: DataReader,
  request: ExportRequest,
  now: Date,
): Promise<AsyncGenerator<ClientRow[]>> {
  mustBeAble(reader, 'machine.export')
  const { context } = await whereContext(request.filter, now, machinesFor(reader))
  return batches(request, context, await countClients(request.filter, context))
}

type ExportRequest = Pick<ClientsRequest, 'filter' | 'sort'> & { without?: 'attempts' | undefined }

async function* batches(request: ExportRequest, context: WhereContext, count: MatchCount) {
  const read = (after?: string): Promise<ClientsPage> =>
    readMatches({ ...request, after }, context, count, EXPORT_BATCH)
  let coming: Promise<ClientsPage> | undefined = read()
  while (coming !== undefined) {
    const { rows, next }: ClientsPage = await coming
    coming = next === undefined ? undefined : read(next)
    // Read while the rows before are written; its error is met where it is awaited, if anybody still waits then.
    coming?.catch(() => {})
    yield rows
  }
}

/** What the conditions of a filter are made with. The caller has checked the permission. */
export async function whereContext(
  filter: ClientsFilter,
  now: Date,
  within: Within,
): Promise<{ context: WhereContext; notFound: string[] }> {
  const [known, named, sites] = await Promise.all([
    loadFleetNames('machines', within),
    findNames(filter.names, within),
    filter.site.length > 0 || within ? loadSites() : undefined,
  ])
  const isNoName = await isNoNameBut(filter.q, known, within)
  const context = { now, known, namedIds: named?.ids, sites, isNoName, within }
  return { context, notFound: named?.notFound ?? [] }
}

/** Whether a text that may be a last five, a KMS host, a code or a product is part of no name. */
export async function isNoNameBut(q: string, known: FleetNames, within: Within): Promise<boolean> {
  const { text, lastFive, hosts, reason, products } = meaningsOf(q, { known })
  const isOther = lastFive !== undefined || reason !== undefined || hosts.length + products.length > 0
  if (!isOther) return false
  const values = new SqlValues()
  const rows = await readRows<{ isNamed: boolean }>(
    `SELECT EXISTS (SELECT FROM client WHERE ${nameFor({ within })(text, values)} AND ${isWithin(within, values)}) AS is_named`,
    values.list,
  )
  return rows[0]?.isNamed === false
}

/** Machines by exact name, by an earlier name, or by the first label of their FQDN. */
async function findNames(
  names: string[],
  within: Within,
): Promise<{ ids: number[]; notFound: string[] } | undefined> {
  if (names.length === 0) return undefined
  const asked = [...new Set(names.map((name) => name.trim().toLowerCase()).filter(Boolean))]
  const rows = await readRows<{ asked: string; id: number }>(
    `SELECT a.name AS asked, n.client_id AS id ${namedBy('$1')} ${within ? 'JOIN client c ON c.id = n.client_id AND c.site_id = ANY($2::int[])' : ''}`,
    within ? [asked, within] : [asked],
  )
  const seen = new Set(rows.map((row) => row.asked))
  return { ids: [...new Set(rows.map((row) => row.id))], notFound: asked.filter((name) => !seen.has(name)) }
}
