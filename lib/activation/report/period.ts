/** The time a report is about: chosen in words, resolved once into whole UTC days, said the same on every face. */
import { DAY_MS } from '../kms/timers'
import { sayDay } from '../words/say-date'

export const PERIODS = [
  'today',
  'last7',
  'last30',
  'last90',
  'last13m',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
] as const
export type PeriodWord = (typeof PERIODS)[number]

export const PERIOD_WORDS: Readonly<Record<PeriodWord, string>> = {
  today: 'Today',
  last7: 'Last 7 days',
  last30: 'Last 30 days',
  last90: 'Last 90 days',
  last13m: 'Last 13 months',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  thisQuarter: 'This quarter',
  lastQuarter: 'Last quarter',
}

/** Whole UTC days, the last one included. A period that is not over ends today. */
export interface Period {
  /** 'YYYY-MM-DD' */
  from: string
  to: string
}

/** What was asked for: a word, or days of one's own. */
export type PeriodChoice = { word: PeriodWord } | Period

/** Nothing was activated before: volume activation came with Windows Vista. A year 1 would be 740,000 days to draw. */
const FIRST_DAY = '2006-01-01'

/** The days of a choice, seen from `today`; never beyond it, and none before volume activation. */
export function resolvePeriod(choice: PeriodChoice, today: string): Period {
  if (!('word' in choice)) {
    const to = later(earlier(choice.to, today), FIRST_DAY)
    return { from: later(earlier(choice.from, to), FIRST_DAY), to }
  }
  const [year = 0, month = 0] = today.split('-').map(Number)
  const quarter = month - ((month - 1) % 3)
  const monthsAgo = (months: number) => firstOf(year, month - months)
  switch (choice.word) {
    case 'today':
      return { from: today, to: today }
    case 'last7':
      return { from: dayAfter(today, -6), to: today }
    case 'last30':
      return { from: dayAfter(today, -29), to: today }
    case 'last90':
      return { from: dayAfter(today, -89), to: today }
    case 'last13m':
      return { from: monthsAgo(13), to: today }
    case 'thisMonth':
      return { from: monthsAgo(0), to: today }
    case 'lastMonth':
      return { from: monthsAgo(1), to: dayAfter(monthsAgo(0), -1) }
    case 'thisQuarter':
      return { from: firstOf(year, quarter), to: today }
    case 'lastQuarter':
      return { from: firstOf(year, quarter - 3), to: dayAfter(firstOf(year, quarter), -1) }
  }
}

const earlier = (one: string, other: string) => (one < other ? one : other)
const later = (one: string, other: string) => (one > other ? one : other)

/** The first day of a month; months beyond a year carry over. */
const firstOf = (year: number, month: number) => dayOf(Date.UTC(year, month - 1, 1))

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The UTC day `days` after `day`. */
export const dayAfter = (day: string, days: number) => dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)

/** Its first moment, and the one after its last. */
export const momentsOf = ({ from, to }: Period) => ({
  since: new Date(`${from}T00:00:00Z`),
  until: new Date(`${dayAfter(to, 1)}T00:00:00Z`),
})

/**
 * '1 Nov 2026 00:00 to 30 Nov 2026 24:00 UTC'; of a day that is not over, up to `now`: '… to 30 Nov 2026 14:05 UTC'; of a
 * report that is about no period: 'As of 30 Nov 2026 14:05 UTC'.
 */
export function periodWords({ from, to }: Period, now: string, isMoment: boolean): string {
  if (isMoment) return `As of ${sayDay(now)} ${now.slice(11, 16)} UTC`
  const end = to === now.slice(0, 10) ? now.slice(11, 16) : '24:00'
  return `${sayDay(from)} 00:00 to ${sayDay(to)} ${end} UTC`
}

/** Every day of the period, the first first. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day)
  return days
}

/** The last day of each month of the period, and its own last day. */
export function monthEndsOf(period: Period): string[] {
  return daysOf(period).filter((day) => day === period.to || dayAfter(day, 1).endsWith('-01'))
}

/** A day by itself, or undefined: '2026-02-30' is none. */
export function readDay(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\d/.test(text)) return undefined
  const day = text.slice(0, 10)
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(ms) || dayOf(ms) !== day ? undefined : day
}
