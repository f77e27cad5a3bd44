import { maskProductKeys } from './product-key'

/**
 * The same value with every product key in its texts masked, however deep: of objects and lists as JSON knows
 * them, the names of fields included. Dates, bytes and other things come back as they are.
 */
export function maskValues<T>(value: T): T {
  return masked(value) as T
}

const SHORTEST_KEY = 25
/** Blanks, escapes and letters beyond ASCII: such a text is read closely. */
const NEEDS_READING = /[\s\\%&\u0080-\uFFFF]/
/** Otherwise a key is five groups with signs between them, or 25 symbols of its alphabet in pieces. */
const MAY_HOLD_KEY =
  /[A-Za-z0-9]{5}(?:[^A-Za-z0-9]{0,12}[A-Za-z0-9]{5}){4}|[B-DF-HJKMNP-RTV-Y2-46-9](?:[^A-Za-z0-9]{0,6}[B-DF-HJKMNP-RTV-Y2-46-9]){24}/i

/** The same as maskProductKeys; most names and numbers are told at a glance, which counts for a million rows. */
function maskedText(text: string): string {
  if (text.length < SHORTEST_KEY) return text
  return NEEDS_READING.test(text) || MAY_HOLD_KEY.test(text) ? maskProductKeys(text) : text
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskedText(value)
  if (Array.isArray(value)) return value.map(masked)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [maskedText(name), masked(inner)]))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
