import { isIP } from 'node:net'
import { halfWidth } from '@/lib/activation/product/product-key'

/** What people and tools write where a value was: XXXXX, @@@@, ****, ####, [redacted]. */
const MASKED = /X{4,}|x{4,}|[@*#?]{2,}|\.{3,}|redacted|removed/i

const GUID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?(?![0-9a-f-])/i
const NO_GUID = '00000000-0000-0000-0000-000000000000'
const NOT_APPLICABLE = 4294967295

/** A lower-case GUID; absent when masked, cut, or all zeros. */
export function guidOf(value: string | undefined): string | undefined {
  const guid = GUID.exec((value ?? '').replace(/\s/g, ''))?.[1]?.toLowerCase()
  return guid === NO_GUID ? undefined : guid
}

/** An extended or short product ID in groups joined by hyphens; absent when masked or empty. */
export function productIdOf(value: string | undefined): string | undefined {
  const pid = (value ?? '').replace(/\s/g, '')
  return /^[0-9A-Z]{5}(?:-[0-9A-Z.]{2,12}){3,8}$/i.test(pid) && !MASKED.test(pid) ? pid : undefined
}

/** The digits of an installation ID (54 up to Windows 7, 63 later; any long run is kept as given). */
export function installationIdOf(value: string | undefined): string | undefined {
  const digits = (value ?? '').replace(/[\s-]/g, '')
  return /^\d{30,72}$/.test(digits) ? digits : undefined
}

/** A count as printed; absent when it is not a number or stands for "not applicable" (-1, 4294967295). */
export function countOf(value: string | undefined): number | undefined {
  const digits = /^\d{1,10}(?!\S)/.exec(value ?? '')?.[0]
  if (digits === undefined || Number(digits) >= NOT_APPLICABLE) return undefined
  return Number(digits)
}

export function portOf(value: string | undefined): number | undefined {
  const port = countOf(value)
  return port !== undefined && port >= 1 && port <= 65535 ? port : undefined
}

/** Words that stand where no host is set. */
const NO_HOST = /^(?:no|none|not|null|yes|true|false)$/i
const HOST_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,253}[\p{L}\p{N}_])?\.?$/u

/** `name:1688`, `[fe80::1]:1688` or a bare name. Names are lower-case; absent when masked or "not available". */
export function hostAndPortOf(value: string | undefined): { host?: string; port?: number } {
  const text = (value ?? '').trim()
  if (MASKED.test(text)) return {}
  const bracketed = /^\[([0-9a-f:.%]+)\](?::(\d{1,5}))?$/i.exec(text)
  const [host, port] = bracketed === null ? splitAtPort(text) : [bracketed[1], bracketed[2]]
  if (host === undefined || NO_HOST.test(host) || !(HOST_NAME.test(host) || isIP(host) !== 0)) return {}
  return { host: host.toLowerCase(), ...(portOf(port) === undefined ? {} : { port: portOf(port) }) }
}

function splitAtPort(text: string): [string | undefined, string | undefined] {
  const match = /^([^:\s]+)(?::(\d{1,5}))?$/.exec(text)
  return match === null ? [text, undefined] : [match[1], match[2]]
}

/** An IPv4 or IPv6 address; absent for "not available" and masked ones. */
export function addressOf(value: string | undefined): string | undefined {
  const address = (value ?? '').trim()
  return isIP(address) === 0 ? undefined : address
}

/** `120 minutes`: the leading number. */
export function intervalMinutesOf(value: string | undefined): number | undefined {
  const minutes = countOf(/^\d{1,10}/.exec(value ?? '')?.[0])
  return minutes === 0 ? undefined : minutes
}

const DAY_MINUTES = 24 * 60

/**
 * Minutes of `253564 minute(s) (177 day(s))`. Days beside minutes are never read: older scripts round them down, newer
 * ones up. In an unknown language the number counts only if the days beside it fit it either way. Of
 * `180 days (172 day(s) remaining)`, which people write of evaluations, the days that remain are taken.
 */
export function remainingMinutesOf(value: string | undefined): number | undefined {
  const text = halfWidth(value ?? '')
  const named = /(\d{1,10})\s*minute/i.exec(text)?.[1]
  if (named !== undefined) return countOf(named)
  const daysLeft = /(?<!\d)(\d{1,4})\s*days?(?:\(s\))?\s*(?:remaining|left)/i.exec(text)?.[1]
  if (daysLeft !== undefined) return Number(daysLeft) * DAY_MINUTES
  const pair =
    /^(\d{1,10})\s*[^\d()]{1,20}(?:\(\p{L}{1,4}\)\s*)?\(\s*(\d{1,7})\s*[^\d()]{1,20}(?:\([^)]*\))?\s*\)/u.exec(
      text,
    )
  if (pair === null) return undefined
  const [minutes, days] = [Number(pair[1]), Number(pair[2])]
  return fits(minutes, days) ? countOf(pair[1]) : undefined
}

const fits = (minutes: number, days: number) =>
  days === Math.floor(minutes / DAY_MINUTES) || days === Math.ceil(minutes / DAY_MINUTES)

/** Minutes of `160 дн. (230400 мин. до истечения)`: ospp.vbs writes the days first. They count if the days fit them. */
export function minutesBehindDays(value: string | undefined): number | undefined {
  const pair = /^(\d{1,4})\s*[^\d()]{1,20}\(\s*(\d{1,10})\s*[^\d()]/.exec(halfWidth(value ?? ''))
  return pair !== null && fits(Number(pair[2]), Number(pair[1])) ? countOf(pair[2]) : undefined
}

/** Text a person may read; absent when empty or masked as a whole. */
export function plainTextOf(value: string | undefined): string | undefined {
  const text = (value ?? '').replace(/\s+/g, ' ').trim().slice(0, 500)
  return text === '' || /^[X@*#?.\s]+$/i.test(text) ? undefined : text
}

/** True for a value that was there but was masked before the text was passed on. */
export const isMasked = (value: string) => MASKED.test(value)
