import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { requireActor } from '@/lib/auth/actor'
import { loadAssignees } from '@/lib/data/alerts/alert-page'
import { ALERTS_LIST } from '@/lib/data/alerts/alerts-list'
import { loadJudgedAt } from '@/lib/data/alerts/needs-someone'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { paths } from '@/lib/format/paths'
import { AlertsTable } from './alerts-table'

export const metadata: Metadata = { title: 'Alerts' }

interface AlertsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  const params = await searchParams
  const actor = await requireActor('alert.read')
  const [shown, people, judgedAt] = await Promise.all([
    loadShownList(actor, ALERTS_LIST, params, new Date()),
    loadAssignees(),
    loadJudgedAt(),
  ])
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Alerts"
        description={
          <>
            What the rules find wrong, from its opening to its closing.{' '}
            {judgedAt ? (
              <>
                Everything was judged <Time at={judgedAt} />.
              </>
            ) : (
              'Nothing has been judged yet.'
            )}
          </>
        }
        actions={
          actor.can('alert.rules') && (
            <>
              <LinkButton href={paths.maintenance()}>Maintenance</LinkButton>
              <LinkButton href={paths.alertKinds()}>Kinds and limits</LinkButton>
            </>
          )
        }
      />
      <AlertsTable shown={shown} people={people} mayAct={actor.can('alert.act')} />
    </div>
  )
}
