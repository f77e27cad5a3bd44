import { Suspense } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { saySourceState, saySourceTrouble } from '@/lib/activation/sources/source-sentence'
import type { SourceRow } from '@/lib/data/sources/sources-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { SOURCE_KIND_WORDS, SOURCE_STATE_WORDS } from './source-words'

interface SourcesTableProps {
  sources: readonly SourceRow[]
  /** by `kind name`; counted over the whole fleet, so it comes after the rest */
  machines: Promise<ReadonlyMap<string, number>>
  now: number
}

export function SourcesTable({ sources, machines, now }: SourcesTableProps) {
  const columns: readonly Column<SourceRow>[] = [
    {
      id: 'source',
      header: 'Source',
      rowHeader: true,
      minWidth: '10rem',
      cell: (source) => <Name source={source} />,
    },
    {
      id: 'state',
      header: 'State',
      minWidth: '12rem',
      cell: ({ standing }) => {
        const { word, tone } = SOURCE_STATE_WORDS[standing.state]
        return (
          <span className="grid gap-1 justify-items-start">
            <Badge tone={tone}>{word}</Badge>
            <small>{saySourceState(standing)}</small>
          </span>
        )
      },
    },
    {
      id: 'newest',
      header: 'Newest word',
      nowrap: true,
      cell: ({ newestAt, newestImportId }) => {
        if (!newestAt) return 'none yet'
        const time = <Time at={newestAt} />
        return newestImportId ? <Link href={paths.import(newestImportId)}>{time}</Link> : time
      },
    },
    {
      id: 'machines',
      header: 'Machines',
      numeric: true,
      explanation:
        'Machines whose main license this source told last; of a directory, the computers it lists.',
      cell: (source) => (
        <Suspense fallback="…">
          <Machines source={source} machines={machines} />
        </Suspense>
      ),
    },
    {
      id: 'week',
      header: 'Last 7 days',
      numeric: true,
      explanation: 'Observations received, usable ones only.',
      cell: ({ kind, observations }) => (isAsked(kind) ? '' : formatCount(observations)),
    },
    { id: 'programs', header: 'Programs', minWidth: '10rem', cell: (source) => <Programs source={source} /> },
    {
      id: 'troubles',
      header: 'What needs somebody',
      minWidth: '18rem',
      cell: (source) => <Troubles source={source} now={now} />,
    },
  ]
  return (
    <DataTable
      label="Sources"
      columns={columns}
      rows={sources}
      rowId={({ kind, name }) => `${kind} ${name}`}
    />
  )
}

const isAsked = (kind: SourceRow['kind']) => kind === 'directory' || kind === 'discovery'

/** Links to what the source brought, where the list of imports can show it alone. */
function Name({ source: { kind, name } }: { source: SourceRow }) {
  const words = <strong>{name}</strong>
  const href = hrefOf(kind, name)
  return (
    <>
      {href ? <Link href={href}>{words}</Link> : words}
      <small>{SOURCE_KIND_WORDS[kind]}</small>
    </>
  )
}

function hrefOf(kind: SourceRow['kind'], name: string): string | undefined {
  switch (kind) {
    case 'token':
    case 'folder':
      return paths.imports({ source: name })
    case 'directory':
      return paths.directory()
    case 'discovery':
      return paths.discovery()
    case 'person':
    case 'sample':
      return undefined
  }
}

async function Machines({
  source,
  machines,
}: {
  source: SourceRow
  machines: SourcesTableProps['machines']
}) {
  const { kind, name, listed } = source
  if (kind === 'discovery') return ''
  return formatCount(listed ?? (await machines).get(`${kind} ${name}`) ?? 0)
}

const SHOWN_PROGRAMS = 3

function Programs({ source: { agents } }: { source: SourceRow }) {
  const more = agents.length - SHOWN_PROGRAMS
  return (
    <>
      {agents.slice(0, SHOWN_PROGRAMS).map(({ agent, posts, lastAt }) => (
        <span key={agent} className="block">
          {agent}
          <small>
            {formatCount(posts)} {posts === 1 ? 'post' : 'posts'}, last <Time at={lastAt} />
          </small>
        </span>
      ))}
      {more > 0 && <small>and {formatCount(more)} more</small>}
    </>
  )
}

function Troubles({ source, now }: { source: SourceRow; now: number }) {
  return source.troubles.map((one) => {
    const { trouble } = one
    const href = hrefOfTrouble(source, one)
    return (
      <span
        key={trouble.kind + ('token' in trouble ? trouble.token : '')}
        className="block max-w-[60ch] whitespace-normal"
      >
        {saySourceTrouble(trouble, now)}
        {href && (
          <>
            {' '}
            <Link href={href} className="link">
              {'count' in trouble && trouble.count > 1 ? 'Show them' : 'Show it'}
            </Link>
          </>
        )}
      </span>
    )
  })
}

/** Where the imports are that a trouble speaks of: of a source those alone, else the newest. */
function hrefOfTrouble(
  { kind, name }: SourceRow,
  { trouble, importId }: SourceRow['troubles'][number],
): string | undefined {
  if (!importId) return undefined
  const hasList = kind === 'token' || kind === 'folder'
  if (hasList && trouble.kind === 'waiting') return paths.imports({ source: name, state: 'asks' })
  if (hasList && trouble.kind === 'failed')
    return paths.imports({ source: name, state: 'failed,unrecognised' })
  return paths.import(importId)
}
