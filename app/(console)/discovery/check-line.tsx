'use client'

import { ChevronDown, Radar } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { Menu, MenuChoice } from '@/components/ui/menu'
import { Time } from '@/components/ui/time'
import { CHECK_INTERVALS } from '@/lib/activation/discovery/check-intervals'
import { lowerFirst } from '@/lib/activation/words/lower-first'
import type { CheckRow, DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { changeScheduleAction, checkNowAction } from './actions'

export const isRunning = (check: CheckRow | null): check is CheckRow =>
  check?.status === 'waiting' || check?.status === 'running'

interface CheckNowProps {
  view: DiscoveryView
  mayAsk: boolean
  onAsked: () => void
}

/** Checks DNS for all zones now. */
export function CheckNow({ view, mayAsk, onAsked }: CheckNowProps) {
  const { send, busy } = useSend(checkNowAction, { failed: 'DNS was not checked' })
  return (
    <Button
      look="primary"
      icon={Radar}
      disabled={busy}
      disabledReason={reasonNotTo(view, mayAsk)}
      onClick={() => void send({}).then(onAsked)}
    >
      Check DNS now
    </Button>
  )
}

function reasonNotTo(view: DiscoveryView, mayAsk: boolean): string | undefined {
  if (!mayAsk) return 'Only licensing admins and the helpdesk can check DNS.'
  if (view.askable === 0) return 'There is no zone to check yet.'
  return isRunning(view.newest) ? 'A check is running.' : undefined
}

interface CheckLineProps {
  view: DiscoveryView
  mayChange: boolean
  onChanged: () => void
}

/** When DNS was checked last, what is running, and how often the console checks automatically. */
export function CheckLine({ view, mayChange, onChanged }: CheckLineProps) {
  const { last, newest, intervalMinutes } = view
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-table">
        {last && <LastCheck check={last} />}
        {mayChange ? (
          <ScheduleMenu intervalMinutes={intervalMinutes} onChanged={onChanged} />
        ) : (
          <span>Schedule: {lowerFirst(intervalWords(intervalMinutes))}.</span>
        )}
      </div>
      {isRunning(newest) && <Progress check={newest} />}
      {newest?.status === 'failed' && (
        <Notice tone="bad" title="The last check did not finish">
          {newest.problem} The results shown are from the check before.
        </Notice>
      )}
    </div>
  )
}

function LastCheck({ check }: { check: CheckRow }) {
  const origin = { person: `by ${check.askedBy}`, sample: 'as a sample', schedule: 'on schedule' }
  return (
    <span>
      {formatCountOf(check.zones, 'zone')} checked <Time at={check.finishedAt ?? check.createdAt} />,{' '}
      {origin[check.origin]}.
    </span>
  )
}

function Progress({ check }: { check: CheckRow }) {
  const words = `Checking DNS: ${formatCount(check.zonesDone)} of ${formatCountOf(check.zones, 'zone')}`
  return (
    <div className="grid gap-1.5 max-w-md" role="status">
      <span className="text-table">{words}</span>
      <ProgressBar label={words} done={check.zones > 0 ? check.zonesDone / check.zones : undefined} />
    </div>
  )
}

function ScheduleMenu(props: { intervalMinutes: number | null; onChanged: () => void }) {
  const { intervalMinutes, onChanged } = props
  const { send } = useSend(changeScheduleAction, { failed: 'The schedule was not changed' })
  const choose = async (value: string) => {
    await send({ intervalMinutes: CHECK_INTERVALS.find((minutes) => String(minutes) === value) ?? null })
    onChanged()
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" className="font-normal">
          Schedule: {lowerFirst(intervalWords(intervalMinutes))}
          <ChevronDown aria-hidden className="size-3.5 text-ink-faint" />
        </Button>
      }
    >
      <MenuChoice
        label="How often the console checks automatically"
        value={String(intervalMinutes)}
        options={[...CHECK_INTERVALS, null].map((minutes) => ({
          value: String(minutes),
          label: intervalWords(minutes),
        }))}
        onChange={(value) => void choose(value)}
      />
    </Menu>
  )
}

function intervalWords(minutes: number | null): string {
  if (minutes === null) return 'Only on request'
  if (minutes < 60) return `Every ${minutes} minutes`
  if (minutes === 60) return 'Every hour'
  return minutes === 1440 ? 'Every day' : `Every ${minutes / 60} hours`
}
