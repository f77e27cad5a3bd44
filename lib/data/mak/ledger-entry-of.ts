import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'

/** The columns of `mak_entry` that make an entry of the rules. */
export interface LedgerRow {
  kind: string
  cause: string | null
  change: number
  remaining: number | null
  at: string
  machine: string | null
  source: string
  idempotencyKey: string
}

/** A row as an entry of lib/activation/mak. */
export function ledgerEntryOf(row: LedgerRow): LedgerEntry {
  const { idempotencyKey, source, change } = row
  const base = { idempotencyKey, source, at: row.at, machine: row.machine ?? undefined }
  switch (row.kind) {
    case 'activation':
      return { ...base, kind: 'activation', count: -change }
    case 'reactivation':
      return {
        ...base,
        kind: 'reactivation',
        count: -change,
        cause: row.cause === 'hardware' ? 'hardware' : 'rebuild',
      }
    case 'increase':
      return { ...base, kind: 'increase', count: change }
    case 'microsoftCount':
      return { ...base, kind: 'microsoftCount', remaining: row.remaining ?? 0 }
    case 'reapplied':
      return { ...base, kind: 'reapplied' }
    default:
      return { ...base, kind: 'correction', change }
  }
}
