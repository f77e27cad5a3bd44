import { keyGroupIdOf } from '@/lib/activation/kms/host-platforms'
import type { KeyGroup, KeyGroupId } from '@/lib/activation/kms/key-group-table'
import { keyGroupOfHost } from '@/lib/activation/kms/key-groups'
import type { KmsHostRow } from '@/lib/data/kms-hosts/host-shapes'

/**
 * The key groups of a host: what its own word tells, its keys in the register, else what was registered. groups: with
 * entries of ours.
 */
export function keyGroupsOf(
  host: Pick<KmsHostRow, 'services' | 'registration'> & { keys?: { keyGroup: string | null }[] },
  groups: readonly KeyGroup[],
): KeyGroupId[] {
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
  const said = keyGroupIdOf(host.registration?.keyGroup ?? '', groups)
  const applicationOf = (id: KeyGroupId) => groups.find((group) => group.id === id)?.application
  if (said && !all.some((id) => applicationOf(id) === applicationOf(said))) all.push(said)
  return [...new Set(all)]
}

/** 'Office LTSC 2021' of 'Office LTSC 2021 host key'. */
const officeOf = (label: string) => /Office (?:LTSC )?20\d\d/.exec(label)?.[0]
