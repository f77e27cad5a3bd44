import { leftIn, type MakLeft } from './mak-drift'
import { type LowCount, type LowCountRules, lowCounts } from './mak-forecast'
import type { LedgerEntry } from './mak-ledger'

/** A MAK in use, with what is left of it. */
export interface MakSummary {
  keyId: string
  label: string
  lastFive: string
  figure: MakLeft
  /** Rules for warnings that are broken. */
  low: LowCount[]
}

/** What is left by a ledger; `now` in milliseconds since 1970. */
export function makSummaryOf(
  key: Pick<MakSummary, 'keyId' | 'label' | 'lastFive'>,
  ledger: readonly LedgerEntry[],
  rules: LowCountRules,
  now: number,
): MakSummary {
  const figure = leftIn(ledger)
  return { ...key, figure, low: figure.granted === 0 ? [] : lowCounts(ledger, rules, now) }
}
