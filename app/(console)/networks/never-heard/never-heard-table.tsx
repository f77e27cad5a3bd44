'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { NeverHeardRow, NeverHeardView } from '@/lib/data/networks/never-heard'
import { whatToDo } from '@/lib/data/networks/never-heard-words'
import { paths } from '@/lib/format/paths'

interface NeverHeardTableProps {
  view: NeverHeardView
  params: { show: string; q: string; after: string }
  now: string
}

/** The computers by name, with what to do about each. */
export function NeverHeardTable({ view, params, now }: NeverHeardTableProps) {
  if (view.rows.length === 0) return <Nothing view={view} params={params} />
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      <Table label="Computers never heard of">
        <TableHead>
          <tr>
            <HeaderCell>Computer</HeaderCell>
            <HeaderCell>Operating system</HeaderCell>
            <HeaderCell>Last logon</HeaderCell>
            <HeaderCell>What to do</HeaderCell>
            <HeaderCell>
              <span className="sr-only">More</span>
            </HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {view.rows.map((row) => (
            <Computer key={row.name} row={row} now={new Date(now)} />
          ))}
        </TableBody>
      </Table>
      <nav aria-label="Pages" className="flex gap-2">
        {params.after !== '' && (
          <LinkButton size="small" href={paths.neverHeard({ show: params.show, q: params.q })}>
            From the start
          </LinkButton>
        )}
        {view.next && (
          <LinkButton
            size="small"
            href={paths.neverHeard({ show: params.show, q: params.q, after: view.next })}
          >
            Next
          </LinkButton>
        )}
      </nav>
    </div>
  )
}

function Computer({ row, now }: { row: NeverHeardRow; now: Date }) {
  return (
    <TableRow>
      <Cell>
        <span className="font-mono whitespace-nowrap">{row.name}</span>
      </Cell>
      <Cell>
        {row.operatingSystem ?? <span className="text-ink-faint">not told</span>}
        {row.operatingSystemVersion && <span className="text-ink-soft"> {row.operatingSystemVersion}</span>}
      </Cell>
      <Cell>
        {row.lastLogonAt ? (
          <Time at={row.lastLogonAt} inList />
        ) : (
          <span className="text-ink-soft">never</span>
        )}
        {row.isDisabled && <span className="text-ink-soft">, disabled</span>}
      </Cell>
      <Cell className="min-w-56">{whatToDo(row, now)}</Cell>
      <Cell className="text-right">
        {row.kind === 'active' && (
          <Link href={paths.clientEye({ name: row.name })} className="link whitespace-nowrap">
            What it asks
          </Link>
        )}
      </Cell>
    </TableRow>
  )
}

function Nothing({ view, params }: Pick<NeverHeardTableProps, 'view' | 'params'>) {
  if (view.computers === 0) {
    return (
      <Card flush>
        <EmptyState
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
      </Card>
    )
  }
  if (params.q !== '' || params.after !== '') {
    return (
      <Card flush>
        <EmptyState
          kind="noMatch"
          title={`No computer here matches “${params.q}”`}
          actions={<LinkButton href={paths.neverHeard({ show: params.show })}>Show all of these</LinkButton>}
        />
      </Card>
    )
  }
  return (
    <Card flush>
      <EmptyState kind="noMatch" title="No computer of this kind">
        Every computer of the directory in this group has been heard of.
      </EmptyState>
    </Card>
  )
}
