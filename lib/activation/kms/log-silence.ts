const HOUR_MS = 3_600_000
const WEEK_HOURS = 168
const DAY_HOURS = 24

/** A silence is doubtful when chance makes one as long once in a hundred thousand times: a month has 720 hours. */
const CHANCE = 0.00001
/** An hour in which somebody always asked may be silent for once. */
const MOST_CERTAIN = 0.98

/** Whether somebody asked, hour by hour. */
export interface LogHours {
  /** Beginning of the first hour. */
  from: number
  asked: readonly boolean[]
}

/**
 * Stretches in which nobody asked although, by the same hour of other weeks, somebody should have: a rolled-over log,
 * a forgotten file, or a host that was off. A weekend on which nobody ever asks is none. Hours before the first
 * request do not count. Each stretch begins and ends in the hour beside it, since what is missing may begin there.
 */
export function suspiciousSilences({ from, asked }: LogHours): { from: number; to: number }[] {
  const first = asked.indexOf(true)
  const last = asked.lastIndexOf(true)
  if (first < 0) return []
  const found: { from: number; to: number }[] = []
  for (const stretch of silentStretches(asked, first, last)) {
    if (chanceOf(asked, stretch, first, last) >= CHANCE) continue
    found.push({ from: from + (stretch.start - 1) * HOUR_MS, to: from + (stretch.end + 1) * HOUR_MS })
  }
  return found
}

/** Hours [start, end) without a request. */
interface Stretch {
  start: number
  end: number
}

function silentStretches(asked: readonly boolean[], first: number, last: number): Stretch[] {
  const stretches: Stretch[] = []
  for (let hour = first; hour <= last; hour += 1) {
    if (asked[hour]) continue
    const open = stretches.at(-1)
    if (open?.end === hour) open.end = hour + 1
    else stretches.push({ start: hour, end: hour + 1 })
  }
  return stretches
}

/** How likely is it that nobody asks in all these hours, by what is usual in them? */
function chanceOf(asked: readonly boolean[], stretch: Stretch, first: number, last: number): number {
  let chance = 1
  for (let hour = stretch.start; hour < stretch.end && chance >= CHANCE; hour += 1) {
    chance *= 1 - Math.min(MOST_CERTAIN, usualShare(asked, hour, stretch, first, last))
  }
  return chance
}

/** The share of weeks with a request in this hour; the same hour of other days weighs as one week more. */
function usualShare(
  asked: readonly boolean[],
  hour: number,
  stretch: Stretch,
  first: number,
  last: number,
): number {
  const share = (step: number) => {
    let active = 0
    let all = 0
    for (let other = first + ((hour - first) % step); other <= last; other += step) {
      if (other >= stretch.start && other < stretch.end) continue
      all += 1
      if (asked[other]) active += 1
    }
    return { active, all }
  }
  const weeks = share(WEEK_HOURS)
  const days = share(DAY_HOURS)
  const usual = days.all === 0 ? 0 : days.active / days.all
  return (weeks.active + usual) / (weeks.all + 1)
}
