import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadChannels, loadRouteRows } from '@/lib/data/channels/channels-page'
import { paths } from '@/lib/format/paths'
import { AddChannelDialog } from './channel-dialog'
import { ChannelTable } from './channel-table'
import { RouteDialog } from './route-dialog'
import { RouteTable } from './route-table'

export const metadata: Metadata = { title: 'Notifications' }

export default async function NotificationsPage() {
  const actor = await requireActor('channel.read')
  const [channels, routes] = await Promise.all([loadChannels(actor), loadRouteRows(actor, new Date())])
  const mayChange = actor.can('channel.change')
  const hasMail = channels.some(({ kind, offAt }) => kind === 'mail' && offAt === null)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Notifications"
        description="Where alerts and reports are sent, and who hears of what."
        actions={
          <>
            <LinkButton href={paths.deliveries()}>Deliveries</LinkButton>
            {mayChange && <AddChannelDialog />}
          </>
        }
      />
      {!hasMail && (
        <Notice tone="watch" title="Nobody is told of what is critical">
          Critical alerts go to all licensing admins by email, and there is no mail channel that is on.
        </Notice>
      )}
      <Section id="channels" title="Channels" hint="Ways out of the console.">
        {channels.length === 0 ? (
          <EmptyState kind="noData" title="No channels yet">
            Add a mail server, a webhook, a Slack or Teams channel, an ntfy topic, a feed or a heartbeat.
          </EmptyState>
        ) : (
          <ChannelTable channels={channels} mayChange={mayChange} />
        )}
      </Section>
      <Section
        id="routes"
        title="Routes"
        hint="Each route takes the alerts it matches and tells of them through its channel. An alert may go several ways."
        actions={mayChange && <RouteDialog channels={channels} />}
      >
        <RouteTable routes={routes} channels={channels} mayChange={mayChange} />
      </Section>
    </div>
  )
}
