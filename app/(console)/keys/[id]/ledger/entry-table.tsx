'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { SourceLink } from '@/components/license/source-link'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { entryWords } from '@/lib/activation/mak/entry-words'
import type { EntryView } from '@/lib/data/mak/ledger-entries'
import { formatChange, formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const COLUMNS: readonly Column<EntryView>[] = [
  { id: 'no', header: 'No.', numeric: true, soft: true, cell: ({ no }) => no },
  { id: 'at', header: 'When', nowrap: true, cell: ({ at }) => <Time at={at} as="date" inList /> },
  { id: 'what', header: 'What', minWidth: '12rem', cell: whatOf },
  {
    id: 'machine',
    header: 'Machine',
    mono: true,
    nowrap: true,
    cell: ({ machine, client }) =>
      client === null ? (machine ?? nothing) : <Link href={paths.client(client)}>{machine}</Link>,
  },
  {
    id: 'change',
    header: 'Change',
    numeric: true,
    // A count of Microsoft changes nothing.
    cell: ({ change, kind }) => (kind === 'microsoftCount' ? nothing : formatChange(change)),
  },
  {
    id: 'leftThen',
    header: 'Left after',
    numeric: true,
    cell: ({ leftThen }) =>
      leftThen < 0 ? (
        <span className="font-medium text-bad">{formatChange(leftThen)}</span>
      ) : (
        formatCount(leftThen)
      ),
  },
]

interface EntryTableProps {
  entries: readonly EntryView[]
  mayReadImports: boolean
}

/** Entries of a ledger, the newest on top; each leads to its machine and the line it came from. */
export function EntryTable({ entries, mayReadImports }: EntryTableProps) {
  const source: Column<EntryView> = {
    id: 'source',
    header: 'Who and from where',
    nowrap: true,
    cell: (entry) => sourceOf(entry, mayReadImports),
  }
  return (
    <DataTable
      label="Entries"
      columns={[...COLUMNS, source]}
      rows={entries}
      rowId={({ no }) => String(no)}
      rowProps={({ no }) => ({ id: `entry-${no}` })}
    />
  )
}

function whatOf(entry: EntryView) {
  const { name, note } = entryWords(entry)
  return (
    <>
      {entry.takenBackBy === null ? name : <s className="decoration-ink-soft">{name}</s>}
      {note && <small>{note}</small>}
      {entry.reason && <small className="max-w-[52ch]">{entry.reason}</small>}
    </>
  )
}

/** Where an entry comes from that no import holds. */
const SOURCE_WORDS: Readonly<Record<string, string>> = {
  observation: 'Observed',
  plan: 'Planned',
  person: 'By hand',
  exchange: 'Offline activation',
  VAMT: 'VAMT',
  portal: 'Licensing portal',
  phone: 'Phone',
}

function sourceOf(entry: EntryView, mayRead: boolean) {
  const { importId, fileName, line, source, isObserved, actorName } = entry
  if (importId !== null) return <SourceLink {...{ importId, fileName, line, mayRead }} />
  const by = isObserved || source === 'observation' ? '' : `, ${actorName}`
  return (
    <span className="text-ink-soft">
      {SOURCE_WORDS[source] ?? source}
      {by}
    </span>
  )
}
