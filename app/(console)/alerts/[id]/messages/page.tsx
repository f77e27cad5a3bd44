import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadAlertMessages } from '@/lib/data/notices/alert-messages'
import { NoticeTable } from './notice-table'

export const metadata: Metadata = { title: 'Messages of an alert' }

const IS_NUMBER = /^\d{1,9}$/

export default async function AlertMessagesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireActor('alert.rules')
  const found = IS_NUMBER.test(id) ? await loadAlertMessages(actor, Number(id)) : undefined
  if (!found) notFound()
  const { objectName, rule, isUndecided, notices } = found
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={`${rule}, ${objectName}: who was told`}
        description="What each route decided about each thing that happened to this alert, the newest first, and what became of the message."
      />
      {isUndecided && (
        <Notice>Something happened a moment ago that has not been decided about yet. Reload the page.</Notice>
      )}
      {notices.length === 0 ? (
        <EmptyState kind="noData" title="Nothing was decided yet" />
      ) : (
        <NoticeTable notices={notices} mayOpen={actor.can('channel.read')} />
      )}
    </div>
  )
}
