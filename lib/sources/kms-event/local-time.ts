import { type DayOrder, readMoment } from '../moments'

/** A time as a machine's own format shows it. Local readings are milliseconds as if the zone were UTC. */
export type LocalTime =
  | { kind: 'instant'; at: string }
  | { kind: 'local'; dayFirst?: number; monthFirst?: number }
  | { kind: 'unreadable' | 'none' }

/** ISO 8601 with its zone, or JSON dates: they need no settling. */
const WITH_ZONE = /^\\?\/Date\(|T.*(?:Z|[+-]\d{2}:?\d{2})$/i

/** Every reading a date and time can have in the cultures of Windows. */
export function readLocalTime(text: string): LocalTime {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'none' }
  if (WITH_ZONE.test(trimmed)) {
    const moment = readMoment(trimmed)
    return moment.ok ? { kind: 'instant', at: moment.at } : { kind: 'unreadable' }
  }
  const dayFirst = millisecondsOf(trimmed, 'dayFirst')
  const monthFirst = millisecondsOf(trimmed, 'monthFirst')
  if (dayFirst === undefined && monthFirst === undefined) return { kind: 'unreadable' }
  return { kind: 'local', dayFirst, monthFirst }
}

function millisecondsOf(text: string, order: DayOrder): number | undefined {
  const moment = readMoment(text, { order })
  return moment.ok ? Date.parse(moment.at) : undefined
}

/** The reading in the given order; where there is but one reading, that one. */
export function readingOf(time: LocalTime, order: DayOrder | undefined): number | undefined {
  if (time.kind !== 'local') return undefined
  const { dayFirst, monthFirst } = time
  if (dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst)
    return dayFirst ?? monthFirst
  return order === undefined ? undefined : time[order]
}
