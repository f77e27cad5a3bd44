import { NONE } from '@/lib/activation/belonging/belonging'
import { NOT } from '@/lib/format/client-fields'
import { readRows } from '../rows'
import type { SqlValues } from '../sql-text'

/** The sites there are, by their names in lower case. */
export interface Sites {
  /** machines are looked at for where they belong; before that none has a site */
  isInUse: boolean
  ids: ReadonlyMap<string, number>
}

export const NO_SITES: Sites = { isInUse: false, ids: new Map() }

/** The caller has checked the permission. */
export async function loadSites(): Promise<Sites> {
  const rows = await readRows<{ id: number; name: string; isInUse: boolean }>(
    'SELECT id, lower(name) AS name, belonging_in_use() AS is_in_use FROM site',
  )
  const ids = new Map(rows.map(({ id, name }) => [name === '' ? NONE : name, id] as const))
  return { isInUse: rows[0]?.isInUse === true, ids }
}

/** A whole name, else every site that has it as a part. */
function sitesMeant(items: readonly string[], { ids }: Sites): number[] {
  return items.flatMap((item) => {
    const name = item.toLowerCase()
    const whole = ids.get(name)
    if (whole !== undefined) return [whole]
    return [...ids].filter(([site, id]) => id > 0 && site.includes(name)).map(([, id]) => id)
  })
}

/** Wanted and unwanted items, these without their '-'. */
export function partedItems(items: readonly string[]): { wanted: string[]; unwanted: string[] } {
  return {
    wanted: items.filter((item) => !item.startsWith(NOT)),
    unwanted: items.filter((item) => item.startsWith(NOT)).map((item) => item.slice(NOT.length)),
  }
}

/** On anything with a `site_id`: in any of the sites, and in none of those with a '-'. Before the first site, all are in none. */
export function siteWhere(items: readonly string[], sites: Sites, values: SqlValues): string {
  const { wanted, unwanted } = partedItems(items)
  if (!sites.isInUse) {
    const isNone = wanted.length === 0 || wanted.includes(NONE)
    return String(isNone && !unwanted.includes(NONE))
  }
  const parts: string[] = []
  if (wanted.length > 0) parts.push(`site_id ${equals(sitesMeant(wanted, sites), values)}`)
  if (unwanted.length > 0) parts.push(`site_id <> ALL(${values.add(sitesMeant(unwanted, sites))}::int[])`)
  return parts.join(' AND ')
}

const equals = (ids: readonly number[], values: SqlValues) =>
  ids.length === 1 ? `= ${values.add(ids[0])}::int` : `= ANY(${values.add(ids)}::int[])`

/**
 * On anything that has the id of its machine as `machineId` and the machine's owner, department and tags: with any of the labels,
 * and with none of those with a '-'.
 */
export function labelWhere(
  kind: 'owner' | 'department' | 'tag',
  items: readonly string[],
  machineId: string,
  values: SqlValues,
): string {
  const column = kind === 'tag' ? 'tags' : kind
  const labelled = (labels: readonly string[]) =>
    `(SELECT client_id FROM client_label WHERE kind = '${kind}' AND value = ANY(${values.add(
      labels.map((label) => label.toLowerCase()),
    )}::text[]))`
  const { wanted, unwanted } = partedItems(items)
  const [given, taken] = [wanted, unwanted].map((some) => some.filter((item) => item !== NONE))
  const any = [
    ...(given?.length ? [`${machineId} IN ${labelled(given)}`] : []),
    ...(wanted.includes(NONE) ? [`${column} IS NULL`] : []),
  ]
  return [
    ...(any.length > 0 ? [any.length > 1 ? `(${any.join(' OR ')})` : any[0]] : []),
    ...(taken?.length ? [`${machineId} NOT IN ${labelled(taken)}`] : []),
    ...(unwanted.includes(NONE) ? [`${column} IS NOT NULL`] : []),
  ].join(' AND ')
}
