import type { Condition } from '@/lib/activation/license/assess'
import {
  CLIENT_FILTERS,
  type ClientFilterField,
  type ClientSort,
  type ClientsFilter,
} from '@/lib/format/client-fields'
import { itemsOf, NO_FILTER } from '@/lib/format/clients-filter'
import { type Behind, countBehind } from '../behind'
import { loadSites } from '../belonging/belonging-where'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type FleetNames, nameWhere, type WhereContext } from './client-fields-sql'
import type { ClientRow } from './client-row'
import { countByCondition, countClients, type MatchCount } from './clients-count'
import { type ClientsPage, GATHERED, readClientsPage } from './clients-page'
import { clientsWhere, countedWhere, meaningsOf, ofKindWhere, rollUpFor } from './clients-where'
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

/** One condition of a filter that leaves nothing. */
export interface Emptied {
  field: ClientFilterField | 'q'
  /** machines that match it alone, and those that match everything else */
  alone: number
  others: number
}

/** One page of the clients list with what stands around it. */
export interface ClientsList {
  now: string
  rows: ClientRow[]
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

/** A page of the fleet as filtered and sorted. Throws NotPermitted without `fleet.read`. */
export async function loadClients(
  reader: DataReader,
  request: ClientsRequest,
  now: Date,
): Promise<ClientsList> {
  mustBeAble(reader, 'fleet.read')
  const { context, notFound } = await whereContext(request.filter, now)
  const [count, byCondition, behind] = await Promise.all([
    countClients(request.filter, context),
    countByCondition(request.filter, context),
    countBehind(now),
  ])
  const page = await readMatches(request, context, count, request.size ?? CLIENTS_PAGE_SIZE)
  const emptied = count.value === 0 ? await whatEmptied(request.filter, context) : []
  return {
    now: now.toISOString(),
    ...page,
    count,
    byCondition,
    behind,
    notFound,
    known: context.known,
    ...(emptied.length > 0 && { emptied }),
  }
}

/** Each condition by itself, and the filter without it. */
async function whatEmptied(filter: ClientsFilter, context: WhereContext): Promise<Emptied[]> {
  const fields = CLIENT_FILTERS.filter((field) => itemsOf(filter, field).length > 0)
  const conditions: Emptied['field'][] = [...fields, ...(filter.q === '' ? [] : ['q' as const])]
  const counted = async (part: ClientsFilter) => (await countClients(part, context)).value
  const emptied: Emptied[] = []
  for (const field of conditions) {
    const without = { [field]: field === 'q' ? '' : NO_FILTER[field] }
    const alone = await counted({ ...NO_FILTER, [field]: filter[field] })
    emptied.push({
      field,
      alone,
      others: conditions.length > 1 ? await counted({ ...filter, ...without }) : 0,
    })
  }
  return emptied
}

/** All machines of a filter, as a condition on `client` with its values. Throws NotPermitted without `fleet.read`. */
export async function clientsMatching(
  reader: DataReader,
  filter: ClientsFilter,
  now: Date,
): Promise<{ where: string; values: SqlValues }> {
  mustBeAble(reader, 'fleet.read')
  const { context } = await whereContext(filter, now)
  const values = new SqlValues()
  return { where: clientsWhere(filter, context, values) || 'true', values }
}

async function readMatches(
  { filter, ...request }: ClientsRequest,
  context: WhereContext,
  count: MatchCount,
  size: number,
): Promise<ClientsPage> {
  if (count.value === 0) return { rows: [] }
  const plan = count.isExact && count.value <= GATHERED ? 'gather' : 'walk'
  const matches = {
    where: (values: SqlValues) => clientsWhere(filter, context, values),
    rollUp: rollUpFor('fleet_count', filter, context),
    counted: (values: SqlValues) => countedWhere(filter, context, values),
    ofKind: (values: SqlValues) => ofKindWhere(filter, context, values),
  }
  return readClientsPage(matches, { ...request, size, plan, now: context.now })
}

const EXPORT_BATCH = 5_000

/**
 * Every row of the filtered list in its order, a batch at a time, so that memory stays the same for any
 * fleet. Throws NotPermitted without `fleet.export`, before the first row.
 */
export async function exportClients(
  reader: DataReader,
  request: Pick<ClientsRequest, 'filter' | 'sort'>,
  now: Date,
): Promise<AsyncGenerator<ClientRow[]>> {
  mustBeAble(reader, 'fleet.export')
  const { context } = await whereContext(request.filter, now)
  return batches(request, context, await countClients(request.filter, context))
}

async function* batches(
  request: Pick<ClientsRequest, 'filter' | 'sort'>,
  context: WhereContext,
  count: MatchCount,
) {
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
): Promise<{ context: WhereContext; notFound: string[] }> {
  const [known, named, sites] = await Promise.all([
    loadFleetNames(),
    findNames(filter.names),
    filter.site.length > 0 ? loadSites() : undefined,
  ])
  const isNoName = await isNoNameBut(filter.q, known)
  return { context: { now, known, namedIds: named?.ids, sites, isNoName }, notFound: named?.notFound ?? [] }
}

/** Whether a text that may be a last five, a KMS host, a code or a product is part of no name. */
async function isNoNameBut(q: string, known: FleetNames): Promise<boolean> {
  const { text, lastFive, hosts, reason, products } = meaningsOf(q, { known })
  const isOther = lastFive !== undefined || reason !== undefined || hosts.length + products.length > 0
  if (!isOther) return false
  const values = new SqlValues()
  const rows = await readRows<{ isNamed: boolean }>(
    `SELECT EXISTS (SELECT FROM client WHERE ${nameWhere(text, values)}) AS is_named`,
    values.list,
  )
  return rows[0]?.isNamed === false
}

/** Machines by exact name, by an earlier name, or by the first label of their FQDN. */
async function findNames(names: string[]): Promise<{ ids: number[]; notFound: string[] } | undefined> {
  if (names.length === 0) return undefined
  const asked = [...new Set(names.map((name) => name.trim().toLowerCase()).filter(Boolean))]
  const rows = await readRows<{ asked: string; id: number }>(
    `SELECT a.name AS asked, n.client_id AS id ${namedBy('$1')}`,
    [asked],
  )
  const seen = new Set(rows.map((row) => row.asked))
  return { ids: [...new Set(rows.map((row) => row.id))], notFound: asked.filter((name) => !seen.has(name)) }
}
