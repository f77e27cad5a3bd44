import { maskProductKeys } from './product-key'

/**
 * The same value with every product key in its texts masked, however deep: of objects and lists as JSON knows
 * them, the names of fields included. Dates, bytes and other things come back as they are.
 */
export function maskValues<T>(value: T): T {
  return masked(value) as T
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskProductKeys(value)
  if (Array.isArray(value)) return value.map(masked)
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [maskProductKeys(name), masked(inner)]),
  )
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
