import { type ClockTime, readClock } from './moment-clock'

export type Moment =
  /** ISO 8601 UTC with milliseconds. */
  | { ok: true; at: string }
  /** none: empty, or one of the dates that stand for "no date" (1601, 0001, 1899-12-30). */
  | { ok: false; reason: 'ambiguous' | 'unreadable' | 'none' }

/** Which of day and month comes first in dates like 6/3/2026. */
export type DayOrder = 'dayFirst' | 'monthFirst'

export interface MomentHints {
  /** Order of day and month of the machine's culture, where the caller knows it. */
  order?: DayOrder | undefined
  /** What a person said of the dates of the whole source: decides where two readings are possible, and only there. */
  told?: DayOrder | undefined
  /** Where two readings are possible, only one between these times counts. ISO 8601 UTC. */
  notBefore?: string
  notAfter?: string
}

interface CalendarDay {
  year: number
  month: number
  day: number
}

const AMBIGUOUS: Moment = { ok: false, reason: 'ambiguous' }
const UNREADABLE: Moment = { ok: false, reason: 'unreadable' }
const NONE: Moment = { ok: false, reason: 'none' }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Event Viewer and newer .NET put direction marks and narrow blanks into dates. */
const DIRECTION_MARKS = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Reads a point in time as consoles, WMI and PowerShell write it: ISO 8601, `/Date(ms)/`, CIM datetime,
 * year-first and local dates with or without AM and PM. A local time without a zone is taken as UTC,
 * because none of the sources names the zone. Day and month of a date like 2/11/2025 or 2-11-2025 cannot
 * be told apart: that is `ambiguous`, never guessed, unless `hints` give the order or leave only one reading possible. With dots the day
 * comes first (German, Russian, Turkish and others). Years outside 1980 to 2199 are unreadable: they are
 * other calendars or damage.
 */
export function readMoment(text: string | null | undefined, hints: MomentHints = {}): Moment {
  const plain = (text ?? '').replace(DIRECTION_MARKS, '').replace(/\s+/gu, ' ').trim()
  if (plain === '') return NONE
  return readSerial(plain) ?? readCim(plain) ?? readIso(plain) ?? readLocal(plain, hints)
}

function readSerial(text: string): Moment | undefined {
  const milliseconds = /^\\?\/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\\?\/$/.exec(text)?.[1]
  return milliseconds === undefined ? undefined : fromEpoch(Number(milliseconds))
}

const CIM = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\.(\d{3})\d{3}([+-]\d{3}|[+-]?\*{3,4})$/

function readCim(text: string): Moment | undefined {
  const match = CIM.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second, ms] = match.slice(1, 8).map(Number)
  const offset = Number.parseInt(match[8] ?? '', 10)
  const clock = { hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, ms: ms ?? 0 }
  const date = { year: year ?? 0, month: month ?? 0, day: day ?? 0 }
  return fromParts(date, clock, Number.isNaN(offset) ? 0 : offset)
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i

function readIso(text: string): Moment | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const ms = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3))
  const clock = { hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, ms }
  return fromParts({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, clock, offsetMinutes(match[8]))
}

function offsetMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}

const NUMBERS = /(?<!\d)(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,4})(?!\d)\.?/
const DAY_NAMED = /(?<!\d)(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\d)/
const MONTH_NAMED = /([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)/

function readLocal(text: string, hints: MomentHints): Moment {
  const named = readNamedMonth(text)
  if (named !== undefined) return withClock([named.date], named.rest, hints)
  const match = NUMBERS.exec(text)
  if (match === null) return UNREADABLE
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
  return withClock(readings(match, hints), rest, hints)
}

function readNamedMonth(text: string): { date: CalendarDay; rest: string } | undefined {
  const dayFirst = DAY_NAMED.exec(text)
  const match = dayFirst ?? MONTH_NAMED.exec(text)
  if (match === null) return undefined
  const [name, day] = dayFirst === null ? [match[1], match[2]] : [match[2], match[1]]
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
  if (month === 0) return undefined
  const before = text.slice(0, match.index).replace(/^[A-Za-z]{3,9},? $/, '')
  const rest = `${before} ${text.slice(match.index + match[0].length).replace(/^ (?:at|um) /, ' ')}`
  return { date: { year: Number(match[3]), month, day: Number(day) }, rest }
}

/** Every calendar day the three numbers can mean in some culture. */
function readings(match: RegExpExecArray, hints: MomentHints): CalendarDay[] {
  const [first, separator, second, last] = [match[1] ?? '', match[2], match[3] ?? '', match[4] ?? '']
  const [a, b, c] = [Number(first), Number(second), Number(last)]
  if (first.length === 4) return [{ year: a, month: b, day: c }]
  if (last.length !== 4 && last.length !== 2) return []
  const year = last.length === 2 ? 2000 + c : c
  const dayFirst = { year, month: b, day: a }
  const monthFirst = { year, month: a, day: b }
  const yearFirst = { year: 2000 + a, month: b, day: c }
  const either = separator === '.' ? [dayFirst] : byOrder(dayFirst, monthFirst, hints)
  return last.length === 2 && hints.order === undefined ? [...either, yearFirst] : either
}

function byOrder(dayFirst: CalendarDay, monthFirst: CalendarDay, hints: MomentHints): CalendarDay[] {
  if (hints.order === 'dayFirst') return [dayFirst]
  if (hints.order === 'monthFirst') return [monthFirst]
  return [dayFirst, monthFirst]
}

function withClock(dates: CalendarDay[], rest: string, hints: MomentHints): Moment {
  const clock = readClock(rest)
  if (clock === undefined) return UNREADABLE
  const read = dates.map((date) => fromParts(date, clock, 0))
  const found = [...new Set(read.flatMap((moment) => (moment.ok ? [moment.at] : [])))]
  if (found.length > 1) return onlyOneWithin(found, hints) ?? asTold(read, hints) ?? AMBIGUOUS
  return read.find((moment) => moment.ok) ?? read.find((moment) => moment === NONE) ?? UNREADABLE
}

/** The one reading that lies within the hints; absent without hints, and where none or several do. */
function onlyOneWithin(found: readonly string[], { notBefore, notAfter }: MomentHints): Moment | undefined {
  if (notBefore === undefined || notAfter === undefined) return undefined
  const [at, ...others] = found.filter((one) => one >= notBefore && one <= notAfter)
  return at === undefined || others.length > 0 ? undefined : { ok: true, at }
}

function fromParts(date: CalendarDay, clock: ClockTime, offset: number): Moment {
  const { year, month, day } = date
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) {
    return UNREADABLE
  }
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) return UNREADABLE
  const utc = Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second, clock.ms)
  if (year <= 1601) return NONE
  return fromEpoch(utc - offset * 60_000)
}

/** `readings` puts the day first, then the month. */
function asTold([dayFirst, monthFirst]: readonly Moment[], { told }: MomentHints): Moment | undefined {
  if (told === undefined) return undefined
  const moment = told === 'dayFirst' ? dayFirst : monthFirst
  return moment?.ok ? moment : undefined
}

const NO_DATE = new Set(['1899-12-30', '1899-12-31'])

function fromEpoch(milliseconds: number): Moment {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year)) return UNREADABLE
  if (year <= 1601 || NO_DATE.has(date.toISOString().slice(0, 10))) return NONE
  return year < 1980 || year > 2199 ? UNREADABLE : { ok: true, at: date.toISOString() }
}
