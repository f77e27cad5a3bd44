import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { type OperationContext, operation } from '../operation'
import { enterFact } from './enter-fact'
import { correctionInput, increaseInput, microsoftCountInput } from './ledger-input'
import { sayLedgerOperationRefusal } from './ledger-refusal'

/** Puts right what an entry had wrong, up or down. Facts may take the balance below zero; the answer then says so. */
export const recordCorrection = operation(
  'ledger.change',
  correctionInput,
  async (context, input) => {
    const { keyId, change, reason, idempotencyKey } = input
    const at = input.at ?? context.now.toISOString()
    const entry: LedgerEntry = { kind: 'correction', change, idempotencyKey, at, source: 'person', reason }
    const answer = await enterFact(context, keyId, {
      entry,
      row: { kind: 'correction', change, source: 'person' },
    })
    if (!answer.ok) return answer
    const { account, balance, overdrawnBy } = answer
    await context.audit({
      action: 'mak.correct',
      subjectType: 'key',
      subjectId: keyId,
      before: { name: account.name, balance: account.balance },
      after: { name: account.name, balance },
      reason,
    })
    return { ok: true as const, balance, overdrawnBy }
  },
  { refusals: sayLedgerOperationRefusal },
)

/**
 * Activations granted: the first lot and every later one. Without a time the first lot counts from before
 * everything else in the ledger, a later one from now.
 */
export const recordIncrease = operation(
  'ledger.change',
  increaseInput,
  async (context, input) => {
    const { keyId, count, idempotencyKey } = input
    const reason = input.reason || undefined
    const at = input.at ?? (await momentOfGrant(context, keyId))
    const entry: LedgerEntry = { kind: 'increase', count, idempotencyKey, at, source: 'person', reason }
    const answer = await enterFact(context, keyId, {
      entry,
      row: { kind: 'increase', change: count, source: 'person' },
    })
    if (!answer.ok) return answer
    const { account, balance } = answer
    await context.audit({
      action: 'mak.increase',
      subjectType: 'key',
      subjectId: keyId,
      before: { name: account.name, granted: account.granted, balance: account.balance },
      after: { name: account.name, granted: account.granted + count, balance },
      reason,
    })
    return { ok: true as const, balance }
  },
  { refusals: sayLedgerOperationRefusal },
)

/** Just before the first entry while nothing was granted, else now. ISO 8601 UTC. */
async function momentOfGrant(
  { tx, now }: Pick<OperationContext, 'tx' | 'now'>,
  keyId: string,
): Promise<string> {
  const known = await tx.makEntry.aggregate({ where: { keyId }, _min: { at: true } })
  const granted = await tx.makEntry.count({ where: { keyId, kind: 'increase' } })
  const first = known._min.at
  if (granted > 0 || first === null) return now.toISOString()
  return new Date(Math.min(first.getTime() - 1, now.getTime())).toISOString()
}

/** What Microsoft said was left, as a person read it. Changes no balance: the two numbers stand side by side. */
export const recordMicrosoftCount = operation(
  'ledger.change',
  microsoftCountInput,
  async (context, input) => {
    const { keyId, remaining, source, idempotencyKey } = input
    const at = input.at ?? context.now.toISOString()
    if (Date.parse(at) > context.now.getTime() + ONE_MINUTE_MS) {
      return { ok: false as const, refusal: { kind: 'inTheFuture' as const } }
    }
    const entry: LedgerEntry = { kind: 'microsoftCount', remaining, idempotencyKey, at, source }
    const answer = await enterFact(context, keyId, {
      entry,
      row: { kind: 'microsoftCount', change: 0, remaining, source },
    })
    if (!answer.ok) return answer
    await context.audit({
      action: 'mak.microsoftCount',
      subjectType: 'key',
      subjectId: keyId,
      after: { name: answer.account.name, reported: remaining, at, source, balance: answer.balance },
    })
    return { ok: true as const, balance: answer.balance }
  },
  { refusals: sayLedgerOperationRefusal },
)

const ONE_MINUTE_MS = 60_000
