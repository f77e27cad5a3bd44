'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ConditionLabel } from '@/components/license/condition-mark'
import { SourceLink } from '@/components/license/source-link'
import { Timeline } from '@/components/license/timeline'
import { AsTable } from '@/components/ui/as-table'
import { Card, Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { HistoryEntry, HistoryView } from './timeline-rows'

interface HistorySectionProps {
  history: HistoryView
  mayReadImports: boolean
}

/** The states over time as a picture, and the same as rows. */
export function HistorySection({ history, mayReadImports }: HistorySectionProps) {
  const { summary, rows, range, now, entries } = history
  return (
    <Section id="history" title="History" hint={summary}>
      <Card className="grid gap-4 grid-cols-[minmax(0,1fr)]">
        <section
          aria-label="Timeline"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto"
        >
          <Timeline rows={rows} range={range} now={now} />
        </section>
        {rows.some(({ ticks }) => ticks.length > 0) && <Legend />}
        <AsTable>
          <DataTable
            label="History as a table"
            columns={columnsOf(mayReadImports)}
            rows={entries}
            rowId={({ id }) => id}
            maxHeight="24rem"
          />
        </AsTable>
      </Card>
    </Section>
  )
}

function Legend() {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="h-2 w-0.5 bg-ink-faint" /> activated or renewed
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="size-2 rotate-45 bg-warn" /> refused
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="h-2.5 w-4 border border-dashed border-line-strong rounded-[2px]" />{' '}
        expected if nothing new is reported
      </span>
    </p>
  )
}

const columnsOf = (mayReadImports: boolean): readonly Column<HistoryEntry>[] => [
  { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} as="dateTime" /> },
  {
    id: 'what',
    header: 'What',
    cell: (entry) =>
      'words' in entry ? (
        entry.words
      ) : (
        <span className="inline-flex items-center gap-2">
          <ConditionLabel condition={entry.to} />
          {entry.isByTime && <span className="text-ink-soft">because time passed</span>}
        </span>
      ),
  },
  { id: 'product', header: 'Product', cell: ({ product }) => product },
  { id: 'code', header: 'Code', mono: true, cell: ({ code }) => code },
  {
    id: 'source',
    header: 'Source',
    cell: ({ importId, line }) =>
      importId && <SourceLink importId={importId} line={line} mayRead={mayReadImports} />,
  },
]
