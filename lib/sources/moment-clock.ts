/** A time of day; a text without one is midnight. */
export interface ClockTime {
  hour: number
  minute: number
  second: number
  ms: number
}

/** Words for the halves of the day as Windows cultures write them, in lower case without dots and blanks. */
const BEFORE_NOON = new Set('am a 上午 午前 오전 πμ ص ق.ظ قظ sa de dop dopoledne مה לפנהצ'.split(' '))
const AFTER_NOON = new Set('pm p 下午 午後 오후 μμ م ب.ظ بظ ch du odp odpoledne אחהצ'.split(' '))

/** Hours and minutes by colon, dot (Finnish, Italian) or h (Canadian French), seconds and a fraction after them. */
const CLOCK =
  /(?<![\d:.])(\d{1,2}) ?([:.h]) ?(\d{2})(?: ?(?:\2|min) ?(\d{2})(?: ?s)?(?:[.,](\d{1,9}))?)?(?![\d:])/

/** Words and marks that may stand beside a time of day and say nothing. */
const FILLER = /[,;()'"[\]。]|\b(?:utc|gmt|z|kl|h|uhr|at)\b\.?|过期|到期|過期|期限|まで|만료/gi

/**
 * Reads the time of day out of what is left of a text when its date was taken away. Absent when there is
 * anything that is neither a time nor a word for a half of the day.
 */
export function readClock(text: string): ClockTime | undefined {
  const match = CLOCK.exec(text)
  const around =
    match === null ? text : text.slice(0, match.index) + text.slice(match.index + match[0].length)
  const half = around.replace(FILLER, ' ').toLowerCase().replace(/[.\s]/gu, '')
  const afternoon = AFTER_NOON.has(half)
  if (half !== '' && !afternoon && !BEFORE_NOON.has(half)) return undefined
  if (match === null) return half === '' ? { hour: 0, minute: 0, second: 0, ms: 0 } : undefined
  const hour = hourOfDay(Number(match[1]), half !== '', afternoon)
  if (hour === undefined) return undefined
  const ms = Number((match[5] ?? '0').padEnd(3, '0').slice(0, 3))
  return { hour, minute: Number(match[3]), second: Number(match[4] ?? 0), ms }
}

/** 12 AM is midnight, 12 PM noon; a 24-hour time beside a needless marker (13:20 PM) is taken as it stands. */
function hourOfDay(hour: number, hasMarker: boolean, afternoon: boolean): number | undefined {
  if (!hasMarker || hour > 12) return hour
  if (hour === 12) return afternoon ? 12 : 0
  return afternoon ? hour + 12 : hour
}
