/** What Prisma read, as rows of SQL are (lib/data/rows.ts): times as text, whole numbers as numbers. */
export type Plain<T> = T extends Date
  ? string
  : T extends bigint
    ? number
    : T extends Uint8Array
      ? T
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : T

/** Rows of Prisma as they leave the data layer: times are ISO 8601 UTC, however deep they stand. */
export function plain<T>(found: T): Plain<T> {
  return plainValue(found) as Plain<T>
}

function plainValue(found: unknown): unknown {
  if (found instanceof Date) return found.toISOString()
  if (typeof found === 'bigint') return Number(found)
  if (Array.isArray(found)) return found.map(plainValue)
  if (found === null || typeof found !== 'object' || found instanceof Uint8Array) return found
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, plainValue(value)]))
}
