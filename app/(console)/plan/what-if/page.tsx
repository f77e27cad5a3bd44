import type { Metadata } from 'next'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { loadWhatIfChoices } from '@/lib/data/whatif/what-if-choices'
import { loadWhatIfRuns, type WhatIfRun } from '@/lib/data/whatif/what-if-store'
import { paths } from '@/lib/format/paths'
import { QuestionForm } from './question-form'
import { STATE_WORDS } from './state-words'

export const metadata: Metadata = { title: 'What if' }

const COLUMNS: readonly Column<WhatIfRun>[] = [
  {
    id: 'question',
    header: 'What if',
    rowHeader: true,
    grow: true,
    minWidth: '18rem',
    cell: ({ id, title }) => <Link href={paths.whatIfRun(id)}>{title}</Link>,
  },
  {
    id: 'state',
    header: 'Answer',
    nowrap: true,
    cell: ({ state, progress }) =>
      state === 'running' ? `${STATE_WORDS[state]}, ${progress} %` : STATE_WORDS[state],
  },
  { id: 'by', header: 'Asked by', nowrap: true, cell: ({ askedBy }) => askedBy },
  { id: 'at', header: 'Asked', nowrap: true, cell: ({ askedAt }) => <Time at={askedAt} /> },
]

export default async function WhatIfPage() {
  const actor = await requireActor('plan.read')
  const [runs, choices] = await Promise.all([loadWhatIfRuns(actor), loadWhatIfChoices(actor)])
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="What if"
        description="Changes to hosts, networks or machines, carried forward from the fleet as it is known: who lapses, when and why, and what to do in which order."
        actions={<LinkButton href={paths.plan()}>The plan</LinkButton>}
      />
      {actor.can('plan.change') && (
        <Section
          title="Ask"
          hint="Changes can be combined. Nothing is done: an answer only says what would come of it."
        >
          <QuestionForm choices={choices} today={new Date().toISOString().slice(0, 10)} />
        </Section>
      )}
      <Section title="Asked">
        <DataTable
          label="Questions asked"
          columns={COLUMNS}
          rows={runs}
          rowId={({ id }) => id}
          empty={
            <EmptyState kind="noData" title="Nothing has been asked yet">
              {actor.can('plan.change')
                ? 'Ask above, such as what becomes of the fleet without one of its KMS hosts.'
                : 'A licensing admin can ask.'}
            </EmptyState>
          }
        />
      </Section>
    </div>
  )
}
