import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { sourceOfUpdate } from '@/lib/activation/kms/can-host-activate'
import type { HostUpdate } from '@/lib/activation/kms/key-group-table'
import type { KeyGroup } from '@/lib/activation/kms/key-groups'
import { hostUpdateKey } from '@/lib/activation/reference/own-entry'
import { SourceCell } from './source-cell'

/** What a KMS host key activates. */
export function FoundKeyGroups({ rows, mayChange }: { rows: readonly KeyGroup[]; mayChange: boolean }) {
  return (
    <Table label="KMS host keys">
      <TableHead>
        <tr>
          <HeaderCell>KMS host key</HeaderCell>
          <HeaderCell>Activates</HeaderCell>
          <HeaderCell>Can be installed on</HeaderCell>
          <HeaderCell>Shown by the host as</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <Cell className="font-medium whitespace-nowrap">{row.label}</Cell>
            <Cell className="min-w-64">{activates(row)}</Cell>
            <Cell className="min-w-56">{installsOn(row)}</Cell>
            <Cell className="font-mono whitespace-nowrap">{descriptionOf(row)}</Cell>
            <SourceCell
              kind="keyGroup"
              of={row.id}
              source={`${row.source}, ${row.date}${row.basis === 'unverified' ? '; this row by rule, not listed there' : ''}`}
              own={row.own}
              mayChange={mayChange}
            />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function activates(group: KeyGroup): string {
  if (group.application === 'office') return group.serves
  const { clientsUpTo, serversUpTo, editionGroup } = group
  if (serversUpTo === undefined) return `Clients up to ${clientsUpTo}`
  const upTo = editionGroup === undefined ? '' : `, editions of group ${editionGroup} and below`
  return `Clients up to ${clientsUpTo}, servers up to ${serversUpTo}${upTo}`
}

function installsOn(group: KeyGroup): string {
  if (group.application === 'windows') return group.installsOn.join(', ')
  if (group.installsFrom === undefined) return 'The pages no longer say'
  const also = (group.alsoOn ?? []).map((one) => `; ${one} too`).join('')
  return `${group.installsFrom.server} or ${group.installsFrom.client}, and later${also}`
}

const descriptionOf = (group: KeyGroup) =>
  group.application === 'windows' && group.descriptionChannel !== undefined ? (
    group.descriptionChannel
  ) : (
    <span className="text-ink-faint">–</span>
  )

/** Updates that hosts need before they take the key of a newer version, one row for each pair of versions. */
export function FoundHostUpdates({ rows, mayChange }: { rows: readonly HostUpdate[]; mayChange: boolean }) {
  return (
    <Table label="Host updates">
      <TableHead>
        <tr>
          <HeaderCell>KMS host on</HeaderCell>
          <HeaderCell>To take the key of</HeaderCell>
          <HeaderCell>Needs one of</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {pairsOf(rows).map((row) => (
          <TableRow key={row.key}>
            <Cell className="whitespace-nowrap">{row.host}</Cell>
            <Cell className="whitespace-nowrap">{row.target}</Cell>
            <Cell className="font-mono min-w-40">{row.updates.join(', ')}</Cell>
            <SourceCell
              kind="hostUpdate"
              of={row.key}
              source={row.source}
              own={row.own}
              mayChange={mayChange}
            />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

interface UpdatePair {
  key: string
  host: string
  target: string
  updates: string[]
  source: string
  own: HostUpdate['own']
}

function pairsOf(rows: readonly HostUpdate[]): UpdatePair[] {
  const pairs = new Map<string, UpdatePair>()
  for (const row of rows) {
    const { hosts, targets, update, own } = row
    const { source, date } = sourceOfUpdate(row)
    for (const host of hosts) {
      for (const target of targets) {
        const key = hostUpdateKey(host, target)
        const pair = pairs.get(key) ?? { key, host, target, updates: [], source: `${source}, ${date}`, own }
        pairs.set(key, { ...pair, updates: [...pair.updates, update] })
      }
    }
  }
  return [...pairs.values()]
}
