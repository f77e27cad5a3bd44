/**
 * The ledger of a MAK: append-only entries, and a balance that is nothing but their sum. Two numbers are kept
 * apart and never overwrite each other: what we saw (the balance) and what Microsoft reported (mak-drift.ts).
 * Reactivating a rebuilt machine counts one more (editor's note of the Volume Activation 2.0 article); applying
 * a stored confirmation ID again counts none.
 */

interface EntryBase {
  /** The same fact carries the same key however often it arrives. */
  idempotencyKey: string
  /** ISO 8601 UTC. */
  at: string
  /** Where it comes from: an import, a person, the licensing portal. */
  source: string
  by?: string
  machine?: string
  reason?: string
}

export type LedgerEntry = EntryBase &
  (
    | { kind: 'activation'; count: number }
    | { kind: 'reactivation'; count: number; cause: 'rebuild' | 'hardware' }
    /** A stored confirmation ID applied to the same machine again. */
    | { kind: 'reapplied' }
    /** Signed: what an earlier entry had wrong. */
    | { kind: 'correction'; change: number }
    /** Activations granted: the first lot and every later one. */
    | { kind: 'increase'; count: number }
    /** What Microsoft said was left at that time; changes no balance. */
    | { kind: 'microsoftCount'; remaining: number }
  )

/** By how much an entry changes the balance. */
export function effectOf(entry: LedgerEntry): number {
  switch (entry.kind) {
    case 'activation':
    case 'reactivation':
      return -entry.count
    case 'increase':
      return entry.count
    case 'correction':
      return entry.change
    case 'reapplied':
    case 'microsoftCount':
      return 0
  }
}

/** Activations left by our count; below zero when more happened than was granted. */
export function balanceOf(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + effectOf(entry), 0)
}

/** Activations ever granted. */
export function grantedBy(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === 'increase' ? entry.count : 0), 0)
}

export type LedgerAnswer =
  | {
      ok: true
      /** What to append; empty when all of it was there already. */
      entries: LedgerEntry[]
      balance: number
      /** Set when what happened goes below zero: say it loudly. */
      overdrawnBy?: number
    }
  | { ok: false; refusal: LedgerRefusal }

export type LedgerRefusal =
  | { kind: 'overdraw'; balance: number; asked: number; missing: number }
  /** The key stands for another fact already. */
  | { kind: 'keyReused'; idempotencyKey: string }
  | { kind: 'notACount'; idempotencyKey: string; field: 'count' | 'change' | 'remaining' }

/**
 * Spending that is planned: refused as a whole when it would go below zero. Entries that are there already are
 * a replay and change nothing.
 */
export function spend(ledger: readonly LedgerEntry[], planned: readonly LedgerEntry[]): LedgerAnswer {
  const answer = record(ledger, planned)
  if (!answer.ok) return answer
  const asked = -balanceOf(answer.entries)
  const balance = balanceOf(ledger)
  if (asked > 0 && answer.balance < 0) {
    return { ok: false, refusal: { kind: 'overdraw', balance, asked, missing: -answer.balance } }
  }
  return answer
}

/** Facts that were observed or entered: recorded even when the balance goes below zero. */
export function record(ledger: readonly LedgerEntry[], facts: readonly LedgerEntry[]): LedgerAnswer {
  const known = new Map(ledger.map((entry) => [entry.idempotencyKey, entry]))
  const fresh: LedgerEntry[] = []
  for (const fact of facts) {
    const refusal = refusalOf(fact, known.get(fact.idempotencyKey))
    if (refusal !== undefined) return { ok: false, refusal }
    if (known.has(fact.idempotencyKey)) continue
    known.set(fact.idempotencyKey, fact)
    fresh.push(fact)
  }
  const balance = balanceOf(ledger) + balanceOf(fresh)
  const isOverdrawn = balance < 0 && fresh.length > 0
  return { ok: true, entries: fresh, balance, ...(isOverdrawn && { overdrawnBy: -balance }) }
}

function refusalOf(fact: LedgerEntry, earlier: LedgerEntry | undefined): LedgerRefusal | undefined {
  const { idempotencyKey } = fact
  const field = wrongField(fact)
  if (field !== undefined) return { kind: 'notACount', idempotencyKey, field }
  const isSame = earlier === undefined || saysTheSame(earlier, fact)
  return isSame ? undefined : { kind: 'keyReused', idempotencyKey }
}

function saysTheSame(a: LedgerEntry, b: LedgerEntry): boolean {
  if (a.kind === 'microsoftCount' && b.kind === 'microsoftCount') return a.remaining === b.remaining
  return a.kind === b.kind && effectOf(a) === effectOf(b)
}

function wrongField(fact: LedgerEntry): 'count' | 'change' | 'remaining' | undefined {
  switch (fact.kind) {
    case 'activation':
    case 'reactivation':
    case 'increase':
      return isCount(fact.count, 1) ? undefined : 'count'
    case 'correction':
      return Number.isSafeInteger(fact.change) && fact.change !== 0 ? undefined : 'change'
    case 'microsoftCount':
      return isCount(fact.remaining, 0) ? undefined : 'remaining'
    case 'reapplied':
      return undefined
  }
}

const isCount = (value: number, least: number) => Number.isSafeInteger(value) && value >= least
