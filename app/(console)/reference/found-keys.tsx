import Link from 'next/link'
import { MaskedKey } from '@/components/license/masked-key'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { KeyGroup } from '@/lib/activation/kms/key-groups'
import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import { paths } from '@/lib/format/paths'

/** What a KMS host key activates. */
export function FoundKeyGroups({ rows }: { rows: readonly KeyGroup[] }) {
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
            <Cell className="min-w-56 text-ink-soft">
              {row.source}, {row.date}
              {row.basis === 'unverified' && '; this row by rule, not listed there'}
            </Cell>
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
  return `${group.installsFrom.server} or ${group.installsFrom.client}, and later`
}

const descriptionOf = (group: KeyGroup) =>
  group.application === 'windows' && group.descriptionChannel !== undefined ? (
    group.descriptionChannel
  ) : (
    <span className="text-ink-faint">–</span>
  )

const KIND = { gvlk: 'KMS client setup key (GVLK)', avma: 'Key of a virtual machine (AVMA)' } as const

/** Published keys, by their last five alone. */
export function FoundKeys({ rows }: { rows: readonly PublishedKey[] }) {
  return (
    <Table label="Published keys">
      <TableHead>
        <tr>
          <HeaderCell>Last five</HeaderCell>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell>Kind</HeaderCell>
          <HeaderCell>In this fleet</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={`${row.kind} ${row.lastFive}`}>
            <Cell>
              <MaskedKey lastFive={row.lastFive} />
            </Cell>
            <Cell className="min-w-56">
              {row.family === 'office' ? row.name : `${row.generation} ${row.name}`}
            </Cell>
            <Cell className="whitespace-nowrap">{KIND[row.kind]}</Cell>
            <Cell className="whitespace-nowrap">
              <Link href={paths.clients({ key: row.lastFive })} className="link">
                Clients with {row.lastFive}
              </Link>
            </Cell>
            <Cell className="min-w-56 text-ink-soft">
              {row.source}, {row.date}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
