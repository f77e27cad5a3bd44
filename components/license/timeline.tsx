'use client'

import { formatDate } from '@/lib/format/dates'
import { classes } from '../ui/classes'
import { Tooltip } from '../ui/tooltip'
import { CONDITION_WORD } from './condition'
import { ConditionMark } from './condition-mark'
import {
  monthMarks,
  percentAt,
  type TimelineRange,
  type TimelineRow,
  type TimelineSegment,
} from './timeline-scale'

interface TimelineProps {
  rows: readonly TimelineRow[]
  range: TimelineRange
  /** milliseconds since 1970 */
  now: number
}

/** States over time, one bar per license, with the requests beneath as ticks. */
export function Timeline({ rows, range, now }: TimelineProps) {
  return (
    <div className="grid gap-4 min-w-[36rem]">
      {rows.map((row) => (
        <div key={row.id} className="grid gap-1">
          <p className="text-table font-medium">{row.title}</p>
          <div className="relative h-7">
            {row.segments.map((segment) => (
              <Segment key={`${segment.from} ${segment.isAhead}`} segment={segment} range={range} />
            ))}
          </div>
          <Ticks row={row} range={range} />
        </div>
      ))}
      <Axis range={range} now={now} />
    </div>
  )
}

const LOOK = {
  licensed: 'bg-ok-soft border-ok',
  grace: 'bg-watch-soft border-watch',
  notification: 'bg-warn-soft border-warn',
  unlicensed: 'bg-bad-soft border-bad',
  silent: 'bg-silent-soft border-silent',
} as const

/** From how many percent of the width a mark, and a word, fit. */
const FITS = { mark: 2.2, word: 11 } as const

function Segment({ segment, range }: { segment: TimelineSegment; range: TimelineRange }) {
  const { condition, isAhead, label } = segment
  const left = percentAt(segment.from, range)
  const width = percentAt(segment.to, range) - left
  return (
    <Tooltip text={label}>
      <span
        role="img"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what hover says must be reachable by keyboard
        tabIndex={0}
        style={{ left: `${left}%`, width: `max(3px, calc(${width}% - 1px))` }}
        className={classes(
          'absolute inset-y-0 flex items-center gap-1.5 overflow-hidden text-xs whitespace-nowrap rounded-[3px]',
          width >= FITS.mark && 'px-1.5',
          isAhead
            ? 'border border-dashed border-line-strong text-ink-soft'
            : classes('border-b-2', LOOK[condition]),
        )}
      >
        {width >= FITS.mark && <ConditionMark condition={condition} size={12} />}
        {width >= FITS.word && CONDITION_WORD[condition]}
      </span>
    </Tooltip>
  )
}

function Ticks({ row, range }: { row: TimelineRow; range: TimelineRange }) {
  if (row.ticks.length === 0) return null
  return (
    <div aria-hidden className="relative h-2.5">
      {row.ticks.map((tick) => (
        <span
          key={`${tick.at} ${tick.label}`}
          title={tick.label}
          style={{ left: `${percentAt(tick.at, range)}%` }}
          className={classes(
            'absolute top-0 -translate-x-1/2',
            tick.succeeded ? 'h-2 w-0.5 bg-ink-faint' : 'size-2 rotate-45 bg-warn',
          )}
        />
      ))}
    </div>
  )
}

function Axis({ range, now }: { range: TimelineRange; now: number }) {
  const today = percentAt(now, range)
  const marks = monthMarks(range).filter((mark) => Math.abs(percentAt(mark.at, range) - today) > 4)
  return (
    <div aria-hidden className="relative h-5 border-t text-xs text-ink-soft">
      {!marks.some((mark) => percentAt(mark.at, range) < 14) && (
        <span className="absolute left-0 top-0 pt-1 pl-1 border-l">{formatDate(new Date(range.from))}</span>
      )}
      {marks.map((mark) => (
        <span
          key={mark.at}
          style={{ left: `${percentAt(mark.at, range)}%` }}
          className={classes('absolute top-0 pt-1 pl-1 border-l', percentAt(mark.at, range) > 94 && 'hidden')}
        >
          {mark.label}
        </span>
      ))}
      <span
        style={{ left: `${today}%` }}
        className={classes(
          'absolute top-0 pt-1 font-medium text-ink',
          today > 90 ? '-translate-x-full pr-1' : 'pl-1 border-l border-ink',
        )}
      >
        Today
      </span>
    </div>
  )
}
