import { keyGroupsOf } from '@/lib/activation/kms/host-key-groups'
import { keyGroupLabel } from '@/lib/activation/kms/host-platforms'
import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { memoryList } from '../lists/memory-list'
import { loadReferenceBook } from '../reference/own-entries'
import type { KmsHostRow } from './host-shapes'
import { loadHostRows } from './inventory'

/** A host with how it stands and what its keys may activate, in words. */
export type ListedHost = KmsHostRow & { word: string; keyGroups: string }

/** The names of key groups come from tables that stay on the server. */
export const listedHost = (host: KmsHostRow, groups: readonly KeyGroup[], now: Date): ListedHost => ({
  ...host,
  word: hostWords(host, now).word,
  keyGroups: keyGroupsOf(host, groups)
    .map((id) => keyGroupLabel(id, groups))
    .join(', '),
})

/** The KMS hosts, as filtered and sorted. */
export const KMS_HOSTS_LIST = memoryList<ListedHost>({
  name: 'kmsHosts',
  permission: 'kmsHost.read',
  async load(reader, now) {
    const [rows, { hosts }] = await Promise.all([loadHostRows(now), loadReferenceBook(reader)])
    return rows.map((row) => listedHost(row, hosts.groups, now))
  },
  id: ({ name }) => name,
  search: ({ names, registration }) => [
    ...names,
    ...(registration?.addresses ?? []),
    registration?.owner,
    registration?.site,
  ],
  sorts: {
    host: ({ name }) => name,
    state: ({ word }) => word,
    clients: ({ clients }) => clients,
    lastRequest: ({ lastRequestAt }) => lastRequestAt,
    requests: ({ requests30 }) => requests30,
    site: ({ registration }) => registration?.site ?? null,
  },
  filters: {
    state: ({ word }) => word,
    site: ({ registration }) => registration?.site ?? null,
    owner: ({ registration }) => registration?.owner ?? null,
  },
  time: ({ lastRequestAt }) => lastRequestAt,
  columns: [
    { id: 'host', header: 'KMS host', value: ({ name }) => name },
    { id: 'host', header: 'Other names', value: ({ names }) => names.slice(1).join(' ') },
    { id: 'state', header: 'State', value: ({ word }) => word },
    { id: 'platform', header: 'Platform', value: ({ registration }) => registration?.platform ?? null },
    { id: 'keyGroup', header: 'Key group', value: ({ keyGroups }) => keyGroups },
    { id: 'keyGroup', header: 'Last five', value: ({ services }) => services[0]?.lastFive ?? null },
    { id: 'count', header: 'Windows count', value: countOf('windows', 'currentCount') },
    { id: 'count', header: 'Windows need', value: countOf('windows', 'neededCount') },
    { id: 'count', header: 'Office count', value: countOf('office', 'currentCount') },
    { id: 'count', header: 'Office need', value: countOf('office', 'neededCount') },
    { id: 'clients', header: 'Clients', value: ({ clients }) => clients },
    { id: 'lastRequest', header: 'Last request', value: ({ lastRequestAt }) => lastRequestAt, kind: 'time' },
    { id: 'dns', header: 'Zones', value: zonesOf },
    { id: 'requests', header: 'Requests, 30 days', value: ({ requests30 }) => requests30 },
    { id: 'requests', header: 'Refused, 30 days', value: ({ failed30 }) => failed30 },
    { id: 'site', header: 'Site', value: ({ registration }) => registration?.site ?? null, optional: true },
    {
      id: 'owner',
      header: 'Owner',
      value: ({ registration }) => registration?.owner ?? null,
      optional: true,
    },
  ],
})

function countOf(application: 'windows' | 'office', figure: 'currentCount' | 'neededCount') {
  return ({ services }: ListedHost) => {
    const service = services.find((one) => one.application === application && one.currentCount !== null)
    return service?.[figure] ?? null
  }
}

function zonesOf({ sightings }: ListedHost): string {
  return (sightings.find(({ source, isGone }) => source === 'srv' && !isGone)?.seenIn ?? []).join(' ')
}
