import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import type { KeyKind } from '@/lib/data/keys/key-rows'

/** The key group to store: only a KMS host key has one, and only one that the tables know. */
export function storedKeyGroup(kind: KeyKind, given: string, groups: readonly KeyGroup[]): string | null {
  return kind === 'csvlk' && groups.some(({ id }) => id === given) ? given : null
}

/** For forms: every key group with ours, cheapest first, then those of Office. */
export function keyGroupOptions(groups: readonly KeyGroup[]): { value: string; label: string }[] {
  return groups.map(({ id, label }) => ({ value: id, label }))
}
