import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Action, ActionResult } from '@/components/form/action-result'
import { type Actor, currentActor } from '@/lib/auth/actor'
import { noteNotPermitted } from '@/lib/auth/audited-refusals'
import { confirmingWays } from '@/lib/auth/confirm-identity'
import { requestOrigin } from '@/lib/auth/request-origin'
import type { FrameRefusal, Operation, Outcome } from '@/lib/operations/operation'
import { sayFault } from '@/lib/server/fault'

type Done<O> = Extract<O, { ok: true }>
/** What a browser may send: the fields of the input, in whatever shape they come; the operation parses them. */
type Sent<Input> = { [Field in keyof Input]: unknown }

interface ActionOptions<Input, O, Answer> {
  /** Said in a toast when it is done. */
  done?: string | ((outcome: Done<O>, input: Input) => string)
  /** The page that shows something else afterwards, with everything beneath it. */
  touches?: string
  /** Who sends it, where that is not whoever has a whole session. */
  by?: () => Promise<Actor>
  /** What the browser needs to know of the outcome. */
  answer?: (outcome: Done<O>, input: Input) => Answer
}

/**
 * A server action: one operation, how its success is said, and which pages it touches. The operation authorizes,
 * parses the input and says its refusals.
 */
export function operationAction<Schema extends z.ZodType, O extends Outcome, Answer = undefined>(
  operation: Operation<Schema, O>,
  { done, touches, answer, by = currentActor }: ActionOptions<z.input<Schema>, O, Answer> = {},
): Action<Sent<z.input<Schema>>, Answer> {
  return (sent) =>
    answered<Answer>(async () => {
      const actor = await by()
      const from = requestOrigin(await headers())
      // Whatever it is: run() parses it, and what is done was parsed.
      const input = sent as z.input<Schema>
      const outcome = await operation.run(actor, input, { requestId: randomUUID(), from })
      if (!outcome.ok) {
        if (isNotPermitted(outcome.refusal)) {
          if (actor.kind === 'nobody') return { kind: 'signedOut' }
          await noteNotPermitted(actor, outcome.refusal.permission, { client: from.client })
        }
        if (outcome.refusal.kind === 'notConfirmed') {
          return { kind: 'unconfirmed', ways: await confirmingWays(actor, from) }
        }
        return { kind: 'refused', ...operation.say(outcome.refusal as Parameters<typeof operation.say>[0]) }
      }
      const success = outcome as Done<O>
      if (touches) revalidatePath(touches, 'layout')
      return {
        kind: 'done',
        said: typeof done === 'function' ? done(success, input) : done,
        answer: answer?.(success, input) as Answer,
      }
    })
}

const isNotPermitted = (refusal: {
  kind: string
}): refusal is Extract<FrameRefusal, { kind: 'notPermitted' }> => refusal.kind === 'notPermitted'

/** The result of an action; a fault is logged and answered with the reference under which the log has it. */
export async function answered<Answer>(
  work: () => Promise<ActionResult<Answer>>,
): Promise<ActionResult<Answer>> {
  try {
    return await work()
  } catch (error) {
    unstable_rethrow(error)
    return { kind: 'failed', sentence: sayFault(error, 'a server action failed').sentence }
  }
}
