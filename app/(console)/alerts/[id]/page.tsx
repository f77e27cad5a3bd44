import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AlertLines } from '@/components/alerts/alert-lines'
import { AlertObject } from '@/components/alerts/alert-object'
import { SeverityMark } from '@/components/alerts/severity-mark'
import { ChartFigure } from '@/components/charts/chart-figure'
import { EvidenceChart } from '@/components/charts/charts'
import { SeriesTable } from '@/components/charts/series-table'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { filledIn, kindOfRule, withLimits } from '@/lib/activation/alert/alert-table'
import { CLOSING_WORDS, SEVERITY_WORDS, STATE_WORDS, STEP_WORDS } from '@/lib/activation/alert/alert-words'
import { requireActor } from '@/lib/auth/actor'
import { type AlertStepRow, type AlertView, loadAlert } from '@/lib/data/alerts/alert-page'
import { formatCountOf } from '@/lib/format/counts'
import { formatDateTime } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { AlertActions, NoteDialog } from '../alert-dialogs'
import { EvidenceFacts } from './evidence-facts'

interface AlertPageProps {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Alert' }

export default async function AlertPage({ params }: AlertPageProps) {
  const { id } = await params
  const actor = await requireActor('alert.read')
  const alert = /^\d{1,9}$/.test(id) ? await loadAlert(actor, Number(id), new Date()) : undefined
  if (!alert) notFound()
  const isOpen = alert.state !== 'closed'
  return (
    <div className="grid gap-8 max-w-[72rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={alert.text}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <SeverityMark severity={alert.severity} />
            <Badge>{STATE_WORDS[alert.state]}</Badge>
            <span>
              since <Time at={alert.openedAt} />
            </span>
          </span>
        }
        actions={
          isOpen && (
            <>
              {actor.can('alert.note') && <NoteDialog id={alert.id} />}
              {actor.can('alert.act') && <AlertActions ids={[alert.id]} people={alert.people} />}
            </>
          )
        }
      />
      <Silence alert={alert} />
      <What alert={alert} />
      <Todo alert={alert} />
      <OverTime alert={alert} />
      {alert.silenced > 0 && (
        <Section
          id="silences"
          title={`Silences ${formatCountOf(alert.silenced, 'alert')}`}
          hint="They follow from this one and end with it."
        >
          <Card>
            <AlertLines alerts={alert.silences} />
          </Card>
        </Section>
      )}
      <History steps={alert.steps} id={alert.id} />
    </div>
  )
}

function Silence({ alert }: { alert: AlertView }) {
  const { cause, state, snoozedUntil } = alert
  if (cause) {
    return (
      <Notice title="Silenced by its cause">
        <Link href={paths.alert(cause.id)} className="link">
          {cause.text}
        </Link>
        . It ends with that alert.
      </Notice>
    )
  }
  if (state === 'snoozed' && snoozedUntil)
    return (
      <Notice title={`Snoozed until ${formatDateTime(new Date(snoozedUntil))}`}>
        It is open again then if it still holds.
      </Notice>
    )
  if (state === 'unknown')
    return (
      <Notice tone="watch" title="The evidence is too old to tell">
        Nothing current says whether this still holds. It is neither well nor closed.
      </Notice>
    )
  return null
}

function What({ alert }: { alert: AlertView }) {
  const kind = kindOfRule(alert.rule)
  return (
    <Section id="what" title="What and why">
      <Card>
        <Facts>
          {alert.detail && <Fact name="Finding">{alert.detail}</Fact>}
          <Fact name="About">
            <AlertObject about={alert} />
          </Fact>
          <EvidenceFacts evidence={alert.evidence} />
          {kind && (
            <>
              <Fact name="Rule">
                <Link href={paths.alertKind(kind.rule)} className="link">
                  {kind.rule} {kind.title}
                </Link>
              </Fact>
              <Fact name="Opens">{withLimits(kind.opens, alert.threshold)}</Fact>
              <Fact name="Closes">{withLimits(kind.clears, alert.threshold)}</Fact>
              <Fact name="Judged by">{kind.source}</Fact>
            </>
          )}
          <Fact name="First">
            <Time at={alert.openedAt} as="dateTime" />
          </Fact>
          <Fact name="Last evidence">
            <Time at={alert.lastAt} as="dateTime" />
          </Fact>
          <Fact name="Times">
            {alert.occurrences}
            {alert.worstSeverity !== alert.severity &&
              `, at worst ${SEVERITY_WORDS[alert.worstSeverity].toLowerCase()}`}
          </Fact>
          <Fact name="Who is on it">{alert.assignee ?? 'Nobody'}</Fact>
          {alert.closedAt && alert.closedHow && (
            <Fact name="Closed">
              <Time at={alert.closedAt} as="dateTime" />, {CLOSING_WORDS[alert.closedHow]}
            </Fact>
          )}
        </Facts>
      </Card>
    </Section>
  )
}

function Todo({ alert }: { alert: AlertView }) {
  const kind = kindOfRule(alert.rule)
  if (!kind) return null
  const code = alert.evidence.code ?? alert.evidence.reason
  return (
    <Section id="todo" title="What to do">
      <Card className="grid gap-3">
        <p className="max-w-[72ch]">{kind.todo}</p>
        {kind.command && <CommandLine command={filledIn(kind.command, alert)} />}
        {typeof code === 'string' && (
          <div>
            <LinkButton href={paths.reference({ q: code })}>Look up {code}</LinkButton>
          </div>
        )}
        {alert.rule === 'A36' && (
          <div>
            <LinkButton href={paths.report('R19')}>Report on the plan in force</LinkButton>
          </div>
        )}
      </Card>
    </Section>
  )
}

function OverTime({ alert: { series } }: { alert: AlertView }) {
  if (!series) return null
  const { label, points, limit } = series
  const newest = points.at(-1)
  return (
    <Section id="over-time">
      <Card>
        <ChartFigure
          title={label}
          summary={
            newest ? `${newest.value.toLocaleString('en-US')} on ${formatDateTime(new Date(newest.at))}.` : ''
          }
          chart={<EvidenceChart label={label} points={points} limit={limit} />}
          table={
            <SeriesTable
              caption={label}
              headings={['When', label]}
              rows={points
                .toReversed()
                .map(({ at, value }) => ({ label: formatDateTime(new Date(at)), values: [value] }))}
            />
          }
        />
      </Card>
    </Section>
  )
}

function History({ steps, id }: { steps: readonly AlertStepRow[]; id: number }) {
  return (
    <Section
      id="history"
      title="History"
      hint="The newest first."
      actions={
        <Link href={paths.alertMessages(id)} className="link text-table">
          Who was told, and why
        </Link>
      }
    >
      <Card>
        <ol className="divide-y divide-line">
          {steps.map(({ id, at, step, severity, person, note }) => (
            <li key={id} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
              <p>
                <span className="font-medium">{STEP_WORDS[step]}</span>
                {(step === 'opened' || step === 'reopened' || step === 'worsened' || step === 'eased') &&
                  `, ${SEVERITY_WORDS[severity].toLowerCase()}`}
                {person && ` by ${person}`}{' '}
                <Time at={at} as="dateTime" className="text-table text-ink-soft" />
              </p>
              {note && <p className="whitespace-pre-wrap break-words text-ink-soft max-w-[72ch]">{note}</p>}
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  )
}
