import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from '@/lib/activation/kms/key-group-table'
import type { KeyKind } from '@/lib/data/keys/key-rows'

const IDS: ReadonlySet<string> = new Set([...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS].map(({ id }) => id))

/** The key group to store: only a KMS host key has one, and only one that the table knows. */
export function storedKeyGroup(kind: KeyKind, given: string): string | null {
  return kind === 'csvlk' && IDS.has(given) ? given : null
}

/** For forms: every key group, cheapest first, then those of Office. */
export function keyGroupOptions(): { value: string; label: string }[] {
  return [...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS].map(({ id, label }) => ({ value: id, label }))
}
