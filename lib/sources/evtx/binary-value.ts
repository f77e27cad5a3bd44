/** A value of a template instance: its type and where its bytes lie in the chunk. */
export interface BinaryValue {
  type: number
  from: number
  size: number
}

/** Types of values, by the numbers of MS-EVEN6, 2.2.12. A set highest bit makes an array of it. */
export const NULL_VALUE = 0x00
export const BINARY_XML_VALUE = 0x21
const STRING = 0x01
const ARRAY = 0x80
export const STRING_ARRAY = ARRAY | STRING

const NUMBERS: Readonly<Record<number, (bytes: Buffer, at: number) => number | bigint>> = {
  3: (bytes, at) => bytes.readInt8(at),
  4: (bytes, at) => bytes.readUInt8(at),
  5: (bytes, at) => bytes.readInt16LE(at),
  6: (bytes, at) => bytes.readUInt16LE(at),
  7: (bytes, at) => bytes.readInt32LE(at),
  8: (bytes, at) => bytes.readUInt32LE(at),
  9: (bytes, at) => bytes.readBigInt64LE(at),
  10: (bytes, at) => bytes.readBigUInt64LE(at),
  11: (bytes, at) => bytes.readFloatLE(at),
  12: (bytes, at) => bytes.readDoubleLE(at),
}
const NUMBER_BYTES: Readonly<Record<number, number>> = {
  ...{ 3: 1, 4: 1, 5: 2, 6: 2, 7: 4, 8: 4, 9: 8, 10: 8, 11: 4, 12: 8 },
}

/**
 * A value as the XML of the event shows it. Types that no event of the licensing service has (user ids, dates of
 * another kind) are shown as their bytes in hex.
 */
export function valueText(bytes: Buffer, { type, from, size }: BinaryValue): string {
  if (type === STRING) return untilNul(bytes.toString('utf16le', from, from + size))
  const read = NUMBERS[type]
  if (read !== undefined && size === NUMBER_BYTES[type]) return String(read(bytes, from))
  if (type === 0x02) return untilNul(bytes.toString('latin1', from, from + size))
  if (type === 0x0d && size === 4) return bytes.readUInt32LE(from) === 0 ? 'false' : 'true'
  if (type === 0x0f && size === 16) return guidText(bytes, from)
  if (type === 0x11 && size === 8) return fileTimeText(bytes, from)
  if (type === 0x10 || type === 0x14 || type === 0x15) return `0x${reversedHex(bytes, from, size)}`
  if (type === STRING_ARRAY) return arrayTexts(bytes, { type, from, size }).join(',')
  return type === NULL_VALUE ? '' : bytes.toString('hex', from, from + size).toUpperCase()
}

/** The texts of an array of strings: each ends with a NUL. */
export function arrayTexts(bytes: Buffer, { from, size }: BinaryValue): string[] {
  if (size === 0) return []
  return bytes
    .toString('utf16le', from, from + size)
    .replace(/\0$/, '')
    .split('\0')
}

function untilNul(text: string): string {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

function guidText(bytes: Buffer, from: number): string {
  const part = (at: number, size: number) => reversedHex(bytes, from + at, size).padStart(size * 2, '0')
  const rest = bytes.toString('hex', from + 8, from + 16)
  return `{${part(0, 4)}-${part(4, 2)}-${part(6, 2)}-${rest.slice(0, 4)}-${rest.slice(4)}}`.toUpperCase()
}

/** A little-endian number in hex, without leading zeros. */
function reversedHex(bytes: Buffer, from: number, size: number): string {
  const digits = Buffer.from(bytes.subarray(from, from + size))
    .reverse()
    .toString('hex')
  return digits.replace(/^0+(?=.)/, '')
}

const HUNDRED_NANOSECONDS_PER_MS = 10_000n
const YEAR_1601_MS = 11_644_473_600_000
const LAST_TIME_MS = 8_640_000_000_000_000

/** 100 nanoseconds since 1601 as ISO 8601 in UTC, to the millisecond. Empty for what is no time. */
function fileTimeText(bytes: Buffer, from: number): string {
  const ms = Number(bytes.readBigUInt64LE(from) / HUNDRED_NANOSECONDS_PER_MS) - YEAR_1601_MS
  return ms > LAST_TIME_MS ? '' : new Date(ms).toISOString()
}
