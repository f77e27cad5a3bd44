import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { hostKeyBudget, planHostActivation } from '@/lib/activation/kms/host-key-budget'
import { loadChiefNames } from '@/lib/data/keys/chief-names'
import {
  addHostEntry,
  findHostEntry,
  hasHostEntry,
  removeHostEntry,
  saveHostLimits,
} from '@/lib/data/keys/host-entries'
import {
  enterHostReadings,
  loadHostLimits,
  loadHostRegister,
  unexplainedActivations,
} from '@/lib/data/keys/host-register'
import { lockKey } from '@/lib/data/keys/key-rows'
import { onPrisma } from '@/lib/data/rows'
import { operation, type Transaction } from '../operation'
import { nameOf } from './change-key'
import { hostActivationInput, hostLimitInput, keyReason } from './key-input'
import { type KeyRefusal, sayKeyOperationRefusal } from './key-refusal'

/**
 * Enters one activation of a KMS host, planned or just made. A seventh host or a tenth reactivation is refused
 * with the numbers; the key's row is locked, so two people cannot enter the last one both.
 */
export const recordHostActivation = operation(
  'key.change',
  hostActivationInput,
  async (context, input) => {
    const { tx, now, actor, audit } = context
    const key = await lockKey(tx, input.keyId)
    if (!key) return refuse({ kind: 'noSuchKey' })
    if (key.kind !== 'csvlk') return refuse({ kind: 'noHostKey' })
    if (key.retiredAt) return refuse({ kind: 'isRetired' })
    if (await hasHostEntry(tx, input.idempotencyKey)) return refuse({ kind: 'unchanged' })
    const at = new Date(input.at)
    if (at.getTime() > now.getTime() + CLOCK_SLACK_MS) return refuse({ kind: 'inFuture' })
    const { keyId, method, note, idempotencyKey } = input
    const host = (await loadChiefNames(onPrisma(tx), [input.host]))(input.host)
    const plan = await planned(tx, key, { host, at: at.toISOString() })
    if (!plan.ok) return plan
    await addHostEntry(tx, {
      id: randomUUID(),
      keyId,
      host,
      at,
      method,
      source: 'person',
      recordedAt: now,
      recordedById: actor.id,
      recordedBy: actor.name,
      note: note || null,
      idempotencyKey,
    })
    await enterHostReadings(onPrisma(tx), now, [keyId])
    const after = { name: nameOf(key), host, at: at.toISOString(), method, ...(note && { note }) }
    await audit({ action: 'key.activateHost', subjectType: 'key', subjectId: keyId, after })
    return plan
  },
  { refusals: sayKeyOperationRefusal },
)

/** Clocks of people and servers differ a little. */
const CLOCK_SLACK_MS = 5 * 60_000

/** Judged against what would stand in the register beside it: what it explains is no longer counted apart. */
async function planned(
  tx: Transaction,
  key: { id: string; lastFive: string },
  entry: { host: string; at: string },
) {
  const sql = onPrisma(tx)
  const register = await loadHostRegister(sql, key.id, await loadChiefNames(sql))
  const told = register.filter(({ source }) => source === 'person')
  const known = [...told, entry]
  // The host may be one that no table names yet.
  const chiefOf = await loadChiefNames(
    sql,
    known.map(({ host }) => host),
  )
  const untold = await unexplainedActivations(sql, key, known, chiefOf)
  return planHostActivation([...told, ...untold], entry.host, await loadHostLimits(sql, key.id))
}

/** Withdraws an entry that a person made by mistake. What was observed cannot be withdrawn. */
export const withdrawHostActivation = operation(
  'key.change',
  z.object({ activationId: z.uuid(), reason: keyReason }),
  async (context, { activationId, reason }) => {
    const { tx, now, audit } = context
    const entry = await findHostEntry(tx, activationId)
    const key = entry && (await lockKey(tx, entry.keyId))
    if (!entry || !key) return refuse({ kind: 'noSuchEntry' })
    if (entry.source !== 'person') return refuse({ kind: 'observedEntry', host: entry.host })
    await removeHostEntry(tx, activationId)
    await enterHostReadings(onPrisma(tx), now, [key.id])
    const before = { name: nameOf(key), host: entry.host, at: entry.at.toISOString(), method: entry.method }
    await audit({
      action: 'key.withdrawHost',
      subjectType: 'key',
      subjectId: key.id,
      before,
      after: { name: nameOf(key) },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

/** Sets the limits that Microsoft granted for one key. They cannot lie below what is used already. */
export const changeHostLimits = operation(
  'key.change',
  hostLimitInput,
  async (context, input) => {
    const { tx, now, audit } = context
    const key = await lockKey(tx, input.keyId)
    if (!key) return refuse({ kind: 'noSuchKey' })
    if (key.kind !== 'csvlk') return refuse({ kind: 'noHostKey' })
    const { hosts, reactivationsPerHost, reason } = input
    const sql = onPrisma(tx)
    const before = await loadHostLimits(sql, key.id)
    if (before.hosts === hosts && before.reactivationsPerHost === reactivationsPerHost) {
      return refuse({ kind: 'unchanged' })
    }
    const used = usedOf(await loadHostRegister(sql, key.id, await loadChiefNames(sql)))
    if (
      hosts < Math.min(used.hosts, before.hosts) ||
      reactivationsPerHost < Math.min(used.reactivations, before.reactivationsPerHost)
    ) {
      return refuse({ kind: 'limitBelowUse', ...used })
    }
    await saveHostLimits(tx, key.id, { hosts, reactivationsPerHost }, now)
    await enterHostReadings(onPrisma(tx), now, [key.id])
    await audit({
      action: 'key.hostLimits',
      subjectType: 'key',
      subjectId: key.id,
      before: { name: nameOf(key), ...before },
      after: { name: nameOf(key), hosts, reactivationsPerHost },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

function refuse(refusal: KeyRefusal) {
  return { ok: false as const, refusal }
}

function usedOf(register: readonly { host: string; at: string }[]) {
  const { uses } = hostKeyBudget(register)
  return { hosts: uses.length, reactivations: Math.max(0, ...uses.map((use) => use.reactivations)) }
}
