import { availableIn } from '../mak/mak-drift'
import { type LowCount, type LowCountRules, lowCounts } from '../mak/mak-forecast'
import { balanceOf, grantedBy, type LedgerEntry } from '../mak/mak-ledger'

/** A MAK in use, as the overview needs it. */
export interface MakSummary {
  keyId: string
  label: string
  lastFive: string
  granted: number
  /** As far as we saw. */
  balance: number
  /** The lower of what we saw and what Microsoft reported. */
  available: number
  /** Rules for warnings that are broken. */
  low: LowCount[]
}

/** Something about a MAK that a person has to see to. */
export type MakAttention = { mak: Pick<MakSummary, 'keyId' | 'label' | 'lastFive'> } & (
  | { kind: 'makOverdrawn'; overdrawnBy: number; granted: number }
  | { kind: 'makUsedUp'; granted: number }
  /** seen: what is left by our count, where Microsoft's count leaves less. */
  | { kind: 'makLow'; available: number; seen?: number; granted: number; low: LowCount[] }
)

/** The figures of a ledger that the overview shows; `now` in milliseconds since 1970. */
export function makSummaryOf(
  key: Pick<MakSummary, 'keyId' | 'label' | 'lastFive'>,
  ledger: readonly LedgerEntry[],
  rules: LowCountRules,
  now: number,
): MakSummary {
  const granted = grantedBy(ledger)
  const low = granted === 0 ? [] : lowCounts(ledger, rules, now)
  return { ...key, granted, balance: balanceOf(ledger), available: availableIn(ledger), low }
}

/**
 * Overdrawn keys first, then used-up ones, then those that run low. A key whose grant nobody entered has no
 * figure to judge by and is left out.
 */
export function makAttention(maks: readonly MakSummary[]): MakAttention[] {
  const rank = { makOverdrawn: 0, makUsedUp: 1, makLow: 2 } as const
  return maks.flatMap(attentionOf).toSorted((a, b) => rank[a.kind] - rank[b.kind])
}

function attentionOf({ granted, balance, available, low, ...key }: MakSummary): MakAttention[] {
  const mak = { keyId: key.keyId, label: key.label, lastFive: key.lastFive }
  if (granted === 0) return []
  if (balance < 0) return [{ kind: 'makOverdrawn', mak, overdrawnBy: -balance, granted }]
  if (available <= 0) return [{ kind: 'makUsedUp', mak, granted }]
  const seen = available < balance ? { seen: balance } : {}
  return low.length === 0 ? [] : [{ kind: 'makLow', mak, available, ...seen, granted, low }]
}
