import type { z } from 'zod'
import { auditStatements } from '@/lib/data/mak/append-audit'
import type { Statement } from '@/lib/data/mak/append-entries'
import { inPipelinedTransaction } from '@/lib/data/mak/pipelined-transaction'
import type { Permission } from '@/lib/data/permission'
import type { SqlRunner } from '@/lib/data/rows'
import type { Said } from './frame-refusal'
import { GroupQueue } from './group-queue'
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
} from './operation'

/** One call of a group: what it asks for, and who asks when. */
export interface GroupedCall<Input> {
  input: Input
  by: CallTrace
}

/** What came of one call, and what the audit log keeps of it; a refusal and a replay change nothing. */
export interface GroupedAnswer<O> {
  outcome: O
  trace: AuditWords | 'changed nothing'
}

interface GroupedOptions<Input, R> {
  /** Calls with the same one wait for each other anyway, so they share a transaction. */
  groupOf: (input: Input) => string
  refusals: (refusal: R) => Said
}

/**
 * An operation whose calls of one subject run together: each is authorized, parsed and masked by itself, then the
 * handler decides about all of them in one transaction of two round trips. It answers them in their order; what it
 * wants written is written together with their audit entries.
 */
export function groupedOperation<Schema extends z.ZodType, O extends Outcome>(
  permission: Permission,
  input: Schema,
  handler: (
    sql: SqlRunner,
    group: string,
    calls: readonly GroupedCall<z.output<Schema>>[],
  ) => Promise<{ answers: GroupedAnswer<O>[]; writes: Statement[] }>,
  { groupOf, refusals }: GroupedOptions<z.output<Schema>, RefusalOf<NoInfer<O>>>,
): Operation<Schema, O> {
  const admit = admission(permission, input)
  const queue = new GroupQueue<GroupedCall<z.output<Schema>>, O>((group, calls) =>
    inPipelinedTransaction(async (sql) => {
      const { answers, writes } = await handler(sql, group, calls)
      const audits = auditStatements(answers.flatMap((answer, index) => auditOf(answer, calls[index])))
      return { result: answers.map(({ outcome }) => outcome), writes: [...writes, ...audits] }
    }),
  )
  return {
    permission,
    input,
    say: sayer(refusals),
    async run(actor, raw, call) {
      const admitted = admit(actor, raw)
      if (!admitted.ok) return admitted
      return queue.run(groupOf(admitted.input), { input: admitted.input, by: traceOf(actor, call) })
    },
  }
}

function auditOf<O>({ trace }: GroupedAnswer<O>, call: { by: CallTrace } | undefined) {
  return trace === 'changed nothing' || !call ? [] : [auditEntry(call.by, trace)]
}
