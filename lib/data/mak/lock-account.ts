import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import type { SqlRunner } from '../rows'
import { ledgerEntryOf } from './ledger-entry-of'

/** A MAK's account, held until the transaction ends. */
export interface LockedAccount {
  keyId: string
  /** Of the key: 'Windows 11 Enterprise, QRTVW'. */
  name: string
  isRetired: boolean
  balance: number
  granted: number
  entries: number
}

/** Locks the account of a key, so that nobody else spends from it until this transaction ends. Absent: no such MAK. */
export async function lockAccount(sql: SqlRunner, keyId: string): Promise<LockedAccount | undefined> {
  const [account] = await sql.rows<LockedAccount>(
    `SELECT a.key_id, k.label || ', ' || k.last_five AS name, k.retired_at IS NOT NULL AS is_retired,
            a.balance, a.granted, a.entries
       FROM mak_account a JOIN product_key k ON k.id = a.key_id WHERE a.key_id = $1::uuid FOR UPDATE OF a`,
    [keyId],
  )
  return account
}

/** Locks the accounts of all MAKs, in the order in which everyone does. */
export async function lockAllAccounts(sql: SqlRunner): Promise<void> {
  await sql.rows('SELECT key_id FROM mak_account ORDER BY key_id FOR UPDATE')
}

/** An account with what decides about new entries. */
export interface LockedLedger {
  account: LockedAccount
  /** Short enough to decide with: one line for everything else, and the entries with one of the keys asked for. */
  ledger: LedgerEntry[]
}

/**
 * Locks a key's account and reads the entries that carry one of the given idempotency keys, in one round trip
 * where the connection allows it. Absent: no such MAK.
 */
export async function lockLedger(
  sql: SqlRunner,
  keyId: string,
  idempotencyKeys: readonly string[],
): Promise<LockedLedger | undefined> {
  // The second statement runs after the first has its lock, so it sees what others entered before.
  const [account, rows] = await Promise.all([
    lockAccount(sql, keyId),
    sql.rows<Parameters<typeof ledgerEntryOf>[0]>(KNOWN_ENTRIES, [keyId, idempotencyKeys]),
  ])
  if (!account) return undefined
  const rest = account.balance - rows.reduce((sum, { change }) => sum + change, 0)
  const opening = { idempotencyKey: '', at: '1970-01-01T00:00:00.000Z', source: 'everything else' }
  return { account, ledger: [{ ...opening, kind: 'correction', change: rest }, ...rows.map(ledgerEntryOf)] }
}

// Not `key_id = $1`: a plan made while the ledger was short would go by the key and read all of its entries.
const KNOWN_ENTRIES = `
  SELECT e.kind, e.cause, e.change, e.remaining, e.at, e.machine, e.source, e.idempotency_key
    FROM unnest($2::text[]) AS asked(key),
         LATERAL (SELECT * FROM mak_entry WHERE idempotency_key = asked.key AND key_id IS NOT DISTINCT FROM $1::uuid OFFSET 0) e`
