'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { ConditionLabel } from '@/components/license/condition-mark'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { IMPORT_CHANGE_WORDS } from '@/lib/data/imports/import-change-words'
import type { ImportChange } from '@/lib/data/imports/import-changes'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

const COLUMNS: readonly Column<ImportChange>[] = [
  {
    id: 'machine',
    header: 'Machine',
    sortKey: 'machine',
    always: true,
    rowHeader: true,
    mono: true,
    minWidth: '12rem',
    cell: ({ machine, kind }) =>
      kind === 'newMachine' ? (
        machine
      ) : (
        <Link href={paths.client(machine)} className="link">
          {machine}
        </Link>
      ),
  },
  {
    id: 'kind',
    header: 'What',
    sortKey: 'kind',
    minWidth: '9rem',
    cell: ({ kind }) => IMPORT_CHANGE_WORDS[kind],
  },
  { id: 'state', header: 'State', minWidth: '14rem', cell: (change) => <States {...change} /> },
  { id: 'product', header: 'Product', minWidth: '10rem', cell: ({ product }) => product ?? nothing },
  { id: 'at', header: 'Newest word', nowrap: true, cell: ({ at }) => <Time at={at} as="dateTime" /> },
]

/** From what to what; one state where it stays. */
function States({ from, to }: ImportChange) {
  if (to === null) return nothing
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {from !== null && from !== to && (
        <>
          <ConditionLabel condition={from} /> <span aria-hidden>→</span>
          <span className="sr-only">becomes</span>
        </>
      )}
      <ConditionLabel condition={to} />
    </span>
  )
}

/** What importing would change: a row a license of a machine. */
export function Changes({ shown }: { shown: ShownList<ImportChange> }) {
  return (
    <Section
      id="changes"
      title="What it would change"
      hint="One row for each license of a machine, by its newest word in the file. What KMS hosts say of themselves is not listed."
    >
      <ListView
        label="What it would change"
        shown={shown}
        columns={COLUMNS}
        rowId={({ no }) => String(no)}
        empty={
          <EmptyState kind="noData" title="No machine changes">
            All that it says of machines is in the record already, or it says nothing of machines.
          </EmptyState>
        }
      />
    </Section>
  )
}
