import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ConditionLabel } from '@/components/license/condition-mark'
import { SourceLink } from '@/components/license/source-link'
import { Timeline } from '@/components/license/timeline'
import { AsTable } from '@/components/ui/as-table'
import { Card, Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { ActivationAttempt, ClientHistory, StateChange } from '@/lib/data/clients/client-history'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { formatCountOf } from '@/lib/format/counts'
import { attemptWords, timelineOf } from './timeline-rows'

interface HistorySectionProps {
  licenses: readonly ClientLicense[]
  history: ClientHistory
  now: string
  mayReadImports: boolean
}

/** The states over time as a picture, and the same as rows. */
export function HistorySection({ licenses, history, now, mayReadImports }: HistorySectionProps) {
  const time = Date.parse(now)
  const { rows, range } = timelineOf(licenses, history, time)
  return (
    <Section id="history" title="History" hint={summaryOf(history)}>
      <Card className="grid gap-4">
        <section
          aria-label="Timeline"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto"
        >
          <Timeline rows={rows} range={range} now={time} />
        </section>
        {history.attempts.length > 0 && <Legend />}
        <AsTable>
          <DataTable
            label="History as a table"
            columns={columnsOf(mayReadImports)}
            rows={entriesOf(history, licenses)}
            rowId={entryId}
            maxHeight="24rem"
          />
        </AsTable>
      </Card>
    </Section>
  )
}

function summaryOf({ changes, attempts }: ClientHistory): string {
  const failed = attempts.filter((attempt) => !attempt.succeeded).length
  const refusals = failed > 0 ? `, ${failed} of them refused` : ''
  const requests = attempts.length > 0 ? ` and ${formatCountOf(attempts.length, 'request')}${refusals}` : ''
  return `${formatCountOf(changes.length, 'change')} of state${requests} in the last 13 months.`
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
        <span aria-hidden className="h-2.5 w-4 border border-dashed border-line-strong rounded-[2px]" /> to
        come, if nothing new is heard
      </span>
    </p>
  )
}

type Entry = { at: string; product: string; importId: string | null; line: number | null } & (
  | { change: StateChange }
  | { attempt: ActivationAttempt }
)

function entriesOf({ changes, attempts }: ClientHistory, licenses: readonly ClientLicense[]): Entry[] {
  const byId = new Map(licenses.map((license) => [license.id, license.productLabel]))
  const bySlot = new Map(licenses.map((license) => [license.slot, license.productLabel]))
  const entries: Entry[] = [
    ...changes.map((change) => ({ ...sourceOf(change), product: byId.get(change.licenseId) ?? '', change })),
    ...attempts.map((attempt) => ({
      ...sourceOf(attempt),
      product: bySlot.get(attempt.slot ?? '') ?? '',
      attempt,
    })),
  ]
  return entries.toSorted((one, other) => other.at.localeCompare(one.at))
}

function sourceOf({ at, importId, line }: StateChange | ActivationAttempt) {
  return { at, importId, line }
}

const columnsOf = (mayReadImports: boolean): readonly Column<Entry>[] => [
  { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} as="dateTime" /> },
  {
    id: 'what',
    header: 'What',
    cell: (entry) =>
      'change' in entry ? <ChangeWords change={entry.change} /> : attemptWords(entry.attempt),
  },
  { id: 'product', header: 'Product', cell: ({ product }) => product },
  {
    id: 'code',
    header: 'Code',
    mono: true,
    cell: (entry) => ('change' in entry ? entry.change.reason : codeOf(entry.attempt)),
  },
  {
    id: 'source',
    header: 'Source',
    cell: ({ importId, line }) =>
      importId && <SourceLink importId={importId} line={line} mayRead={mayReadImports} />,
  },
]

const entryId = (entry: Entry) =>
  `${entry.at} ${'change' in entry ? entry.change.licenseId : 'request'} ${entry.line}`

const codeOf = (attempt: ActivationAttempt) => (attempt.succeeded ? '' : attempt.code)

function ChangeWords({ change }: { change: StateChange }) {
  return (
    <span className="inline-flex items-center gap-2">
      <ConditionLabel condition={change.to} />
      {change.cause === 'time' && <span className="text-ink-soft">by the passing of time</span>}
    </span>
  )
}
