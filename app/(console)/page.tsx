import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LiveOverview } from '@/components/overview/live-overview'
import { requireActor } from '@/lib/auth/actor'
import { loadOverview } from '@/lib/data/overview/overview'
import { loadUpkeep } from '@/lib/data/upkeep'
import { uploadLimitBytes } from '@/lib/operations/imports/upload-limit'
import { FirstDrop } from './first-drop'
import { FirstSteps } from './first-steps'
import { LoadSampleFleet, SampleFleetNotice } from './sample-fleet'
import { UpkeepNotices } from './upkeep-notices'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  const actor = await requireActor('fleet.read')
  const view = await loadOverview(actor, new Date())
  if (view.fleet.clients === 0) {
    return (
      <div className="mx-auto grid w-full max-w-3xl gap-6">
        <PageHeader
          title="No machine is known yet"
          description="The console learns from real activation output: text, event logs, exports. Start with any file."
        />
        {actor.can('import.create') && <FirstDrop limitBytes={uploadLimitBytes()} />}
        <FirstSteps done={view.firstSteps} actor={actor} />
        <LoadSampleFleet mayLoad={actor.can('sample.load')} />
      </div>
    )
  }
  return (
    <div className="grid gap-6">
      <h1 className="sr-only">Overview</h1>
      {view.hasSample && <SampleFleetNotice mayRemove={actor.can('sample.remove')} />}
      {actor.can('user.change') && <UpkeepNotices {...(await loadUpkeep(actor, new Date()))} />}
      <LiveOverview initial={view} />
    </div>
  )
}
