import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SeverityMark } from '@/components/alerts/severity-mark'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { kindOfRule, withLimits } from '@/lib/activation/alert/alert-table'
import { requireActor } from '@/lib/auth/actor'
import { loadKind } from '@/lib/data/alerts/kinds-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { LimitsForm } from './limits-form'
import { MuteForMe, SwitchForAll } from './switches'

interface KindPageProps {
  params: Promise<{ rule: string }>
}

export async function generateMetadata({ params }: KindPageProps): Promise<Metadata> {
  return { title: kindOfRule((await params).rule)?.title ?? 'Kind of alert' }
}

export default async function KindPage({ params }: KindPageProps) {
  const { rule } = await params
  const actor = await requireActor('alert.rules')
  const [kind, row] = [kindOfRule(rule), await loadKind(actor, rule)]
  if (!kind || !row) notFound()
  return (
    <div className="grid gap-8 max-w-[72rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={kind.title}
        description={`Rule ${kind.rule}. ${kind.todo}`}
        actions={
          <>
            <LinkButton href={paths.alerts({ kind: rule })}>{formatCountOf(row.open, 'alert')}</LinkButton>
            <MuteForMe rule={rule} isMuted={row.isMuted} />
            {actor.can('alert.change') && <SwitchForAll rule={rule} isOn={row.offReason === null} />}
          </>
        }
      />
      {row.offReason !== null && (
        <Notice tone="watch" title="Off for everybody">
          {row.offReason} ({row.setting?.changedBy})
        </Notice>
      )}
      <Section id="rule" title="The rule">
        <Card>
          <Facts>
            <Fact name="Opens">{withLimits(kind.opens, row.limits)}</Fact>
            <Fact name="Closes">{withLimits(kind.clears, row.limits)}</Fact>
            <Fact name="Severity">
              <span className="flex flex-wrap gap-3">
                {kind.severities.map((severity) => (
                  <SeverityMark key={severity} severity={severity} />
                ))}
              </span>
            </Fact>
            <Fact name="Judged by">{kind.source}</Fact>
          </Facts>
        </Card>
      </Section>
      {Object.keys(kind.limits).length > 0 && (
        <Section
          id="limits"
          title="Limits"
          hint={
            kind.history === 'kept'
              ? 'Try other limits on today’s data and on the last 90 days before you save them.'
              : 'Try other limits on today’s data before you save them. What decides is not kept: judged on today only.'
          }
        >
          <Card>
            <LimitsForm
              rule={rule}
              rows={kind.limits}
              limits={row.limits}
              mayChange={actor.can('alert.change')}
            />
          </Card>
        </Section>
      )}
    </div>
  )
}
