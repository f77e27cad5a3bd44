import type { HostState } from '@/lib/activation/kms/host-state'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadHostRows } from '../kms-hosts/inventory'
import { listedHost } from '../kms-hosts/kms-hosts-list'
import { loadReferenceBook } from '../reference/own-entries'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

const OURS: Readonly<Record<HostState, string>> = {
  inService: 'Ours',
  neverSeen: 'Ours, never seen',
  unknown: 'Unknown',
  cloud: 'Of a cloud',
  retired: 'Ours, retired',
  retiredInUse: 'Ours, retired and still used',
}

/** R9: every KMS host that was registered or seen, and whether it is ours. */
export const loadKmsHostReport: ReportLoader = async (reader, { now }) => {
  const [found, { hosts: tables }] = await Promise.all([loadHostRows(now), loadReferenceBook(reader)])
  const hosts = found
    .map((host) => listedHost(host, tables.groups, now))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
  const of = (state: HostState) => hosts.filter((host) => host.state === state)
  const unknown = of('unknown')
  const stillUsed = of('retiredInUse')
  const clientsOf = (list: typeof hosts) =>
    formatCountOf(
      sum(list, ({ clients }) => clients),
      'machine',
    )
  return {
    answer: `${formatCountOf(hosts.length, 'KMS host')} ${hosts.length === 1 ? 'is' : 'are'} known: ${of('inService').length} in service, ${of('cloud').length} of a cloud, ${unknown.length} unknown (${clientsOf(unknown)}), ${stillUsed.length} retired and still used.`,
    tables: [
      {
        title: 'KMS hosts',
        columns: columns(
          ['KMS host', 'kmsHost'],
          'Whose',
          'State',
          'Key group',
          'Version',
          ['Port', 'number'],
          'Zones that name it',
          ['Clients', 'count'],
          ['Requests, 30 days', 'count'],
          ['Last request', 'time'],
          ['Last heard', 'time'],
        ),
        rows: hosts.map((host) => [
          { value: host.name, href: paths.kmsHost(host.name) },
          OURS[host.state],
          host.word,
          host.keyGroups || null,
          host.registration?.platform ?? null,
          host.registration?.port ?? host.services[0]?.port ?? null,
          (host.sightings.find(({ source, isGone }) => source === 'srv' && !isGone)?.seenIn ?? []).join(
            ' ',
          ) || null,
          host.clients,
          host.requests30,
          host.lastRequestAt,
          host.lastSeenAt,
        ]),
        total: [
          'All',
          null,
          null,
          null,
          null,
          null,
          null,
          sum(hosts, ({ clients }) => clients),
          sum(hosts, ({ requests30 }) => requests30),
        ],
        empty: 'No KMS host is known yet.',
      },
    ],
    notes: [
      'A host that no machine names, no record points to and no file tells of is not found by any of this.',
    ],
  }
}
