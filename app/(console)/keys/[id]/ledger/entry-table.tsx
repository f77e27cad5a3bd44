import { SourceLink } from '@/components/license/source-link'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { entryWords } from '@/lib/activation/mak/entry-words'
import type { EntryView } from '@/lib/data/mak/ledger-entries'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { sourceWords } from './source-words'

interface EntryTableProps {
  entries: EntryView[]
  mayReadImports: boolean
}

/** Entries of a ledger, the newest on top; each leads to its machine and the line it came from. */
export function EntryTable({ entries, mayReadImports }: EntryTableProps) {
  return (
    <Table label="Entries">
      <TableHead>
        <tr>
          <HeaderCell numeric>No</HeaderCell>
          <HeaderCell>When</HeaderCell>
          <HeaderCell>What</HeaderCell>
          <HeaderCell>Machine</HeaderCell>
          <HeaderCell numeric>Change</HeaderCell>
          <HeaderCell numeric>Left then</HeaderCell>
          <HeaderCell>Who and from where</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.no} id={`entry-${entry.no}`}>
            <Cell numeric className="text-ink-soft">
              {entry.no}
            </Cell>
            <Cell>
              <Time at={entry.at} as="date" inList />
            </Cell>
            <WhatCell entry={entry} />
            <Cell className="whitespace-nowrap">
              <Machine entry={entry} />
            </Cell>
            <ChangeCell entry={entry} />
            <Cell numeric className={entry.leftThen < 0 ? 'text-bad font-medium' : undefined}>
              {signed(entry.leftThen)}
            </Cell>
            <Cell className="whitespace-nowrap">
              <Source entry={entry} mayReadImports={mayReadImports} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function WhatCell({ entry }: { entry: EntryView }) {
  const { name, note } = entryWords(entry)
  return (
    <Cell className="min-w-48">
      <span className={classes('block', entry.takenBackBy !== null && 'line-through decoration-ink-soft')}>
        {name}
      </span>
      {note && <span className="block text-xs text-ink-soft">{note}</span>}
      {entry.reason && <span className="block text-xs text-ink-soft max-w-[52ch]">{entry.reason}</span>}
    </Cell>
  )
}

function Machine({ entry: { machine, client } }: { entry: EntryView }) {
  if (machine === null) return <span className="text-ink-faint">–</span>
  if (client === null) return <span className="font-mono">{machine}</span>
  return (
    <Link href={paths.client(client)} className="link font-mono text-ink">
      {machine}
    </Link>
  )
}

const signed = (count: number) => (count < 0 ? `−${formatCount(-count)}` : formatCount(count))

/** Signed; a count of Microsoft changes nothing and has none. */
function ChangeCell({ entry: { change, kind } }: { entry: EntryView }) {
  if (kind === 'microsoftCount') return <Cell numeric>–</Cell>
  const sign = change > 0 ? '+' : '−'
  return <Cell numeric>{change === 0 ? '0' : `${sign}${formatCount(Math.abs(change))}`}</Cell>
}

function Source({ entry, mayReadImports }: { entry: EntryView; mayReadImports: boolean }) {
  if (entry.importId !== null) {
    return (
      <SourceLink
        importId={entry.importId}
        fileName={entry.fileName}
        line={entry.line}
        mayRead={mayReadImports}
      />
    )
  }
  const by = entry.isObserved || entry.source === 'observation' ? '' : `, ${entry.actorName}`
  return (
    <span className="text-ink-soft">
      {sourceWords(entry.source)}
      {by}
    </span>
  )
}
