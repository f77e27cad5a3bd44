import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { EmptyState } from '@/components/feedback/empty-state'
import { FIRST_STEPS_COOKIE } from '@/components/layout/choice-cookies'
import { PageHeader } from '@/components/layout/page-header'
import { LiveOverview } from '@/components/overview/live-overview'
import { requireActor } from '@/lib/auth/actor'
import { loadOverview } from '@/lib/data/overview/overview'
import { loadUpkeep } from '@/lib/data/upkeep'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { FirstDrop } from './first-drop'
import { countSteps, FirstSteps } from './first-steps'
import { LoadSampleFleet, SampleFleetNotice } from './sample-fleet'
import { StepsLeft } from './steps-left'
import { UpkeepNotices } from './upkeep-notices'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  const actor = await requireActor('machine.read')
  const view = await loadOverview(actor, new Date())
  if (view.fleet.clients === 0 && actor.sites) {
    return (
      <EmptyState kind="noData" title="No machine of your sites is known yet">
        A machine appears here once it has reported and a rule, a list or a person says that it belongs there.
      </EmptyState>
    )
  }
  if (view.fleet.clients === 0 && view.firstSteps) {
    return (
      <div className="mx-auto grid w-full max-w-3xl gap-6">
        <PageHeader
          title="No machine is known yet"
          description="The console learns from real activation output: text, event logs, exports. Start with any file."
        />
        {actor.can('import.create') && <FirstDrop limitBytes={uploadLimitBytes()} />}
        <FirstSteps done={view.firstSteps} actor={actor} />
        <LoadSampleFleet mayLoad={actor.can('sample.load')} isLoading={view.isSampleLoading} />
      </div>
    )
  }
  const steps = view.firstSteps && countSteps(view.firstSteps)
  const isDismissed = (await cookies()).get(FIRST_STEPS_COOKIE)?.value === 'dismissed'
  return (
    <div className="grid gap-6">
      <h1 className="sr-only">Overview</h1>
      {view.hasSample && (
        <SampleFleetNotice mayRemove={actor.can('sample.remove')} isLoading={view.isSampleLoading} />
      )}
      {view.firstSteps && steps && actor.can('import.create') && steps.done < steps.all && !isDismissed && (
        <StepsLeft {...steps}>
          <FirstSteps done={view.firstSteps} actor={actor} />
        </StepsLeft>
      )}
      {actor.can('user.change') && <UpkeepNotices {...(await loadUpkeep(actor, new Date()))} />}
      <LiveOverview initial={view} />
    </div>
  )
}
