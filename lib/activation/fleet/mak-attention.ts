import { leftIn, type MakLeft } from '../mak/mak-drift'
import { type LowCount, type LowCountRules, lowCounts } from '../mak/mak-forecast'
import type { LedgerEntry } from '../mak/mak-ledger'

/** A MAK in use, as the overview needs it. */
export interface MakSummary {
  keyId: string
  label: string
  lastFive: string
  figure: MakLeft
  /** Rules for warnings that are broken. */
  low: LowCount[]
}

/** Something about a MAK that a person has to see to. */
export type MakAttention = { mak: Pick<MakSummary, 'keyId' | 'label' | 'lastFive'> } & (
  | { kind: 'makOverdrawn'; overdrawnBy: number; granted: number }
  | { kind: 'makUsedUp'; granted: number }
  | { kind: 'makLow'; figure: MakLeft; low: LowCount[] }
)

/** The figures of a ledger that the overview shows; `now` in milliseconds since 1970. */
export function makSummaryOf(
  key: Pick<MakSummary, 'keyId' | 'label' | 'lastFive'>,
  ledger: readonly LedgerEntry[],
  rules: LowCountRules,
  now: number,
): MakSummary {
  const figure = leftIn(ledger)
  return { ...key, figure, low: figure.granted === 0 ? [] : lowCounts(ledger, rules, now) }
}

/**
 * Overdrawn keys first, then used-up ones, then those that run low. A key whose grant nobody entered has no
 * figure to judge by and is left out.
 */
export function makAttention(maks: readonly MakSummary[]): MakAttention[] {
  const rank = { makOverdrawn: 0, makUsedUp: 1, makLow: 2 } as const
  return maks.flatMap(attentionOf).toSorted((a, b) => rank[a.kind] - rank[b.kind])
}

function attentionOf({ figure, low, ...key }: MakSummary): MakAttention[] {
  const { left, granted, overdrawnBy } = figure
  const mak = { keyId: key.keyId, label: key.label, lastFive: key.lastFive }
  if (granted === 0) return []
  if (overdrawnBy > 0) return [{ kind: 'makOverdrawn', mak, overdrawnBy, granted }]
  if (left === 0) return [{ kind: 'makUsedUp', mak, granted }]
  return low.length === 0 ? [] : [{ kind: 'makLow', mak, figure, low }]
}
