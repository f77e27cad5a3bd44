import type { Condition } from '@/lib/activation/license/assess'

/** A stretch of time with one state. Times are milliseconds since 1970. */
export interface TimelineSegment {
  from: number
  to: number
  condition: Condition
  /** what hover and focus say */
  label: string
  /** not yet come: what time will make of it if nothing is heard */
  isAhead: boolean
}

/** A request for activation or renewal. */
export interface TimelineTick {
  at: number
  succeeded: boolean
  label: string
}

export interface TimelineRow {
  id: string
  title: string
  segments: TimelineSegment[]
  ticks: TimelineTick[]
}

export interface TimelineRange {
  from: number
  to: number
}

/** Share of the range at which a moment lies, as a percentage between 0 and 100. */
export function percentAt(at: number, { from, to }: TimelineRange): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MOST_MARKS = 9

/** The first of some months inside the range, with a word each; January carries its year. UTC. */
export function monthMarks({ from, to }: TimelineRange): { at: number; label: string }[] {
  const start = new Date(from)
  const marks: { at: number; month: number; year: number }[] = []
  for (let step = 1; ; step += 1) {
    const at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + step, 1)
    if (at >= to) break
    marks.push({ at, month: new Date(at).getUTCMonth(), year: new Date(at).getUTCFullYear() })
  }
  const every = Math.max(1, Math.ceil(marks.length / MOST_MARKS))
  return marks
    .filter((mark) => mark.month % every === 0)
    .map(({ at, month, year }) => ({ at, label: month === 0 ? `Jan ${year}` : (MONTHS[month] ?? '') }))
}
