import type { z } from 'zod'
import type { NewAuditEntry } from '@/lib/data/audit'
import { auditStatements } from '@/lib/data/mak/append-audit'
import type { Permission } from '@/lib/data/permission'
import { type Connection, inTransaction, lockRecord } from '@/lib/data/transaction'
import type { Said } from '../frame-refusal'
import {
  type AuditWords,
  admission,
  auditEntry,
  type CallTrace,
  type Operation,
  type Outcome,
  type RefusalOf,
  sayer,
  traceOf,
} from '../operation'

interface RecordContext extends CallTrace {
  db: Connection
  /** Writes who did what in the same transaction. */
  audit(entry: AuditWords): void
}

/**
 * An operation on the record itself: decided and carried out in one transaction under the record's lock, so that no merge comes
 * between. The handler decides before it changes anything: a refusal has changed nothing.
 */
export function recordOperation<Schema extends z.ZodType, O extends Outcome>(
  permission: Permission,
  input: Schema,
  handler: (context: RecordContext, input: z.output<Schema>) => Promise<O>,
  { refusals }: { refusals: (refusal: RefusalOf<NoInfer<O>>) => Said },
): Operation<Schema, O> {
  const admit = admission(permission, input)
  return {
    permission,
    input,
    say: sayer(refusals),
    async run(actor, raw, call) {
      const admitted = admit(actor, raw)
      if (!admitted.ok) return admitted
      const trace = traceOf(actor, call)
      return inTransaction(async (db) => {
        await lockRecord(db)
        const audits: NewAuditEntry[] = []
        const audit = (words: AuditWords) => void audits.push(auditEntry(trace, words))
        const outcome = await handler({ ...trace, db, audit }, admitted.input)
        if (outcome.ok && audits.length === 0)
          throw new Error(`An operation with permission ${permission} succeeded without an audit entry.`)
        for (const { text, values } of auditStatements(audits)) await db.query(text, [...values])
        return outcome
      })
    },
  }
}
