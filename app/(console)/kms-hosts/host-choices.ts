import type { SelectOption } from '@/components/ui/select'
import { hostPlatforms } from '@/lib/activation/kms/host-platforms'
import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import type { HostKeyChoice } from '@/lib/data/kms-hosts/host-key-choices'

/** What a registration can be chosen from. */
export interface HostChoices {
  platforms: SelectOption[]
  keyGroups: SelectOption[]
  keys: SelectOption[]
}

/** Made on the server: the tables stay there. groups: with entries of ours. */
export function hostChoices(keys: readonly HostKeyChoice[], groups: readonly KeyGroup[]): HostChoices {
  const newestFirst = (['windows', 'office'] as const).flatMap((application) =>
    groups.filter((group) => group.application === application).toReversed(),
  )
  return {
    platforms: [
      { value: '', label: 'Not known' },
      ...hostPlatforms(groups).map((platform) => ({ value: platform, label: platform })),
    ],
    keyGroups: [
      { value: '', label: 'Not known' },
      ...newestFirst.map(({ id, label }) => ({ value: id, label })),
    ],
    keys: [
      { value: '', label: 'None chosen' },
      ...keys.map(({ id, label, lastFive }) => ({ value: id, label: `${label} (…-${lastFive})` })),
    ],
  }
}
