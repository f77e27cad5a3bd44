import { FileSpreadsheet, FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PictureView } from '@/components/charts/report-chart'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { DownloadButton, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { sayWatch } from '@/lib/activation/plan/difference-sentence'
import { originCounts } from '@/lib/activation/plan/known-fleet'
import { planActivation } from '@/lib/activation/plan/plan'
import { planReport } from '@/lib/activation/plan/plan-report'
import { PLAN_SCRIPTS } from '@/lib/activation/plan/plan-scripts'
import { sayDay } from '@/lib/activation/words/say-date'
import { requireActor } from '@/lib/auth/actor'
import { isInForce, loadPlanPage, type PlanView } from '@/lib/data/plan/plan-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { PlainReportTable } from '../reports/[report]/report-table'
import { BesideToday } from './beside-today'
import { NetworkCards } from './network-cards'
import { InForceDialog, PrintPlan } from './plan-dialogs'
import { ComparedVersions, VersionsTable } from './versions-table'

export const metadata: Metadata = { title: 'Plan' }

interface PlanPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const numberIn = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined

export default async function PlanPage({ searchParams }: PlanPageProps) {
  const params = await searchParams
  const actor = await requireActor('plan.read')
  const now = new Date()
  const [version, beside] = [numberIn(params.version), numberIn(params.beside)]
  const view = await loadPlanPage(
    actor,
    { ...(version !== undefined && { version }), ...(beside !== undefined && { beside }) },
    now,
  )
  if (view === undefined) notFound()
  const mayChange = actor.can('plan.change')
  if (view.input.networks.length === 0) return <NothingKnown mayChange={mayChange} />
  const { input, version: shown } = view
  const plan = planActivation(input)
  const report = planReport(plan, input)
  const query = shown ? { version: shown.number } : {}
  const [notLookedAt, questions] = report.words ?? []
  // The networks stand as cards, with room for reasons.
  const tables = report.tables.filter(({ title, rows }) => title !== 'Networks' && rows.length > 0)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={shown ? `Plan, version ${shown.number}` : 'Plan'}
        description={<p className="text-base text-ink">{report.answer}</p>}
        actions={
          <>
            <LinkButton href={paths.whatIf()}>What if</LinkButton>
            <PrintPlan />
            <DownloadButton icon={FileText} href={paths.api.planFile('pdf', query)}>
              PDF
            </DownloadButton>
            <DownloadButton icon={FileSpreadsheet} href={paths.api.planFile('xlsx', query)}>
              Excel
            </DownloadButton>
            <DownloadButton href={paths.api.planFile('md', query)}>Markdown</DownloadButton>
            {mayChange && (
              <LinkButton href={paths.planInputs(shown ? { from: shown.number } : {})}>
                Change the inputs
              </LinkButton>
            )}
            <InForceDialog
              number={shown?.number}
              isInForce={shown !== undefined && isInForce(shown)}
              mayChange={mayChange}
            />
          </>
        }
      />
      <Standing view={view} now={now} />
      {view.compared && <ComparedVersions number={shown?.number} compared={view.compared} />}
      {notLookedAt && <Lines title={notLookedAt.title} lines={notLookedAt.lines} />}
      {questions && <Lines title={questions.title} lines={questions.lines} />}
      {report.pictures?.map((picture) => (
        <PictureView key={picture.title} picture={picture} minWidth="45rem" />
      ))}
      <BesideToday view={view} />
      <Section id="networks" title="Networks">
        <NetworkCards plan={plan} origins={view.origins} />
      </Section>
      {tables.map((table) => (
        <Section key={table.title} title={table.title}>
          <PlainReportTable table={table} />
        </Section>
      ))}
      <Section
        id="scripts"
        title="Scripts"
        hint="To read, complete and run. No key is in one of them."
        className="print:hidden"
      >
        <div className="flex flex-wrap gap-2">
          {Object.entries(PLAN_SCRIPTS).map(([name, { label }]) => (
            <DownloadButton key={name} href={paths.api.planFile(name, query)}>
              {label}
            </DownloadButton>
          ))}
        </div>
      </Section>
      {view.versions.length > 0 && (
        <Section id="versions" title="Versions">
          <VersionsTable versions={view.versions} shown={shown?.number} />
        </Section>
      )}
    </div>
  )
}

/** Whether it is a draft, in force or neither, and what that means. */
function Standing({ view: { version, watch, origins }, now }: { view: PlanView; now: Date }) {
  const { all, observed, assumed, entered } = originCounts(origins)
  const filled = `Of ${formatCount(all)} inputs ${formatCount(observed)} are observed, ${formatCount(assumed)} assumed and ${formatCount(entered)} entered by hand.`
  if (version === undefined) {
    return (
      <Notice tone="info" title="A draft of what is known: nobody has saved it">
        {filled} Look over the inputs, correct what is wrong, and save them as a version.
      </Notice>
    )
  }
  if (isInForce(version)) {
    const isOff = watch !== undefined && watch.differing > 0
    return (
      <Notice tone={isOff ? 'watch' : 'ok'} title={sayWatch(version, watch, now.getTime())}>
        {version.note}. {filled}{' '}
        <Link href={paths.report('R19')} className="link">
          Report on how it is kept
        </Link>
      </Notice>
    )
  }
  const ended = version.endedAt ? `, in force until ${sayDay(version.endedAt)}` : ', not in force'
  return (
    <Notice title={`Saved on ${sayDay(version.madeAt)} by ${version.madeBy}${ended}`}>
      {version.note}. {filled}
    </Notice>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <Section title={title}>
      <ul className="list-disc pl-5 max-w-[80ch] grid gap-1">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

function NothingKnown({ mayChange }: { mayChange: boolean }) {
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Plan"
        description="Which network is activated how, with which hosts, keys and records."
      />
      <EmptyState
        kind="noData"
        title="Nothing is known to plan from yet"
        actions={
          mayChange && (
            <>
              <LinkButton look="primary" href={paths.imports()}>
                Import a file
              </LinkButton>
              <LinkButton href={paths.planInputs()}>Enter the networks</LinkButton>
            </>
          )
        }
      >
        The plan fills itself from machines, networks, KMS hosts and keys. Import what you have, or enter it.
      </EmptyState>
    </div>
  )
}
