import type { Condition } from '@/lib/activation/license/lapse'
import type { LicenseFamily } from '@/lib/activation/product/license-family'
import { LICENSE_FIELDS, type LicenseSort, type LicensesFilter } from '@/lib/format/licenses-address'
import { type Behind, countBehind } from '../behind'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import { loadSites } from '../belonging/belonging-where'
import type { FleetNames } from '../clients/client-fields-sql'
import type { MatchCount } from '../clients/clients-count'
import { activeFields, rollUpFor } from '../clients/clients-where'
import { loadFleetNames } from '../clients/fleet-names'
import { loadUnservedLabels } from '../keys/host-key-coverage'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { loadLabelFamilies } from './license-products'
import type { LicenseRow } from './license-row'
import { followedSort, type LicenseMatches, type LicensesPage, readLicensesPage } from './licenses-page'
import { type LicensesContext, licenseRollUpWhere, licensesWhere } from './licenses-where'

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
  /** what product, channel and host can be filtered to */
  known: FleetNames
}

/** A page of the licenses of the fleet as filtered and sorted. Throws NotPermitted without `fleet.read`. */
export async function loadLicenses(
  reader: DataReader,
  request: LicensesRequest,
  now: Date,
): Promise<LicensesList> {
  mustBeAble(reader, 'fleet.read')
  const { filter, sort } = request
  const context = await contextOf(reader, filter, now)
  const [matches, byCondition, behind] = await Promise.all([
    matchesOf(filter, context),
    countByCondition(filter, context),
    countBehind(now),
  ])
  const page = await readLicensesPage(matches, { ...request, size: request.size ?? LICENSES_PAGE_SIZE, now })
  const count = { value: matches.count, isExact: matches.isExact }
  const followed = followedSort(matches, { sort })
  return { now: now.toISOString(), ...page, sort: followed, count, byCondition, behind, known: context.known }
}

const EXPORT_BATCH = 5_000

/**
 * Every license of the filtered list in its order, a batch at a time, so that memory stays the same for any fleet. Throws
 * NotPermitted without `fleet.export`, before the first row.
 */
export async function exportLicenses(
  reader: DataReader,
  { filter, sort }: Pick<LicensesRequest, 'filter' | 'sort'>,
  now: Date,
): Promise<AsyncGenerator<LicenseRow[]>> {
  mustBeAble(reader, 'fleet.export')
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

/** What the conditions of a filter are made with. The caller has checked the permission. */
export async function contextOf(
  reader: DataReader,
  filter: LicensesFilter,
  now: Date,
): Promise<LicensesContext> {
  const [known, families, unserved, sites] = await Promise.all([
    loadFleetNames('license_count'),
    filter.family.length > 0 ? loadLabelFamilies(reader) : new Map<string, LicenseFamily>(),
    filter.served === null ? [] : loadUnservedLabels(reader),
    filter.site.length > 0 ? loadSites() : undefined,
  ])
  return { now, known, families, unserved, sites, machineId: 'client_id' }
}

const COUNT_BOUND = 10_000

/** Counted by the roll-up where it has every field that is filtered on, else row by row up to a bound. */
async function matchesOf(filter: LicensesFilter, context: LicensesContext): Promise<LicenseMatches> {
  const where = (values: SqlValues) => licensesWhere(filter, context, values)
  const rollUp = (values: SqlValues) => licenseRollUpWhere(filter, context, values)
  const table = rollUpFor('license_count', filter, context)
  const values = new SqlValues()
  const counted = rollUp(values)
  if (counted !== undefined) {
    const [row] = await readRows<{ count: number }>(
      `SELECT coalesce(sum(licenses), 0)::int AS count FROM ${table} ${counted && `WHERE ${counted}`}`,
      values.list,
    )
    return { where, rollUp, table, count: row?.count ?? 0, isExact: true }
  }
  const isLive = activeFields(filter, LICENSE_FIELDS).some(({ sql }) => sql.countedLive)
  const bound = isLive ? COUNTED_LIVE : COUNT_BOUND
  const bounded = new SqlValues()
  const [row] = await readRows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM license_row WHERE ${where(bounded)} LIMIT ${bounded.add(bound + 1)}) found`,
    bounded.list,
  )
  const count = row?.count ?? 0
  return { where, rollUp, table, count: Math.min(count, bound), isExact: count <= bound }
}

async function countByCondition(
  filter: LicensesFilter,
  context: LicensesContext,
): Promise<LicensesList['byCondition']> {
  const values = new SqlValues()
  const where = licenseRollUpWhere({ ...filter, state: [] }, context, values)
  if (where === undefined) return undefined
  const rows = await readRows<{ condition: Condition; count: number }>(
    `SELECT condition, sum(licenses)::int AS count FROM ${rollUpFor('license_count', filter, context)}
      ${where && `WHERE ${where}`} GROUP BY 1`,
    values.list,
  )
  return Object.fromEntries(rows.map((row) => [row.condition, row.count]))
}
