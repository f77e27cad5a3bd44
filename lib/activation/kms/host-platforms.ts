import { releaseRank } from '../product/release-order'
import { SEED_HOST_TABLES } from './host-tables'
import type { KeyGroup, KeyGroupId } from './key-group-table'

const SEED = SEED_HOST_TABLES.groups

/** Every platform some Windows host key can be installed on, newest first. groups: with entries of ours. */
export function hostPlatforms(groups: readonly KeyGroup[] = SEED): string[] {
  const all = groups.flatMap((group) => (group.application === 'windows' ? group.installsOn : []))
  return [...new Set(all)].sort((a, b) => (releaseRank(b) ?? 0) - (releaseRank(a) ?? 0) || a.localeCompare(b))
}

/** Datacenter: Azure Edition, by its name or its edition ID: no KMS host can run on it (planning guide, 11/2024). */
export const isAzureEdition = (platform: string) => /azure edition|ServerTurbine|ServerAzure/i.test(platform)

/** A platform as people write it: 'Server 2019', 'windows server 2019 standard'; absent for one nobody knows. */
export function hostPlatformOf(text: string, groups: readonly KeyGroup[] = SEED): string | undefined {
  if (isAzureEdition(text)) return undefined
  const words = plain(text)
  const found = hostPlatforms(groups).filter((platform) => words.startsWith(plain(platform)))
  return found.sort((a, b) => b.length - a.length)[0]
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\b(windows|microsoft|standard|datacenter|enterprise|edition)\b|\(r\)|®/g, ' ')
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim()

/** A key group by its id or label; absent for none. */
export function keyGroupIdOf(text: string, groups: readonly KeyGroup[] = SEED): KeyGroupId | undefined {
  const words = text.trim().toLowerCase()
  return groups.find(({ id, label }) => id === words || label.toLowerCase() === words)?.id
}

/** 'Server 2022' for 'server-2022'; the words as they are for a group the tables, with ours, do not hold. */
export function keyGroupLabel(id: string, groups: readonly KeyGroup[] = SEED): string {
  return groups.find((group) => group.id === id)?.label ?? id
}
