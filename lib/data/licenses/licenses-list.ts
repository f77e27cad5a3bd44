import type { Condition } from '@/lib/activation/license/lapse'
import type { LicenseFamily } from '@/lib/activation/product/license-family'
import type { Emptied } from '@/lib/format/emptied'
import {
  LICENSE_FIELDS,
  LICENSE_FILTER_TABLE,
  type LicenseSort,
  type LicensesFilter,
  licensesRequest,
  loadLicensesParams,
} from '@/lib/format/licenses-address'
import { type Behind, countBehind } from '../behind'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import { loadSites } from '../belonging/belonging-where'
import { isWithin, machinesFor } from '../belonging/within'
import { type FleetNames, nameFor, nameIsLike } from '../clients/client-fields-sql'
import type { MatchCount } from '../clients/clients-count'
import { isNoNameBut } from '../clients/clients-list'
import { activeFields, rollUpFor } from '../clients/clients-where'
import { loadFleetNames } from '../clients/fleet-names'
import { loadUnservedLabels } from '../keys/host-key-coverage'
import { whatEmptied } from '../lists/what-emptied'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { loadLabelFamilies } from './license-products'
import type { LicenseRow } from './license-row'
import { followedSort, type LicenseMatches, type LicensesPage, readLicensesPage } from './licenses-page'
import { isNameAlone, type LicensesContext, licenseRollUpWhere, licensesWhere } from './licenses-where'

export const LICENSES_PAGE_SIZE = 50

export interface LicensesRequest {
  filter: LicensesFilter
  sort: LicenseSort
  after?: string | undefined
  before?: string | undefined
  /** rows of a page; absent: as many as the list shows */
  size?: number
}

/** One page of the list of licenses with what stands around it. */
export interface LicensesList extends LicensesPage {
  now: string
  /** as followed: very many matches of a text are listed by name */
  sort: LicenseSort
  count: MatchCount
  /** under the same filter without its state; absent when it would have to be counted row by row */
  byCondition?: Partial<Record<Condition, number>>
  behind: Behind
  /** where nothing matches: what is left without each of the conditions; absent where something does */
  emptied?: Emptied[]
  /** what product, channel and host can be filtered to */
  known: FleetNames
}

/** A page of the licenses of the fleet as filtered and sorted. Throws NotPermitted without `machine.read`. */
export async function loadLicenses(
  reader: DataReader,
  request: LicensesRequest,
  now: Date,
): Promise<LicensesList> {
  const within = machinesFor(reader)
  const { filter, sort } = request
  const context = await contextOf(reader, filter, now)
  const [matches, byCondition, behind] = await Promise.all([
    matchesOf(filter, context),
    countByCondition(filter, context),
    countBehind(now, within),
  ])
  const page = await readLicensesPage(matches, { ...request, size: request.size ?? LICENSES_PAGE_SIZE, now })
  const count = { value: matches.count, isExact: matches.isExact }
  const followed = followedSort(matches, { sort })
  const counted = async (part: LicensesFilter) => (await matchesOf(part, context)).count
  const emptied =
    count.value === 0 ? await whatEmptied(filter, NO_LICENSES, LICENSE_FILTER_TABLE, counted) : []
  return {
    now: now.toISOString(),
    ...page,
    sort: followed,
    count,
    byCondition,
    behind,
    known: context.known,
    ...(emptied.length > 0 && { emptied }),
  }
}

/** A filter that asks for nothing. */
const NO_LICENSES = licensesRequest(loadLicensesParams(new URLSearchParams())).filter

const EXPORT_BATCH = 5_000

/**
 * Every license of the filtered list in its order, a batch at a time, so that memory stays the same for any fleet. Throws
 * NotPermitted without `machine.export`, before the first row.
 */
export async function exportLicenses(
  reader: DataReader,
  { filter, sort }: Pick<LicensesRequest, 'filter' | 'sort'>,
  now: Date,
): Promise<AsyncGenerator<LicenseRow[]>> {
  mustBeAble(reader, 'machine.export')
  const matches = await matchesOf(filter, await contextOf(reader, filter, now))
  return batches(matches, sort, now)
}

async function* batches(matches: LicenseMatches, sort: LicenseSort, now: Date) {
  let after: string | undefined
  do {
    const page: LicensesPage = await readLicensesPage(matches, { sort, size: EXPORT_BATCH, after, now })
    yield page.rows
    after = page.next
  } while (after !== undefined)
}

/** What the conditions of a filter are made with. Throws NotPermitted without `machine.read`. */
export async function contextOf(
  reader: DataReader,
  filter: LicensesFilter,
  now: Date,
): Promise<LicensesContext> {
  const within = machinesFor(reader)
  const known = await loadFleetNames('licenses', within)
  const [isNoName, families, unserved, sites] = await Promise.all([
    isNoNameBut(filter.q, known, within),
    filter.family.length > 0 ? loadLabelFamilies(reader) : new Map<string, LicenseFamily>(),
    // What host keys serve is not for whoever sees no KMS hosts: to them nothing is unserved.
    filter.served === null || !reader.can('kmsHost.read') ? [] : loadUnservedLabels(reader),
    filter.site.length > 0 || within ? loadSites() : undefined,
  ])
  return { now, known, isNoName, families, unserved, sites, within, machineId: 'client_id' }
}

const COUNT_BOUND = 10_000

/** Counted by the roll-up where it has every field that is filtered on, else row by row up to a bound. */
async function matchesOf(filter: LicensesFilter, context: LicensesContext): Promise<LicenseMatches> {
  const { within } = context
  const where = (values: SqlValues) => licensesWhere(filter, context, values)
  const byNames = isNameAlone(filter.q, context)
    ? {
        name: (values: SqlValues) => nameIsLike(filter.q.trim().toLowerCase(), values),
        rest: (values: SqlValues) => licensesWhere({ ...filter, q: '' }, context, values),
      }
    : undefined
  const rollUp = (values: SqlValues) => licenseRollUpWhere(filter, context, values)
  const table = rollUpFor('license', filter, context)
  const values = new SqlValues()
  const counted = rollUp(values)
  if (counted !== undefined) {
    const [row] = await readRows<{ count: number }>(
      `SELECT coalesce(sum(licenses), 0)::int AS count FROM ${table} ${counted && `WHERE ${counted}`}`,
      values.list,
    )
    return { where, within, rollUp, table, count: row?.count ?? 0, isExact: true }
  }
  const isLive = activeFields(filter, LICENSE_FIELDS).some(({ sql }) => sql.countedLive)
  const bound = isLive ? COUNTED_LIVE : COUNT_BOUND
  const bounded = new SqlValues()
  // Machines of a name are found first: joined with all licenses at once, many of them took half a minute.
  const found = () =>
    `(SELECT id FROM client WHERE ${nameFor(context)(filter.q.trim().toLowerCase(), bounded)} AND ${isWithin(within, bounded)} OFFSET 0) machine`
  const from = byNames
    ? `${found()} JOIN license_row ON client_id = machine.id WHERE ${byNames.rest(bounded) || 'true'}`
    : `license_row WHERE ${where(bounded)}`
  const [row] = await readRows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM ${from} LIMIT ${bounded.add(bound + 1)}) found`,
    bounded.list,
  )
  const count = row?.count ?? 0
  return { where, byNames, within, rollUp, table, count: Math.min(count, bound), isExact: count <= bound }
}

async function countByCondition(
  filter: LicensesFilter,
  context: LicensesContext,
): Promise<LicensesList['byCondition']> {
  const values = new SqlValues()
  const where = licenseRollUpWhere({ ...filter, state: [] }, context, values)
  if (where === undefined) return undefined
  const rows = await readRows<{ condition: Condition; count: number }>(
    `SELECT condition, sum(licenses)::int AS count FROM ${rollUpFor('license', filter, context)}
      ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.count]))
}
