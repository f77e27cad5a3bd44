import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import { ledgerAnswer } from '@/lib/activation/mak/ledger-sentence'
import { lowCounts } from '@/lib/activation/mak/mak-forecast'
import { balanceOf, grantedBy } from '@/lib/activation/mak/mak-ledger'
import { sayLowCount } from '@/lib/activation/mak/mak-sentence'
import type { Actor } from '@/lib/auth/actor'
import { loadLedgerEntries } from '@/lib/data/mak/ledger-entries'
import { type LedgerView, loadLedger } from '@/lib/data/mak/ledger-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { DriftSection } from './drift-section'
import { EntryTable } from './entry-table'
import { ForecastSection } from './forecast-section'
import {
  CorrectionDialog,
  CountDialog,
  IncreaseDialog,
  PlanDialog,
  RequestDialog,
  RulesDialog,
} from './ledger-dialogs'

/** Entries shown on the key's page; the ledger's own page has all. */
const NEWEST = 8

/**
 * The ledger of a MAK on its key's page: the answer, what to do, the forecast, the drift and the newest entries.
 * Nothing for those who may not read ledgers (the key's page says what they may see) and for other kinds of keys.
 */
export async function LedgerSection({ actor, keyId, now }: { actor: Actor; keyId: string; now: Date }) {
  if (!actor.can('ledger.read')) return null
  const view = await loadLedger(actor, keyId)
  if (!view) return null
  const newest = await loadLedgerEntries(actor, { keyId, limit: NEWEST })
  return (
    <>
      <Section
        id="ledger"
        title="Ledger"
        actions={<LedgerActions view={view} now={now} mayChange={actor.can('ledger.change')} />}
      >
        <Answer view={view} now={now} />
        <OemRule machines={view.oemMachines} />
      </Section>
      <ForecastSection view={view} now={now} />
      <DriftSection view={view} />
      <Section
        id="entries"
        title="Newest entries"
        hint="Entries never change; readings add theirs automatically."
        actions={
          newest.hasOlder && (
            <LinkButton href={paths.ledger(keyId)}>
              All {formatCountOf(view.entries, 'entry', 'entries')}
            </LinkButton>
          )
        }
      >
        {newest.entries.length === 0 ? (
          <EmptyState kind="noData" title="No entries yet">
            Enter what was granted, or import machines that use the key: each use is entered automatically.
          </EmptyState>
        ) : (
          <EntryTable entries={newest.entries} mayReadImports={actor.can('import.read')} />
        )}
      </Section>
    </>
  )
}

/** The answer in words, with what to look out for beneath it. */
export function Answer({ view, now }: { view: LedgerView; now: Date }) {
  // Of a key that is overdrawn it goes without saying.
  const isSaid = grantedBy(view.ledger) === 0 || balanceOf(view.ledger) < 0
  const low = isSaid ? [] : lowCounts(view.ledger, view.rules, now.getTime())
  const { tone, headline, detail } = ledgerAnswer(view.ledger, now.getTime(), low.length > 0)
  return (
    <div
      className={classes(
        'grid gap-1 rounded-md border p-4 md:px-5',
        tone === 'bad' ? 'bg-bad-soft' : undefined,
        tone === 'watch' ? 'bg-watch-soft' : undefined,
        tone === 'ok' ? 'bg-raised' : undefined,
      )}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      <p className="text-title font-semibold tracking-[-0.01em] tabular-nums [text-wrap:balance]">
        {headline}
      </p>
      <p className="max-w-[80ch] tabular-nums">{detail}</p>
      {low.length > 0 && (
        <p className="text-table">
          <span className="font-medium">Runs low. </span>
          {low.map(sayLowCount).join(' ')}
        </p>
      )}
    </div>
  )
}

/** The article's rule, where there are such machines. */
function OemRule({ machines }: { machines: number }) {
  if (machines === 0) return null
  return (
    <Notice>
      <Link href={paths.clients({ channel: 'OEM' })} className="link">
        {formatCountOf(machines, 'machine')}
      </Link>{' '}
      {machines === 1 ? 'runs' : 'run'} on a manufacturer’s preinstalled key. It never counts here; once
      rebuilt with a volume image, each needs an activation of one of our keys.
    </Notice>
  )
}

interface LedgerActionsProps {
  view: LedgerView
  now: Date
  mayChange: boolean
}

function LedgerActions({ view, now, mayChange }: LedgerActionsProps) {
  const { keyId, label, lastFive, agreement, ledger, rules, isRetired } = view
  const disabledReason = mayChange ? undefined : 'Only a licensing admin can change a ledger.'
  const isFirst = grantedBy(ledger) === 0
  const noPlan = isRetired ? 'The key is retired.' : planReason(isFirst)
  return (
    <>
      <IncreaseDialog keyId={keyId} isFirst={isFirst} disabledReason={disabledReason} />
      <CountDialog keyId={keyId} disabledReason={disabledReason} />
      <PlanDialog keyId={keyId} disabledReason={disabledReason ?? noPlan} />
      <CorrectionDialog keyId={keyId} disabledReason={disabledReason} />
      <RulesDialog keyId={keyId} rules={rules} disabledReason={disabledReason} />
      <RequestDialog
        request={{ product: label, lastFive, agreement: agreement ?? undefined, ledger }}
        now={now.getTime()}
      />
    </>
  )
}

const planReason = (isFirst: boolean) =>
  isFirst ? 'Enter the number of activations granted first.' : undefined
