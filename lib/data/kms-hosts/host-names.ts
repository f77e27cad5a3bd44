import { cache } from 'react'
import { cleanName } from '@/lib/activation/discovery/discovery'
import { groupHostNames } from '@/lib/activation/kms/host-state'
import { readRows } from '../rows'

/** One host under all the names it is known by; the chief name first. */
export interface HostGroup {
  name: string
  names: string[]
  /** its rows in kms_host */
  ids: number[]
}

interface NameRow {
  name: string
  id: number | null
  isRegistered: boolean
}

const NAMES = `
  SELECT n.name, h.id, r.name IS NOT NULL AS is_registered
    FROM (SELECT name FROM kms_host UNION SELECT kms_host FROM fleet_kind WHERE kms_host <> ''
          UNION SELECT name FROM kms_host_registration UNION SELECT host FROM kms_host_sighting) n
    LEFT JOIN kms_host h ON h.name = n.name LEFT JOIN kms_host_registration r ON r.name = n.name`

/**
 * Every KMS host that is registered or was ever named by anything, its names put together; by name. Read once for all
 * that one page loads.
 */
export const loadHostGroups = cache(async (): Promise<HostGroup[]> => {
  const [names, decisions] = await Promise.all([
    readRows<NameRow>(NAMES),
    readRows<{ name: string; sameAs: string | null }>('SELECT name, same_as FROM kms_host_name'),
  ])
  const known = new Map(names.map((row) => [row.name, row]))
  const registered = new Set(names.filter((row) => row.isRegistered).map(({ name }) => name))
  const decided = new Map(decisions.map(({ name, sameAs }) => [name, sameAs]))
  return groupHostNames([...known.keys()], registered, decided)
    .map((members) => ({
      name: members[0] ?? '',
      names: members,
      ids: members.flatMap((name) => known.get(name)?.id ?? []),
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
})

/** The host that goes by this name, chief or other; undefined when nobody knows it. */
export async function findHostGroup(name: string): Promise<HostGroup | undefined> {
  return groupNamed(await loadHostGroups(), name)
}

/** The same among groups that are at hand. */
export function groupNamed(groups: readonly HostGroup[], name: string): HostGroup | undefined {
  const wanted = cleanName(name)
  return groups.find(({ names }) => names.includes(wanted))
}
