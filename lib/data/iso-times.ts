/** What Prisma read, with its times as text. */
export type IsoTimes<T> = T extends Date
  ? string
  : T extends Uint8Array | bigint
    ? T
    : T extends object
      ? { [K in keyof T]: IsoTimes<T[K]> }
      : T

/** Rows of Prisma as they leave the data layer: times are ISO 8601 UTC, however deep they stand. */
export function isoTimes<T>(found: T): IsoTimes<T> {
  return withIsoTimes(found) as IsoTimes<T>
}

function withIsoTimes(found: unknown): unknown {
  if (found instanceof Date) return found.toISOString()
  if (Array.isArray(found)) return found.map(withIsoTimes)
  if (found === null || typeof found !== 'object' || found instanceof Uint8Array) return found
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, withIsoTimes(value)]))
}
