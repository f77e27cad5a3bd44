import { z } from 'zod'
import { type LedgerEntry, type LedgerRefusal, spend } from '@/lib/activation/mak/mak-ledger'
import { entryStatements, type NewEntry, type Statement } from '@/lib/data/mak/append-entries'
import { installationDigest } from '@/lib/data/mak/installation-digest'
import { type LockedAccount, lockLedger } from '@/lib/data/mak/lock-account'
import type { SqlRunner } from '@/lib/data/rows'
import type { Actor } from '../operation'

/** A machine that is to be activated. Its name or its installation ID is how the later sighting finds this entry. */
const machine = z.object({
  name: z.string().trim().toLowerCase().max(255).optional(),
  installationId: z.string().max(200).optional(),
  /** It was activated with this key before: why it needs another one. */
  again: z.enum(['rebuild', 'hardware']).optional(),
})

export const plannedSpend = z.object({
  keyId: z.uuid(),
  /** Chosen by the caller; the same one again changes nothing and gives the same answer. */
  idempotencyKey: z.string().min(8).max(200),
  /** One activation each. */
  machines: z.array(machine).min(1, 'Name at least one machine.').max(1_000),
  reason: z.string().trim().min(1, 'Choose what for.').max(300),
  /** 'exchange' for a package of offline activation. */
  source: z.enum(['plan', 'exchange']).default('plan'),
})
export type PlannedSpend = z.output<typeof plannedSpend>

export type SpendRefusal =
  | LedgerRefusal
  | { kind: 'noSuchMak' }
  | { kind: 'retired'; key: string }
  /** Nobody has entered how many activations the key was granted, so nothing can be planned with. */
  | { kind: 'nothingGranted'; key: string; seen: number }

export type SpendAnswer =
  | {
      ok: true
      /** Of the key, for the audit log: 'Windows 11 Enterprise, QRTVW'. */
      key: string
      /** Left after it, as far as we saw. */
      balance: number
      /** Activations entered; 0 for a replay. */
      entered: number
      /** Idempotency keys of the entries, one a machine, in their order: what a release names. */
      entryKeys: string[]
    }
  | { ok: false; refusal: SpendRefusal }

export interface SpendBy {
  actor: Pick<Actor, 'id' | 'name'>
  now: Date
}

/** The answers, one a call, and what is to be written for those that were accepted. */
export interface DecidedSpends {
  answers: SpendAnswer[]
  writes: Statement[]
}

/**
 * Decides about planned activations of one key, each call wholly or not at all, in the order given. Locks the
 * key's account, so that whoever else spends from it waits until this transaction ends. Nothing is saved until
 * the writes have run. A replay enters nothing.
 */
export async function spendFromKey(
  sql: SqlRunner,
  keyId: string,
  calls: readonly { input: PlannedSpend; by: SpendBy }[],
): Promise<DecidedSpends> {
  const planned = calls.map(({ input, by }) => entriesOf(input, by))
  const idempotencyKeys = planned.flat().map(({ idempotencyKey }) => idempotencyKey)
  const locked = await lockLedger(sql, keyId, idempotencyKeys)
  if (!locked) {
    return { answers: calls.map(() => ({ ok: false, refusal: { kind: 'noSuchMak' } })), writes: [] }
  }
  const accepted: NewEntry[] = []
  const answers = planned.map((entries) => decide(locked.account, locked.ledger, entries, accepted))
  return { answers, writes: entryStatements(accepted, calls.at(-1)?.by.now ?? new Date(0)) }
}

/** One call against the ledger so far; what is accepted joins `ledger` and `accepted`. */
function decide(
  account: LockedAccount,
  ledger: LedgerEntry[],
  entries: NewEntry[],
  accepted: NewEntry[],
): SpendAnswer {
  const answer = spend(ledger, entries.map(ruleEntryOf))
  const isReplay = answer.ok && answer.entries.length === 0
  if (!isReplay && account.isRetired) return { ok: false, refusal: { kind: 'retired', key: account.name } }
  if (!answer.ok) return { ok: false, refusal: refusalOf(account, answer.refusal) }
  const fresh = new Set(answer.entries.map(({ idempotencyKey }) => idempotencyKey))
  ledger.push(...answer.entries)
  accepted.push(...entries.filter(({ idempotencyKey }) => fresh.has(idempotencyKey)))
  const entryKeys = entries.map(({ idempotencyKey }) => idempotencyKey)
  return { ok: true, key: account.name, balance: answer.balance, entered: fresh.size, entryKeys }
}

function refusalOf(account: LockedAccount, refusal: LedgerRefusal): SpendRefusal {
  if (refusal.kind !== 'overdraw' || account.granted > 0) return refusal
  return { kind: 'nothingGranted', key: account.name, seen: 0 - account.balance }
}

function entriesOf(
  { keyId, idempotencyKey, machines, reason, source }: PlannedSpend,
  by: SpendBy,
): NewEntry[] {
  return machines.map(({ name, installationId, again }, index) => {
    const digest = installationDigest(installationId)
    return {
      keyId,
      kind: again === undefined ? 'activation' : 'reactivation',
      cause: again,
      change: -1,
      at: by.now.toISOString(),
      machine: name || undefined,
      installationDigest: digest,
      source,
      reason,
      actorId: by.actor.id,
      actorName: by.actor.name,
      isPlanned: true,
      idempotencyKey: `${idempotencyKey}/${name || digest || index}`,
    }
  })
}

function ruleEntryOf(entry: NewEntry): LedgerEntry {
  const { idempotencyKey, at, source, machine: name } = entry
  const base = { idempotencyKey, at, source, machine: name, count: 1 }
  if (entry.cause === undefined) return { ...base, kind: 'activation' }
  return { ...base, kind: 'reactivation', cause: entry.cause }
}
