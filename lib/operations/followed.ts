import type { z } from 'zod'
import type { Operation, OperationCall, Outcome } from './operation'

type Done<O> = Extract<O, { ok: true }>

/**
 * The operation, and then what follows once it has committed: a job, a look at the network. What that returns is the
 * outcome. Should it be cut off, the decision stands all the same.
 */
export function followed<Schema extends z.ZodType, O extends Outcome, Next extends { ok: true }>(
  first: Operation<Schema, O>,
  next: (done: Done<O>, input: z.input<Schema>, call: OperationCall) => Promise<Next>,
): Operation<Schema, Exclude<O, { ok: true }> | Next> {
  const run = async (...[actor, input, call = {}]: Parameters<typeof first.run>) => {
    const outcome = await first.run(actor, input, call)
    return outcome.ok ? next(outcome as Done<O>, input, call) : (outcome as Exclude<typeof outcome, Done<O>>)
  }
  return { ...first, run } as Operation<Schema, Exclude<O, { ok: true }> | Next>
}
