'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnEntry } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { KIND_WORDS, textOfKey } from './reference-words'

const columnsOf = (mayChange: boolean): readonly Column<OwnEntry>[] => [
  {
    id: 'entry',
    header: 'Entry',
    mono: true,
    minWidth: '14rem',
    cell: ({ kind, key }) => (
      <Link
        href={mayChange ? paths.referenceEntry({ kind, key }) : paths.reference({ q: textOfKey(key), kind })}
        className="[overflow-wrap:anywhere]"
      >
        {key}
      </Link>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    nowrap: true,
    cell: ({ kind, mark }) => (
      <>
        {KIND_WORDS[kind].label}
        {mark.corrects && (
          <span className="text-ink-soft">{kind === 'code' ? ', noted' : ', corrected'}</span>
        )}
      </>
    ),
  },
  { id: 'content', header: 'Content', minWidth: '16rem', cell: contentOf },
  {
    id: 'source',
    header: 'Source',
    soft: true,
    minWidth: '10rem',
    cell: ({ mark }) => `${mark.source}, ${mark.dated}`,
  },
  { id: 'by', header: 'By', nowrap: true, cell: ({ mark }) => mark.by },
  { id: 'at', header: 'When', nowrap: true, cell: ({ mark }) => <Time at={mark.at} as="date" inList /> },
]

/** What this organisation added to the reference or corrected in it; nothing where there is none. */
export function OwnEntries({ entries, mayChange }: { entries: readonly OwnEntry[]; mayChange: boolean }) {
  if (entries.length === 0) return null
  return (
    <Section
      id="own"
      title="Our entries"
      hint="What was added or corrected here, beside the published tables."
    >
      <DataTable
        label="Our entries"
        columns={columnsOf(mayChange)}
        rows={entries}
        rowId={({ kind, key }) => `${kind} ${key}`}
      />
    </Section>
  )
}

function contentOf(entry: OwnEntry): string {
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
    case 'cloudHost':
      return entry.value.cloud
    case 'hostUpdate':
      return entry.value.updates.length === 0 ? 'No update needed' : entry.value.updates.join(' or ')
  }
}
