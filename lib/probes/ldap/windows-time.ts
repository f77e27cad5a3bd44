/** Milliseconds between 1601, where Windows begins to count, and 1970. */
const EPOCH_MS = 11_644_473_600_000n
const TICKS_A_MS = 10_000n
/** Stands for "never" in attributes that hold a time. */
const NEVER = 0x7fffffffffffffffn

/**
 * A FILETIME as directories write it: 100 ns since 1601, as decimal text. Absent for "never" (0, the largest number)
 * and for what is no number or lies outside the years 1601 to 9999.
 */
export function fileTime(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\d{1,19}$/.test(text)) return undefined
  const ticks = BigInt(text)
  if (ticks === 0n || ticks >= NEVER) return undefined
  const at = Number(ticks / TICKS_A_MS - EPOCH_MS)
  return at < LAST_MS ? new Date(at) : undefined
}

const LAST_MS = Date.UTC(10_000, 0)

/** Generalized time, as whenCreated has it: '20260131093000.0Z'. Absent for anything else. */
export function generalizedTime(text: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:[.,]\d+)?Z$/.exec(text ?? '')
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : undefined
}
