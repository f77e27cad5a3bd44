import type { Metadata } from 'next'
import NextForm from 'next/form'
import type { SearchParams } from 'nuqs/server'
import { EmptyState } from '@/components/feedback/empty-state'
import { Input } from '@/components/form/input'
import { PageHeader } from '@/components/layout/page-header'
import { Button, DownloadButton, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { attemptsSentence } from '@/lib/activation/collection/attempts-sentence'
import { COLLECTION_OUTCOMES, OUTCOMES } from '@/lib/activation/collection/outcome-table'
import { requireActor } from '@/lib/auth/actor'
import { type AttemptsView, loadAttempts } from '@/lib/data/collection/attempts'
import { ROUNDS, type Round, SILENT_DAYS } from '@/lib/data/collection/next-round'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { AttemptsTable } from './attempts-table'
import { loadAttemptsParams } from './search-params'

export const metadata: Metadata = { title: 'Collection attempts' }

export default async function AttemptsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadAttemptsParams(searchParams)
  const outcome = params.outcome ?? undefined
  const actor = await requireActor('fleet.read')
  const view = await loadAttempts(actor, { ...params, outcome })
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Collection attempts"
        description={attemptsSentence(view.counts)}
        actions={
          actor.can('import.read') && (
            <LinkButton href={paths.collector({ way: 'agentless' })}>How to collect</LinkButton>
          )
        }
      />
      <OutcomeTabs view={view} {...params} />
      {outcome && OUTCOMES[outcome].remedy && (
        <div className="grid gap-2">
          <p className="max-w-[72ch]">{OUTCOMES[outcome].remedy}</p>
          {OUTCOMES[outcome].command && <CommandLine command={OUTCOMES[outcome].command} />}
        </div>
      )}
      <NextForm action={paths.attempts()} className="flex gap-2 max-w-md" role="search">
        {outcome && <input type="hidden" name="outcome" value={outcome} />}
        <Input
          name="q"
          type="search"
          defaultValue={params.q}
          aria-label="Part of a name"
          placeholder="Name"
        />
        <Button type="submit">Find</Button>
      </NextForm>
      <AttemptsTable
        rows={view.rows}
        empty={
          <EmptyState bare kind="noMatch" title="No attempt here">
            Each machine that a collector reads, or tries to read, appears with how it ended.
          </EmptyState>
        }
      />
      {view.next && (
        <nav aria-label="Pages">
          <LinkButton size="small" href={paths.attempts({ outcome, q: params.q, after: view.next })}>
            Next
          </LinkButton>
        </nav>
      )}
      <Section
        id="next-round"
        title="Lists for the next round"
        hint="Names for Collect-Activation.ps1 -From, one a line."
      >
        <div className="flex flex-wrap gap-2">
          {ROUNDS.map((round) => (
            <DownloadButton
              key={round}
              href={paths.api.round(round)}
              disabledReason={actor.can('fleet.export') ? undefined : 'Your role does not let you export.'}
            >
              {ROUND_WORDS[round]}
            </DownloadButton>
          ))}
        </div>
      </Section>
    </div>
  )
}

const ROUND_WORDS: Readonly<Record<Round, string>> = {
  failed: 'Last attempt failed',
  neverReported: 'Never reported',
  silent: `Silent for ${SILENT_DAYS} days`,
}

interface OutcomeTabsProps {
  view: AttemptsView
  outcome: string | null
  q: string
}

/** Outcomes that occur, and the chosen one. */
function OutcomeTabs({ view: { counts }, outcome, q }: OutcomeTabsProps) {
  const shown = COLLECTION_OUTCOMES.filter((one) => counts[one] !== undefined || one === outcome)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <LinkTabs label="Outcome">
      <LinkTab href={paths.attempts({ q })} current={outcome === null} count={formatCount(all)}>
        All
      </LinkTab>
      {shown.map((one) => (
        <LinkTab
          key={one}
          href={paths.attempts({ outcome: one, q })}
          current={one === outcome}
          count={formatCount(counts[one] ?? 0)}
        >
          {`${OUTCOMES[one].words.charAt(0).toUpperCase()}${OUTCOMES[one].words.slice(1)}`}
        </LinkTab>
      ))}
    </LinkTabs>
  )
}
