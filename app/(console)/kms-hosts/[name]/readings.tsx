'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { LicenseStatus } from '@/lib/activation/observation'
import { statusLabel } from '@/lib/activation/words/labels'
import type { KmsReading } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount } from '@/lib/format/counts'
import { type CounterStep, counterSteps } from './counter-steps'

const columnsOf = (mayReadImports: boolean): readonly Column<CounterStep>[] => [
  { id: 'at', header: 'When', cell: ({ reading }) => <Time at={reading.observedAt} as="dateTime" /> },
  {
    id: 'of',
    header: 'Of',
    cell: ({ reading }) => (reading.application === 'office' ? 'Office' : 'Windows'),
  },
  { id: 'state', header: 'State', cell: ({ reading }) => statusLabel(reading.status) },
  { id: 'count', header: 'Count', numeric: true, cell: ({ reading }) => reading.currentCount ?? '–' },
  { id: 'requests', header: 'Requests since', numeric: true, cell: ({ since }) => requestsWords(since) },
  { id: 'failed', header: 'Refused since', numeric: true, cell: ({ since }) => failedWords(since) },
  {
    id: 'byStatus',
    header: 'By state of who asked',
    soft: true,
    nowrap: true,
    cell: ({ since }) => statusWords(since),
  },
  {
    id: 'source',
    header: 'Source',
    cell: ({ reading: { importId, fileName, line } }) =>
      importId ? (
        <SourceLink importId={importId} fileName={fileName} line={line} mayRead={mayReadImports} />
      ) : (
        '–'
      ),
  },
]

/** What the host said of itself over time. */
export function Readings({ readings, mayReadImports }: { readings: KmsReading[]; mayReadImports: boolean }) {
  return (
    <Section
      id="readings"
      title="Readings"
      hint="What the host said of itself. Its counters are totals, so the difference to the reading before is shown."
    >
      <DataTable
        label="Readings"
        columns={columnsOf(mayReadImports)}
        rows={counterSteps(readings)}
        rowId={({ reading }) => `${reading.observedAt} ${reading.application}`}
        maxHeight="30rem"
      />
    </Section>
  )
}

function requestsWords(since: CounterStep['since']): string {
  if (since === 'first') return '–'
  return since === 'restarted' ? 'counters started again' : formatCount(since.requests)
}

function failedWords(since: CounterStep['since']): string {
  return typeof since === 'object' && since.failed !== null ? formatCount(since.failed) : '–'
}

/** 'Licensed 420, Initial grace period 12' */
function statusWords(since: CounterStep['since']): string {
  if (typeof since !== 'object') return '–'
  const words = Object.entries(since.byStatus).map(
    ([status, count]) => `${statusLabel(status as LicenseStatus)} ${formatCount(count)}`,
  )
  return words.join(', ') || '–'
}
