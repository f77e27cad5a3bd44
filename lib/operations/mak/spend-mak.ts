import { groupedOperation } from '../grouped-operation'
import type { AuditWords } from '../operation'
import { sayLedgerOperationRefusal } from './ledger-refusal'
import { type PlannedSpend, plannedSpend, type SpendAnswer, spendFromKey } from './planned-spend'

/** Machines named in one audit entry; the ledger has all of them. */
const NAMED_IN_AUDIT = 20

/**
 * Enters activations that are planned with a MAK, one a machine. Refused as a whole, with the numbers, where
 * the balance does not reach; never below zero, however many spend at once and from however many processes.
 * The same idempotency key again enters nothing and is answered as before. When a planned machine is later
 * seen licensed with the key, that sighting counts no second time.
 */
export const spendMak = groupedOperation(
  'ledger.change',
  plannedSpend,
  async (sql, keyId, calls) => {
    const { answers, writes } = await spendFromKey(sql, keyId, calls)
    const traced = answers.map((outcome, index) => ({
      outcome,
      trace: traceOf(calls[index]?.input, outcome),
    }))
    return { answers: traced, writes }
  },
  { groupOf: ({ keyId }) => keyId, refusals: sayLedgerOperationRefusal },
)

/** A refusal and a replay change nothing. */
function traceOf(input: PlannedSpend | undefined, answer: SpendAnswer): AuditWords | 'changed nothing' {
  if (!input || !answer.ok || answer.entered === 0) return 'changed nothing'
  const names = input.machines.flatMap(({ name }) => (name ? [name] : []))
  return {
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
  }
}
