import type { DayOrder } from '@/lib/sources/moments'

/** What `--day-order` says of dates like 6/3/2026; throws at anything but `day-first` and `month-first`. */
export function dayOrderOf(text: string | undefined): DayOrder | undefined {
  if (text === undefined) return undefined
  if (text === 'day-first') return 'dayFirst'
  if (text === 'month-first') return 'monthFirst'
  throw new Error('--day-order is neither day-first nor month-first.')
}
