import type { Transaction } from '../audit'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import type { SqlValues } from '../sql-text'

/** The sites whose machines somebody sees; undefined: all machines, those of no site too. */
export type Within = readonly number[] | undefined

/**
 * Whose machines a loader may show: its first line, and the only door to 'machine.read', so that none forgets to narrow. Throws
 * NotPermitted without it.
 */
export function machinesFor(reader: DataReader): Within {
  mustBeAble(reader, 'machine.read')
  return reader.sites
}

/** Leaves the machines of these sites, on anything with a machine's site as `column`; joined with AND. */
export function isWithin(within: Within, values: SqlValues, column = 'site_id'): string {
  return within === undefined ? 'true' : `${column} = ANY(${values.add(within)}::int[])`
}

/** The same where values have fixed places: the place of the sites, which are null for whoever sees all machines. */
export const isWithinAt = (place: string, column: string) =>
  `(${place}::int[] IS NULL OR ${column} = ANY(${place}::int[]))`

const ROLL_UPS = {
  machines: { all: 'fleet_kind', bySite: 'fleet_count_by_site' },
  licenses: { all: 'license_kind', bySite: 'license_count_by_site' },
} as const

/** FROM the roll-up without days that knows these sites, with a WHERE that leaves them: further conditions follow with AND. */
export const rollUpWithin = (of: keyof typeof ROLL_UPS, within: Within, values: SqlValues): string =>
  `${ROLL_UPS[of][within ? 'bySite' : 'all']} WHERE ${isWithin(within, values)}`

/** The names of the sites of these ids, as columns of SQL; one that is gone has none. ids: an array, as SQL. */
export const siteNames = (ids: string) =>
  `ARRAY(SELECT coalesce(s.name, 'a site that is gone') FROM unnest(${ids}) i(id) LEFT JOIN site s USING (id) ORDER BY 1)`

/** The names of the sites to which somebody is limited. */
export async function loadSiteNames(ids: readonly number[]): Promise<string[]> {
  const [row] = await readRows<{ names: string[] }>(`SELECT ${siteNames('$1::int[]')} AS names`, [ids])
  return row?.names ?? []
}

/** A limit as the audit log says it. ids: of its sites; none: all machines. */
export async function saySites(ids: readonly number[]): Promise<{ sees: string }> {
  return { sees: ids.length > 0 ? (await loadSiteNames(ids)).join(', ') : 'all machines' }
}

/** Whether two limits are the same; each names a site once. */
export function areSameSites(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && new Set([...some, ...others]).size === some.length
}

/** The sites that are called so, whatever the case; a name that no site has instead. */
export async function findSites(
  tx: Transaction,
  names: readonly string[],
): Promise<{ ok: true; ids: number[] } | { ok: false; unknown: string }> {
  const sites = await tx.site.findMany({ where: { id: { gt: 0 } }, select: { id: true, name: true } })
  const ids = new Map(sites.map(({ id, name }) => [name.toLowerCase(), id]))
  const unknown = names.find((name) => !ids.has(name.toLowerCase()))
  if (unknown !== undefined) return { ok: false, unknown }
  return { ok: true, ids: [...new Set(names.flatMap((name) => ids.get(name.toLowerCase()) ?? []))] }
}
