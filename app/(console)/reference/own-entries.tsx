import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { OwnEntry } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { KIND_WORDS } from './kind-words'

interface OwnEntriesProps {
  entries: readonly OwnEntry[]
  mayChange: boolean
}

/** What this organisation added to the reference or corrected in it; nothing where there is none. */
export function OwnEntries({ entries, mayChange }: OwnEntriesProps) {
  if (entries.length === 0) return null
  return (
    <Section id="own" title="Ours" hint="What was added here, or corrected, beside the published tables.">
      <Table label="Ours">
        <TableHead>
          <tr>
            <HeaderCell>Entry</HeaderCell>
            <HeaderCell>Kind</HeaderCell>
            <HeaderCell>Says</HeaderCell>
            <HeaderCell>Source</HeaderCell>
            <HeaderCell>By</HeaderCell>
            <HeaderCell>When</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={`${entry.kind} ${entry.key}`}>
              <Cell className="min-w-56 [overflow-wrap:anywhere] font-mono">
                <Link href={hrefOf(entry, mayChange)} className="link">
                  {entry.key}
                </Link>
              </Cell>
              <Cell className="whitespace-nowrap">
                {KIND_WORDS[entry.kind].label}
                {entry.mark.corrects && (
                  <span className="text-ink-soft">{entry.kind === 'code' ? ', noted' : ', corrected'}</span>
                )}
              </Cell>
              <Cell className="min-w-64">{ownEntryWords(entry)}</Cell>
              <Cell className="min-w-40 text-ink-soft">
                {entry.mark.source}, {entry.mark.dated}
              </Cell>
              <Cell className="whitespace-nowrap">{entry.mark.by}</Cell>
              <Cell className="whitespace-nowrap">
                <Time at={entry.mark.at} as="date" inList />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}

const hrefOf = ({ kind, key }: OwnEntry, mayChange: boolean) =>
  mayChange
    ? paths.referenceEntry({ kind, key })
    : paths.reference({ q: kind === 'hostUpdate' ? key.replace(' > ', ' ') : key, kind })

function ownEntryWords(entry: OwnEntry): string {
  switch (entry.kind) {
    case 'product':
    case 'keyGroup':
      return entry.value.label
    case 'key':
      return entry.value.family === 'office'
        ? entry.value.name
        : `${entry.value.generation} ${entry.value.name}`
    case 'code':
      return entry.value.note ?? entry.value.remedy ?? entry.value.meaning ?? ''
    case 'event':
      return entry.value.meaning
    case 'hostUpdate':
      return entry.value.updates.length === 0 ? 'No update needed' : entry.value.updates.join(' or ')
  }
}
