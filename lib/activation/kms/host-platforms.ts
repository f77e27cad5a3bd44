import { releaseRank } from '../product/release-order'
import { SEED_HOST_TABLES } from './host-tables'
import { type KeyGroup, type KeyGroupId, OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from './key-group-table'

/** Every platform some host key can be installed on, newest first. */
export const HOST_PLATFORMS: readonly string[] = [
  ...new Set(WINDOWS_KEY_GROUPS.flatMap(({ installsOn }) => installsOn)),
].sort((a, b) => (releaseRank(b) ?? 0) - (releaseRank(a) ?? 0) || a.localeCompare(b))

/** A platform as people write it: 'Server 2019', 'windows server 2019 standard'; absent for one nobody knows. */
export function hostPlatformOf(text: string): string | undefined {
  const words = plain(text)
  const found = HOST_PLATFORMS.filter((platform) => words.startsWith(plain(platform)))
  return found.sort((a, b) => b.length - a.length)[0]
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\b(windows|microsoft|standard|datacenter|enterprise|edition)\b|\(r\)|®/g, ' ')
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim()

/** A key group by its id or label; absent for none. */
export function keyGroupIdOf(text: string): KeyGroupId | undefined {
  const words = text.trim().toLowerCase()
  const all = [...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS]
  return all.find(({ id, label }) => id === words || label.toLowerCase() === words)?.id
}

/** 'Server 2022' for 'server-2022'; the words as they are for a group the tables, with ours, do not hold. */
export function keyGroupLabel(id: string, groups: readonly KeyGroup[] = SEED_HOST_TABLES.groups): string {
  return groups.find((group) => group.id === id)?.label ?? id
}
