/**
 * What other operations do with a MAK inside their own transaction: an exchange package of offline activation
 * reserves one activation a machine when it is made, gives back those that were never used, and notes a stored
 * confirmation ID that was applied again. None of these writes an audit entry; the operation that calls does.
 */
import { appendEntries } from '@/lib/data/mak/append-entries'
import { installationDigest } from '@/lib/data/mak/installation-digest'
import { lockAccount } from '@/lib/data/mak/lock-account'
import { plannedEntries } from '@/lib/data/mak/planned-entries'
import { onPrisma } from '@/lib/data/rows'
import type { OperationContext } from '../operation'
import { type PlannedSpend, type SpendAnswer, spendFromKey } from './planned-spend'

type Within = Pick<OperationContext, 'tx' | 'actor' | 'now'>

/** Spends planned activations of one key within the caller's transaction: all of `input.machines` or none. */
export async function reserveActivations(context: Within, input: PlannedSpend): Promise<SpendAnswer> {
  const sql = onPrisma(context.tx)
  const { answers, writes } = await spendFromKey(sql, input.keyId, [{ input, by: context }])
  for (const { text, values } of writes) await sql.rows(text, values)
  const [answer] = answers
  return answer ?? { ok: false, refusal: { kind: 'noSuchMak' } }
}

export type ReleaseAnswer =
  | { ok: true; released: number; balance: number }
  | {
      ok: false
      refusal:
        | { kind: 'noSuchMak' }
        /** The machine has been seen licensed: the activation is used. */
        | { kind: 'used'; machines: string[] }
    }

/**
 * Gives planned activations back that never took place; `entryKeys` as SpendAnswer names them. Each is taken
 * back by a correction; those given back before are left alone. Refused where one was seen to have happened.
 */
export async function releaseActivations(
  { tx, actor, now }: Within,
  input: { keyId: string; entryKeys: readonly string[]; reason: string },
): Promise<ReleaseAnswer> {
  const sql = onPrisma(tx)
  const account = await lockAccount(sql, input.keyId)
  if (!account) return { ok: false, refusal: { kind: 'noSuchMak' } }
  const planned = await plannedEntries(sql, input.keyId, input.entryKeys)
  const used = planned.filter(({ isSeen }) => isSeen)
  if (used.length > 0) {
    return { ok: false, refusal: { kind: 'used', machines: used.map(({ machine }) => machine ?? 'unnamed') } }
  }
  const back = planned.filter(({ isTakenBack }) => !isTakenBack)
  const entries = back.map(({ no, change, machine }) => ({
    keyId: input.keyId,
    kind: 'correction' as const,
    change: -change,
    at: now.toISOString(),
    machine: machine ?? undefined,
    source: 'exchange' as const,
    reason: input.reason,
    actorId: actor.id,
    actorName: actor.name,
    takesBack: no,
    idempotencyKey: `back:${no}`,
  }))
  await appendEntries(sql, entries, now)
  const balance = account.balance + entries.reduce((sum, { change }) => sum + change, 0)
  return { ok: true, released: entries.length, balance }
}

/** Machines a stored confirmation ID was applied to again. */
export interface Reapplied {
  keyId: string
  reason?: string
  /** Each with an idempotency key of its own. */
  machines: readonly { name?: string; installationId?: string | undefined; idempotencyKey: string }[]
}

/**
 * Notes that stored confirmation IDs were applied to machines again: an entry for each, in this order, that costs
 * nothing. When the machine is seen licensed after it, with unchanged hardware, that sighting counts nothing either.
 * The same idempotency key again enters nothing. Returns false when there is no such MAK.
 */
export async function enterReapplied(
  { tx, actor, now }: Within,
  { keyId, reason, machines }: Reapplied,
): Promise<boolean> {
  const sql = onPrisma(tx)
  const account = await lockAccount(sql, keyId)
  if (!account) return false
  const asked = machines.map(({ idempotencyKey }) => idempotencyKey)
  const known = new Set((await plannedEntries(sql, keyId, asked)).map(({ idempotencyKey }) => idempotencyKey))
  const entries = machines
    .filter(({ idempotencyKey }) => !known.has(idempotencyKey))
    .map(({ name, installationId, idempotencyKey }) => ({
      keyId,
      kind: 'reapplied' as const,
      change: 0,
      at: now.toISOString(),
      machine: name,
      installationDigest: installationDigest(installationId),
      source: 'exchange' as const,
      reason,
      actorId: actor.id,
      actorName: actor.name,
      idempotencyKey,
    }))
  await appendEntries(sql, entries, now)
  return true
}
