import { memoryList } from '../lists/memory-list'
import type { DataReader } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import { type KeyRow, loadKeys } from './keys-page'

const KIND_WORDS = { mak: 'MAK', csvlk: 'KMS host key' } as const
const USE_WORDS = { inUse: 'In use', retired: 'Retired' } as const

/** A key with its group in words. */
export type ListedKey = KeyRow & { groupLabel: string | null }

const useOf = ({ retiredAt }: KeyRow) => (retiredAt ? 'retired' : 'inUse')
const runsOutOf = ({ counts }: KeyRow) => counts?.mak?.runsOut ?? null

/** What is left: activations of a MAK, hosts of a host key. */
function leftOf({ counts }: KeyRow): number | null {
  if (counts?.mak) return counts.mak.granted > 0 ? counts.mak.left : null
  return counts?.hosts ? counts.hosts.limit - counts.hosts.used : null
}

/** All keys, with their groups in words. Throws NotPermitted without `key.read`. */
export async function loadListedKeys(reader: DataReader, now: Date): Promise<ListedKey[]> {
  const [{ keys }, { hosts }] = await Promise.all([loadKeys(reader, now), loadReferenceBook(reader)])
  const labels = new Map<string, string>(hosts.groups.map(({ id, label }) => [id, label]))
  return keys.map((key) => ({ ...key, groupLabel: labels.get(key.keyGroup ?? '') ?? null }))
}

/** The keys of the inventory, as filtered and sorted; what is left of each only for those who may read ledgers. */
export const KEYS_LIST = memoryList<ListedKey>({
  name: 'keys',
  permission: 'key.read',
  load: loadListedKeys,
  id: ({ id }) => id,
  search: ({ label, lastFive, groupLabel }) => [label, lastFive, groupLabel],
  sorts: {
    // Those in use first.
    label: (key) => `${useOf(key) === 'inUse' ? 0 : 1} ${key.label}`,
    key: ({ lastFive }) => lastFive,
    machines: ({ machines }) => machines,
    left: leftOf,
    runsOut: (key) => (runsOutOf(key) === 'usedUp' ? '' : runsOutOf(key)),
    seen: ({ lastSeenAt }) => lastSeenAt,
  },
  filters: { kind: ({ kind }) => kind, use: useOf, group: ({ groupLabel }) => groupLabel },
  words: { kind: KIND_WORDS, use: USE_WORDS },
  time: ({ lastSeenAt }) => lastSeenAt,
  columns: [
    { id: 'label', header: 'What it is for', value: ({ label }) => label },
    { id: 'kind', header: 'Kind', value: ({ kind }) => KIND_WORDS[kind] },
    { id: 'use', header: 'In use', value: (key) => USE_WORDS[useOf(key)] },
    { id: 'key', header: 'Last five', value: ({ lastFive }) => lastFive },
    { id: 'group', header: 'Key group', value: ({ groupLabel }) => groupLabel },
    { id: 'machines', header: 'Machines or hosts', value: ({ machines }) => machines },
    { id: 'left', header: 'Left', value: leftOf },
    {
      id: 'left',
      header: 'Granted',
      value: ({ counts }) => counts?.mak?.granted ?? counts?.hosts?.limit ?? null,
    },
    {
      id: 'runsOut',
      header: 'Runs out',
      value: (key) => (runsOutOf(key) === 'usedUp' ? null : runsOutOf(key)),
      kind: 'time',
    },
    { id: 'seen', header: 'Last evidence', value: ({ lastSeenAt }) => lastSeenAt, kind: 'time' },
  ],
})
