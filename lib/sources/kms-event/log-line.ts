import type { EventRecord } from './event-record'

/** The number of an event of ours before the data of a request, all in one row. */
const EVENT = /\b(1228[89]|12290)\b[^\n]{0,400}?0x[0-9a-f]{1,8}[ \t]?,/i
/** What syslog puts before a message: its time without a year (RFC 3164) or in ISO form (RFC 5424), then the machine. */
const STAMP =
  /^(?:<\d{1,3}>)?(?:\d )?(?:([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d)|(\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)?)) ([\w.-]{1,253})\b/
const PAYLOAD_YEAR = /,\s?(20\d\d)\/\d{1,2}\/\d{1,2} /
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Whether a row is an event that a log collector wrote as one: syslog, Snare, CEF. */
export const isLogLine = (text: string) => EVENT.test(text)

/** The event in a row of a log collector; a time without a year is of the year in which the client asked. */
export function eventOfLogLine(text: string, line: number): EventRecord | undefined {
  const id = EVENT.exec(text)?.[1]
  if (id === undefined) return undefined
  const [, month = '', day = '', clock = '', iso, computer] = STAMP.exec(text) ?? []
  const year = PAYLOAD_YEAR.exec(text)?.[1]
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0')
  const dated =
    year && number !== '00' ? `${year}-${number}-${day.trim().padStart(2, '0')}T${clock}` : undefined
  const time = iso ?? dated
  return {
    line,
    id,
    provider: undefined,
    computer,
    time: time === undefined ? { kind: 'none' } : { kind: 'local', text: time },
    data: [],
    message: text.slice(text.search(/0x[0-9a-f]{1,8}[ \t]?,/i)),
  }
}
