import { ROLES, type Role } from '../permissions'

/** A group as a provider reported it. */
export interface FoundGroup {
  /** how a person calls it */
  name: string
  /** whatever may stand for it where groups are mapped to roles: name or id of OpenID Connect; distinguished name, SID or account name of a directory */
  keys: readonly string[]
}

/** A role that somebody gave to a group. */
export interface GroupRole {
  group: string
  role: Role
  /** the sites to which it limits; none: all machines */
  siteIds: readonly number[]
}

/**
 * The highest role that any of the groups gives, and the sites of all that give it: one that limits to none opens all machines.
 * Undefined where none gives a role.
 */
export function roleOfGroups(
  found: readonly FoundGroup[],
  given: readonly GroupRole[],
): { role: Role; group: string; siteIds: number[] } | undefined {
  const keys = new Map(found.flatMap(({ keys, name }) => keys.map((key) => [groupKey(key), name] as const)))
  const fitting = given.filter(({ group }) => keys.has(groupKey(group)))
  const role = ROLES.find((one) => fitting.some((fits) => fits.role === one))
  if (role === undefined) return undefined
  const giving = fitting.filter((fits) => fits.role === role)
  const { group } = giving[0] ?? { group: '' }
  const isLimited = giving.every(({ siteIds }) => siteIds.length > 0)
  const siteIds = isLimited ? [...new Set(giving.flatMap((fits) => fits.siteIds))].sort((a, b) => a - b) : []
  return { role, group: keys.get(groupKey(group)) ?? group, siteIds }
}

/** Letter case and the blanks between the parts of a distinguished name distinguish no groups. */
export function groupKey(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s*(?<!\\)([,=])\s*/g, '$1')
}

/** The groups somebody has, in words: the first few and how many more. */
export function sayGroups(names: readonly string[], most = 12): string {
  if (names.length === 0) return 'no group at all'
  const more = names.length - most
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
