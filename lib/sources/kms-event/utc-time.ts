const SYSTEM_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z?$/

/** Event XML's SystemTime (UTC, up to nine decimals) as ISO 8601 with milliseconds; undefined for any other text. */
export function readSystemTime(text: string): string | undefined {
  if (!SYSTEM_TIME.test(text)) return undefined
  const time = new Date(text.endsWith('Z') ? text : `${text}Z`)
  if (Number.isNaN(time.getTime())) return undefined
  const iso = time.toISOString()
  // A day that does not exist (30 February) comes out as another one.
  return iso.startsWith(text.slice(0, 19)) ? iso : undefined
}
