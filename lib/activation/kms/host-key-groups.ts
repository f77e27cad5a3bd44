import { keyGroupIdOf } from './host-platforms'
import type { KeyGroup, KeyGroupId } from './key-group-table'
import { keyGroupOfHost } from './key-groups'

/** What tells the key groups of a host. */
interface HostKeys {
  services: readonly { application: 'windows' | 'office'; description: string | null; productLabel: string }[]
  registration: { keyGroup: string | null } | null
  /** of the host, in the register of keys */
  keys?: readonly { keyGroup: string | null }[]
}

/** The key groups of a host: what it reports, its keys in the register, else what was registered. groups: with entries of ours. */
export function keyGroupsOf(host: HostKeys, groups: readonly KeyGroup[]): KeyGroupId[] {
  const told = host.services.flatMap(
    ({ description, application, productLabel }) =>
      keyGroupOfHost(
        description ?? undefined,
        application === 'office' ? officeOf(productLabel) : undefined,
        groups,
      )?.id ?? [],
  )
  const kept = (host.keys ?? []).flatMap(({ keyGroup }) => keyGroupIdOf(keyGroup ?? '', groups) ?? [])
  const all = [...told, ...kept]
  const registered = keyGroupIdOf(host.registration?.keyGroup ?? '', groups)
  const applicationOf = (id: KeyGroupId) => groups.find((group) => group.id === id)?.application
  if (registered && !all.some((id) => applicationOf(id) === applicationOf(registered))) all.push(registered)
  return [...new Set(all)]
}

/** 'Office LTSC 2021' of 'Office LTSC 2021 host key'. */
const officeOf = (label: string) => /Office (?:LTSC )?20\d\d/.exec(label)?.[0]
