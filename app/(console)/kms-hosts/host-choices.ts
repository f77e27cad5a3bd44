import type { SelectOption } from '@/components/ui/select'
import { HOST_PLATFORMS } from '@/lib/activation/kms/host-platforms'
import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from '@/lib/activation/kms/key-group-table'
import type { HostKeyChoice } from '@/lib/data/kms-hosts/host-key-choices'

/** What a registration can be chosen from. */
export interface HostChoices {
  platforms: SelectOption[]
  keyGroups: SelectOption[]
  keys: SelectOption[]
}

/** Made on the server: the tables stay there. */
export function hostChoices(keys: readonly HostKeyChoice[]): HostChoices {
  const groups = [...WINDOWS_KEY_GROUPS.toReversed(), ...OFFICE_KEY_GROUPS.toReversed()]
  return {
    platforms: [
      { value: '', label: 'Not known' },
      ...HOST_PLATFORMS.map((platform) => ({ value: platform, label: platform })),
    ],
    keyGroups: [{ value: '', label: 'Not known' }, ...groups.map(({ id, label }) => ({ value: id, label }))],
    keys: [
      { value: '', label: 'None chosen' },
      ...keys.map(({ id, label, lastFive }) => ({ value: id, label: `${label} (…${lastFive})` })),
    ],
  }
}
