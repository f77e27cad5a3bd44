'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { MaskedKey } from '@/components/license/masked-key'
import { ExchangeCountsLine } from '@/components/offline/exchange-mark'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import { packageNextStep } from '@/lib/activation/offline/package-sentence'
import type { PackageListRow } from '@/lib/data/exchange/packages-list'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

const COLUMNS: readonly Column<PackageListRow>[] = [
  {
    id: 'package',
    header: 'Package',
    sortKey: 'package',
    startsDescending: true,
    always: true,
    nowrap: true,
    cell: ({ number }) => (
      <Link href={paths.exchange(number)}>
        <strong>Package {number}</strong>
      </Link>
    ),
  },
  { id: 'machines', header: 'Machines', cutShort: true, cell: (row) => <Machines row={row} /> },
  { id: 'mak', header: 'MAK', cell: ({ lastFive }) => <MaskedKey lastFive={lastFive} /> },
  {
    id: 'state',
    header: 'State',
    minWidth: '10rem',
    cell: ({ counts }) => <ExchangeCountsLine counts={counts} />,
  },
  { id: 'next', header: 'Next', minWidth: '18rem', cell: (row) => <NextStep row={row} /> },
  {
    id: 'due',
    header: 'Due',
    sortKey: 'due',
    nowrap: true,
    cell: ({ dueAt }) => <Time at={dueAt} as="date" inList />,
  },
  {
    id: 'prepared',
    header: 'Prepared',
    sortKey: 'prepared',
    startsDescending: true,
    nowrap: true,
    cell: ({ preparedAt, preparedBy }) => (
      <>
        <Time at={preparedAt} as="short" inList />
        <small>by {preparedBy}</small>
      </>
    ),
  },
]

/** Packages with the state of their machines and what is to be done next. */
export function PackageTable({ shown }: { shown: ShownList<PackageListRow> }) {
  return (
    <ListView
      label="Packages"
      shown={shown}
      columns={COLUMNS}
      rowId={({ number }) => String(number)}
      density="roomy"
      empty={
        <EmptyState
          kind="noData"
          title="No packages yet"
          actions={<LinkButton href={paths.imports()}>Import readings</LinkButton>}
        >
          Import the output of slmgr.vbs /dlv from the machines of the isolated network (it has the
          installation ID), add their MAK under Keys, then prepare a package.
        </EmptyState>
      }
    />
  )
}

function Machines({ row: { machine, machines, method } }: { row: PackageListRow }) {
  return (
    <>
      {machine ? <span className="font-mono">{machine}</span> : formatCountOf(machines, 'machine')}
      {method === 'phone' && <small>by phone or portal</small>}
    </>
  )
}

function NextStep({ row }: { row: PackageListRow }) {
  const now = useNow().getTime()
  return packageNextStep({ ...row, isByPhone: row.method === 'phone' }, now)
}
