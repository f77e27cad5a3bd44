const SYSTEM_TIME = /^(\d{4}-(\d{2})-(\d{2}))T((\d{2}):(\d{2}):(\d{2}))(?:\.(\d{1,3})\d{0,6})?Z?$/
const CLIENT_TIME = /^(\d{4})\/(\d{1,2})\/(\d{1,2})\s+(\d{1,2}):(\d{2})$/

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Event XML's SystemTime (UTC, up to nine decimals) as ISO 8601 with milliseconds; undefined for any other text. */
export function readSystemTime(text: string): string | undefined {
  const match = SYSTEM_TIME.exec(text)
  if (match === null) return undefined
  const [, date = '', month, day, clock = '', hour, minute, second, fraction = ''] = match
  if (!isDate(Number(date.slice(0, 4)), Number(month), Number(day))) return undefined
  if (!isClock(Number(hour), Number(minute), Number(second))) return undefined
  return `${date}T${clock}.${fraction.padEnd(3, '0')}Z`
}

/** A KMS payload's time, 'yyyy/M/d H:mm' in UTC, as ISO 8601; undefined when it is no such time. */
export function readClientTime(text: string): string | undefined {
  const match = CLIENT_TIME.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = ''] = match
  if (!isDate(Number(year), Number(month), Number(day)) || !isClock(Number(hour), Number(minute), 0)) {
    return undefined
  }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:00.000Z`
}

/** A client time that a console cut, perhaps at the blank, which it then swallowed. */
export function unwrappedTime(field: string): string {
  const joined = field.replaceAll('\n', '')
  const spaced = field.replaceAll('\n', ' ')
  return !CLIENT_TIME.test(joined) && CLIENT_TIME.test(spaced) ? spaced : joined
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0)
  return day >= 1 && day <= days
}

function isClock(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59
}
