import type { LedgerEntry } from './mak-ledger'

/** Kinds of entries in words, in the order of a filter. */
export const ENTRY_KIND_WORDS = {
  activation: 'Activation',
  reactivation: 'Reactivation',
  reapplied: 'Confirmation ID applied again',
  correction: 'Correction',
  increase: 'Increase',
  microsoftCount: 'Microsoft’s count',
} as const satisfies Record<LedgerEntry['kind'], string>

export interface EntryFacts {
  kind: LedgerEntry['kind']
  cause?: 'rebuild' | 'hardware' | null
  remaining?: number | null
  isPlanned: boolean
  isObserved: boolean
  /** Number of the entry that counted it already. */
  coveredBy?: number | null
  /** Number of the entry that this one takes back. */
  takesBack?: number | null
  /** Number of the correction that took this one back. */
  takenBackBy?: number | null
}

/** What an entry says of itself: a name, and where needed a second, softer line. */
export function entryWords(entry: EntryFacts): { name: string; note?: string } {
  const note = noteOf(entry)
  return { name: nameOf(entry), ...(note !== undefined && { note }) }
}

function nameOf({ kind, cause, remaining, isPlanned }: EntryFacts): string {
  switch (kind) {
    case 'activation':
      return isPlanned ? 'Planned activation' : 'Activation'
    case 'reactivation': {
      const why = cause === 'hardware' ? 'new hardware' : 'rebuild'
      return isPlanned ? `Planned reactivation, ${why}` : `Reactivation, ${why}`
    }
    case 'microsoftCount':
      return `Microsoft’s count: ${(remaining ?? 0).toLocaleString('en-US')} left`
    case 'reapplied':
    case 'correction':
    case 'increase':
      return ENTRY_KIND_WORDS[kind]
  }
}

function noteOf({ isObserved, coveredBy, takesBack, takenBackBy, kind }: EntryFacts): string | undefined {
  if (takenBackBy) return `Reversed by entry ${takenBackBy}`
  if (takesBack) return `Reverses entry ${takesBack}`
  if (coveredBy && kind === 'reapplied') return `Seen licensed; uses no activation, see entry ${coveredBy}`
  if (coveredBy) return `Seen licensed; counted when planned, entry ${coveredBy}`
  if (isObserved && kind === 'reactivation') return 'Same name, new ID: counts again'
  return undefined
}
