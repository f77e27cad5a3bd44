'use client'

import { ChevronDown } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Menu, MenuChoice } from '@/components/ui/menu'
import { Time } from '@/components/ui/time'
import { CHECK_INTERVALS } from '@/lib/activation/discovery/check-intervals'
import { lowerFirst } from '@/lib/activation/words/lower-first'
import type { CheckRow, DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { setIntervalAction } from './actions'
import { intervalWords, isUnderWay } from './discovery-words'

interface CheckLineProps {
  view: DiscoveryView
  mayChange: boolean
  onChanged: () => void
}

/** When DNS was asked last, what is under way, and how often the console asks by itself. */
export function CheckLine({ view, mayChange, onChanged }: CheckLineProps) {
  const { last, newest } = view
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-table">
        {last && <LastCheck check={last} />}
        <IntervalMenu view={view} mayChange={mayChange} onChanged={onChanged} />
      </div>
      {isUnderWay(newest) && <Progress check={newest} />}
      {newest?.status === 'failed' && (
        <Notice tone="bad" title="The last check did not end">
          {newest.problem} What is shown is from the check before.
        </Notice>
      )}
    </div>
  )
}

function LastCheck({ check }: { check: CheckRow }) {
  return (
    <span>
      {formatCountOf(check.zones, 'zone')} asked <Time at={check.finishedAt ?? check.createdAt} />,{' '}
      {check.origin === 'person' ? `by ${check.askedBy}` : originWords(check.origin)}.
    </span>
  )
}

const originWords = (origin: CheckRow['origin']) => (origin === 'sample' ? 'as a sample' : 'on schedule')

function Progress({ check }: { check: CheckRow }) {
  const words = `Asking DNS: ${formatCount(check.zonesDone)} of ${formatCountOf(check.zones, 'zone')}`
  return (
    <div className="grid gap-1.5 max-w-md" role="status">
      <span className="text-table">{words}</span>
      <ProgressBar label={words} done={check.zones > 0 ? check.zonesDone / check.zones : undefined} />
    </div>
  )
}

function IntervalMenu({ view, mayChange, onChanged }: CheckLineProps) {
  const words = intervalWords(view.intervalMinutes)
  if (!mayChange) return <span>Asked again: {lowerFirst(words)}.</span>
  const choose = async (value: string) => {
    const intervalMinutes = CHECK_INTERVALS.find((minutes) => String(minutes) === value) ?? null
    const result = await setIntervalAction({ intervalMinutes })
    const problem = actionProblem(result)
    if (problem) toast.failed('The schedule was not changed', problem)
    onChanged()
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" className="font-normal">
          Asked again: {lowerFirst(words)}
          <ChevronDown aria-hidden className="size-3.5 text-ink-faint" />
        </Button>
      }
    >
      <MenuChoice
        label="How often the console asks by itself"
        value={String(view.intervalMinutes ?? 'never')}
        options={[...CHECK_INTERVALS, null].map((minutes) => ({
          value: String(minutes ?? 'never'),
          label: intervalWords(minutes),
        }))}
        onChange={(value) => void choose(value)}
      />
    </Menu>
  )
}
