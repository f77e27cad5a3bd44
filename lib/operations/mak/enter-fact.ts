import { type LedgerEntry, type LedgerRefusal, record } from '@/lib/activation/mak/mak-ledger'
import { appendEntries, type NewEntry } from '@/lib/data/mak/append-entries'
import { type LockedAccount, lockLedger } from '@/lib/data/mak/lock-account'
import { onPrisma } from '@/lib/data/rows'
import type { OperationContext } from '../operation'

export type FactRefusal =
  | LedgerRefusal
  | { kind: 'noSuchMak' }
  /** The same fact was entered before: a form sent twice, a callback that came again. */
  | { kind: 'enteredAlready' }

/** A fact as a person or a program enters it, and as the rules see it. */
export interface Fact {
  entry: LedgerEntry
  row: Pick<NewEntry, 'kind' | 'cause' | 'change' | 'remaining' | 'source'>
}

export type FactAnswer =
  | { ok: true; account: LockedAccount; balance: number; overdrawnBy?: number }
  | { ok: false; refusal: FactRefusal }

/**
 * Enters what happened, also where the balance goes below zero: overdrawnBy then says by how much. Locks the
 * account until the transaction ends. The caller writes the audit entry.
 */
export async function enterFact(
  { tx, actor, now }: Pick<OperationContext, 'tx' | 'actor' | 'now'>,
  keyId: string,
  { entry, row }: Fact,
): Promise<FactAnswer> {
  const sql = onPrisma(tx)
  const { idempotencyKey, at, machine, reason } = entry
  const locked = await lockLedger(sql, keyId, [idempotencyKey])
  if (!locked) return { ok: false, refusal: { kind: 'noSuchMak' } }
  const { account, ledger } = locked
  const answer = record(ledger, [entry])
  if (!answer.ok) return answer
  if (answer.entries.length === 0) return { ok: false, refusal: { kind: 'enteredAlready' } }
  const by = { actorId: actor.id, actorName: actor.name }
  await appendEntries(sql, [{ ...row, ...by, keyId, idempotencyKey, at, machine, reason }], now)
  const { balance, overdrawnBy } = answer
  return { ok: true, account, balance, overdrawnBy }
}
