import { statusFromNumber } from '@/lib/activation/license/license-status'
import type { LicenseStatus } from '@/lib/activation/observation'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { formatCode, normaliseCode, SUCCESS_CODE } from '@/lib/activation/reason/reason-code'

/** Readers of single payload fields: each gives the value or, for text it cannot take, undefined. */

const CODE = /^0x[0-9a-f]{1,8}$/i
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const WHOLE_NUMBER = /^\d{1,10}$/
const PLAIN_NAME = /^[a-z0-9][a-z0-9.-]*$/
const MAY_BE_KEY = /[a-z0-9]{25}|[a-z0-9]{5}-[a-z0-9]{5}-/
/** Blanks, brackets of placeholders and the characters Windows forbids in machine names. */
const NOT_IN_A_NAME = /[\s<>"|,;:*?=\\/\p{Cc}]/u
const MASK = /^(?:[x*#?]{4,}[-.]?)+$/i

const LARGEST_COUNT = 0x7fffffff
const LONGEST_NAME = 255

/** An HRESULT in hex, any number of digits, as '0x00000000'. */
export function readCode(text: string): string | undefined {
  if (text === '0x0') return SUCCESS_CODE
  return CODE.test(text) ? normaliseCode(text) : undefined
}

/** A lower-cased GUID; expects lower-cased text. */
export function readGuid(text: string): string | undefined {
  return GUID.test(text) ? text : undefined
}

/** A count or a number of minutes, 0 to 2147483647. */
export function readCount(text: string): number | undefined {
  if (!WHOLE_NUMBER.test(text)) return undefined
  const count = Number(text)
  return count <= LARGEST_COUNT ? count : undefined
}

export function readFlag(text: string): boolean | undefined {
  if (text === '1') return true
  return text === '0' ? false : undefined
}

export function readStatus(text: string): LicenseStatus | undefined {
  return /^[0-6]$/.test(text) ? statusFromNumber(text) : undefined
}

/** A machine name, lower-cased, without a closing dot; absent for placeholders, masks and empty text. */
export function readName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  // The blank before makes a copy, so that a kept name does not keep the whole chunk it was cut from.
  const name = ` ${text}`.toLowerCase().trim().replace(/\.$/, '')
  if (name === '' || name.length > LONGEST_NAME) return undefined
  if (isMasked(name)) return undefined
  if (PLAIN_NAME.test(name)) return MAY_BE_KEY.test(name) && holdsKey(name) ? undefined : name
  return NOT_IN_A_NAME.test(name) || holdsKey(name) ? undefined : name
}

/** A product key in a name's place must not go any further. */
function holdsKey(text: string): boolean {
  return maskProductKeys(text) !== text
}

/** True for text that stands for a value somebody took out: XXXX, ****, <KMS Host FQDN>. */
export function isMasked(text: string): boolean {
  return MASK.test(text) || /^<.*>$/.test(text)
}

/** True for empty and masked text and for what Windows writes for "not applicable". */
export function isAbsent(text: string): boolean {
  return text === '' || text === '4294967295' || text.startsWith('1601/') || isMasked(text)
}

export type HostAndPort = { name?: string; port?: number }

/**
 * 'host:port' with the port after the last colon, IPv6 in brackets or not. Empty and masked parts are absent;
 * undefined when the port is no port or the host no name.
 */
export function readHostAndPort(text: string): HostAndPort | undefined {
  const colon = text.lastIndexOf(':')
  const portText = colon === -1 ? '' : text.slice(colon + 1)
  const hostText = (colon === -1 ? text : text.slice(0, colon)).trim()
  const port = portText === '' ? undefined : readCount(portText)
  if (portText !== '' && (port === undefined || port > 65535)) return undefined
  const name = readAddress(hostText) ?? readName(hostText)
  if (name === undefined && hostText !== '' && !isMasked(hostText)) return undefined
  return { ...(name !== undefined && { name }), ...(port !== undefined && port > 0 && { port }) }
}

/** An IPv6 address without its brackets. */
function readAddress(text: string): string | undefined {
  return /^\[?([0-9a-f:.]*:[0-9a-f:.%]*)\]?$/i.exec(text)?.[1]
}

/** The first '0x........' in a text, as a code. */
export function findCode(text: string): string | undefined {
  const digits = /\b0x([0-9a-f]{1,8})\b/i.exec(text)?.[1]
  return digits === undefined ? undefined : formatCode(Number.parseInt(digits, 16))
}
