import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { maskValues } from '@/lib/activation/product/mask-values'
import type { NewAuditEntry } from '@/lib/data/audit'
import { auditStatements } from '@/lib/data/mak/append-audit'
import { inPipelinedTransaction } from '@/lib/data/mak/pipelined-transaction'
import { type Operation, sayer } from '../operation'
import { sayLedgerOperationRefusal } from './ledger-refusal'
import {
  type PlannedSpend,
  plannedSpend,
  type SpendAnswer,
  type SpendBy,
  spendFromKey,
} from './planned-spend'
import { SpendQueue } from './spend-queue'

interface SpendCall {
  input: PlannedSpend
  by: SpendBy
  requestId: string
}

/** Machines named in one audit entry; the ledger has all of them. */
const NAMED_IN_AUDIT = 20

const queue = new SpendQueue<SpendCall, SpendAnswer>((keyId, calls) =>
  inPipelinedTransaction(async (sql) => {
    const { answers, writes } = await spendFromKey(sql, keyId, calls)
    const audits = auditStatements(calls.flatMap((call, index) => auditOf(call, answers[index])))
    return { result: answers, writes: [...writes, ...audits] }
  }),
)

/**
 * Enters activations that are planned with a MAK, one a machine. Refused as a whole, with the numbers, where
 * the balance does not reach; never below zero, however many spend at once and from however many processes.
 * The same idempotency key again enters nothing and is answered as before. When a planned machine is later
 * seen licensed with the key, that sighting counts no second time.
 */
export const spendMak: Operation<typeof plannedSpend, SpendAnswer> = {
  permission: 'ledger.change',
  input: plannedSpend,
  say: sayer(sayLedgerOperationRefusal),
  async run(actor, raw: z.input<typeof plannedSpend>, call = {}) {
    if (!actor.can('ledger.change')) {
      return { ok: false, refusal: { kind: 'notPermitted', permission: 'ledger.change' } }
    }
    const parsed = plannedSpend.safeParse(raw)
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      return { ok: false, refusal: { kind: 'badInput', issues } }
    }
    const by = { actor, now: call.now ?? new Date() }
    const input = maskValues(parsed.data)
    return queue.run(input.keyId, { input, by, requestId: call.requestId ?? randomUUID() })
  },
}

/** Nothing for a refusal or a replay: they change nothing. */
function auditOf({ input, by, requestId }: SpendCall, answer: SpendAnswer | undefined): NewAuditEntry[] {
  if (!answer?.ok || answer.entered === 0) return []
  const names = input.machines.flatMap(({ name }) => (name ? [name] : []))
  return [
    {
      at: by.now,
      actorId: by.actor.id,
      actorName: by.actor.name,
      action: 'mak.spend',
      subjectType: 'key',
      subjectId: input.keyId,
      after: {
        name: answer.key,
        activations: answer.entered,
        balance: answer.balance,
        ...(names.length > 0 && { machines: names.slice(0, NAMED_IN_AUDIT).join(', ') }),
      },
      reason: input.reason,
      requestId,
    },
  ]
}
