'use client'

import NextForm from 'next/form'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { Input } from '@/components/form/input'
import { Button, LinkButton } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { NeverHeardRow, NeverHeardView } from '@/lib/data/networks/never-heard'
import { KIND_WORD, whatToDo } from '@/lib/data/networks/never-heard-words'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface NeverHeardProps {
  view: NeverHeardView
  params: { show: keyof typeof KIND_WORD; q: string; after: string }
}

/** Which of the computers, and a part of their names. */
export function NeverHeardFilter({ view: { counts }, params: { show, q } }: NeverHeardProps) {
  const shown = { ...counts, all: counts.active + counts.stale + counts.other }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <nav aria-label="Which computers" className="flex flex-wrap gap-1">
        {(['active', 'stale', 'other', 'all'] as const).map((kind) => (
          <Link
            key={kind}
            href={paths.neverHeard({ show: kind, q })}
            aria-current={show === kind ? 'page' : undefined}
            className={classes(
              'inline-flex items-center gap-1.5 rounded-md border px-2.5 h-8 text-sm',
              show === kind
                ? 'border-accent bg-accent-soft text-accent-strong font-medium'
                : 'border-line-strong bg-raised hover:bg-hover',
            )}
          >
            {KIND_WORD[kind]}
            <span className="tabular-nums">{formatCount(shown[kind])}</span>
          </Link>
        ))}
      </nav>
      <NextForm action={paths.neverHeard()} className="flex gap-2 grow max-w-md" role="search">
        <input type="hidden" name="show" value={show} />
        <Input
          name="q"
          type="search"
          defaultValue={q}
          aria-label="Part of a name or an operating system"
          placeholder="Name or operating system"
        />
        <Button type="submit">Find</Button>
      </NextForm>
    </div>
  )
}

const COLUMNS: readonly Column<NeverHeardRow>[] = [
  { id: 'name', header: 'Computer', mono: true, nowrap: true, cell: ({ name }) => name },
  {
    id: 'system',
    header: 'Operating system',
    cell: ({ operatingSystem, operatingSystemVersion }) => (
      <>
        {operatingSystem ?? <span className="text-ink-faint">not reported</span>}
        {operatingSystemVersion && <span className="text-ink-soft"> {operatingSystemVersion}</span>}
      </>
    ),
  },
  {
    id: 'logon',
    header: 'Last logon',
    cell: ({ lastLogonAt, isDisabled }) => (
      <>
        {lastLogonAt ? <Time at={lastLogonAt} inList /> : <span className="text-ink-soft">never</span>}
        {isDisabled && <span className="text-ink-soft">, disabled</span>}
      </>
    ),
  },
]

const CLIENT_EYE: Column<NeverHeardRow> = {
  id: 'eye',
  header: 'More',
  headerHidden: true,
  end: true,
  nowrap: true,
  cell: ({ kind, name }) => kind === 'active' && <Link href={paths.clientEye({ name })}>What it asks</Link>,
}

/** The computers by name, with what to do about each. */
export function NeverHeardTable({ view, params, now }: NeverHeardProps & { now: string }) {
  const { show, q, after } = params
  const todo: Column<NeverHeardRow> = {
    id: 'todo',
    header: 'What to do',
    minWidth: '14rem',
    cell: (row) => whatToDo(row, new Date(now)),
  }
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      <DataTable
        label="Computers that never reported"
        columns={[...COLUMNS, todo, CLIENT_EYE]}
        rows={view.rows}
        rowId={({ name }) => name}
        empty={<NoComputer view={view} params={params} />}
      />
      {(after !== '' || view.next) && (
        <nav aria-label="Pages" className="flex gap-2">
          {after !== '' && (
            <LinkButton size="small" href={paths.neverHeard({ show, q })}>
              From the start
            </LinkButton>
          )}
          {view.next && (
            <LinkButton size="small" href={paths.neverHeard({ show, q, after: view.next })}>
              Next
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  )
}

function NoComputer({ view, params: { show, q, after } }: NeverHeardProps) {
  if (view.computers === 0) {
    return (
      <EmptyState
        bare
        kind="noData"
        title="No directory has been read yet"
        actions={
          <LinkButton look="primary" href={paths.directory()}>
            Set up a directory
          </LinkButton>
        }
      >
        The console reads computer objects with their last logon, and shows here those that never reported.
      </EmptyState>
    )
  }
  if (q !== '' || after !== '') {
    return (
      <EmptyState
        bare
        kind="noMatch"
        title={q === '' ? 'No further computer' : `No computer here matches “${q}”`}
        actions={<LinkButton href={paths.neverHeard({ show })}>Show all of these</LinkButton>}
      />
    )
  }
  return (
    <EmptyState bare kind="noMatch" title="No computer of this kind">
      Every computer of this kind in the directory has reported.
    </EmptyState>
  )
}
