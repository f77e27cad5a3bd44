import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadReportChannels, loadSchedules } from '@/lib/data/reports/schedules'
import { AddSchedule } from './schedule-dialogs'
import { SchedulesTable } from './schedules-table'

export const metadata: Metadata = { title: 'Scheduled reports' }

export default async function SchedulesPage() {
  const actor = await requireActor('channel.read')
  const [schedules, channels] = await Promise.all([loadSchedules(actor), loadReportChannels(actor)])
  const mayChange = actor.can('channel.change')
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Scheduled reports"
        description="Reports that go out automatically, at an hour in a time zone."
        actions={<AddSchedule channels={channels} mayChange={mayChange} />}
      />
      <SchedulesTable schedules={schedules} mayChange={mayChange} />
    </div>
  )
}
