import { maskValues } from '@/lib/activation/product/mask-values'
import { jsonText } from '../json-text'

/** Values on their way into a staging table, in the text format of COPY. An absent value is \N. */
export type StagedValue = string | number | boolean | undefined

// biome-ignore lint/suspicious/noControlCharactersInRegex: Postgres texts take no NUL
const UNSAFE = /[\u0000\\\n\r\t]/g
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Free text, cut to `length` characters. Absent when nothing is left. */
export function text(value: string | undefined, length = 400): string | undefined {
  if (!value) return undefined
  return value.slice(0, length).replace(UNSAFE, (symbol) => ESCAPED[symbol] ?? '')
}

/** An object as JSON, product keys in its texts masked; absent when it holds nothing. */
export function json(value: object): string | undefined {
  const written = jsonText(maskValues(value))
  return written === '{}' ? undefined : text(written, 100_000)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A GUID in lower case, else absent: a damaged id is no id. */
export function guid(value: string | undefined): string | undefined {
  return value !== undefined && UUID.test(value) ? value : undefined
}

const CODE = /^0x[0-9A-F]{8}$/

/** A reason code in the one form the console keeps, else absent. */
export function code(value: string | undefined): string | undefined {
  return value !== undefined && CODE.test(value) ? value : undefined
}

const LARGEST_INTEGER = 2_147_483_647

/** A whole number the database can hold, else absent. */
export function integer(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && Math.abs(value) <= LARGEST_INTEGER
    ? value
    : undefined
}

const LATEST_END = Date.UTC(9000, 0, 1)

/** A moment as ISO 8601 UTC, else absent. */
export function moment(value: string | undefined): string | undefined {
  const time = Date.parse(value ?? '')
  if (Number.isNaN(time) || Math.abs(time) > LATEST_END) return undefined
  return value?.length === 24 && value.endsWith('Z') ? value : new Date(time).toISOString()
}

/** One line of COPY text. */
export function copyLine(values: readonly StagedValue[]): string {
  let line = ''
  for (const value of values) line += value === undefined ? '\\N\t' : `${value}\t`
  return `${line.slice(0, -1)}\n`
}
