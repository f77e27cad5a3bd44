'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { changeHost, restoreHost, retireHost } from '@/lib/operations/kms-hosts/change-host'
import { changeInput, registerInput } from '@/lib/operations/kms-hosts/host-input'
import { mergeHostNames, partHostName } from '@/lib/operations/kms-hosts/merge-host-names'
import { registerHost, registerHosts } from '@/lib/operations/kms-hosts/register-host'
import { refusalSentence } from './refusal-sentences'

// Raw input goes on to the operation, which parses it once and for all.
const raw = <Schema extends z.ZodType>(_: Schema) => z.custom<z.input<Schema>>()

export const registerHostAction = actionClient
  .inputSchema(raw(registerInput))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await registerHost.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

/** What was registered, and what each other line says against it. */
export const registerHostsAction = actionClient
  .inputSchema(z.object({ list: z.string() }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await registerHosts.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
    revalidatePath(paths.kmsHosts(), 'layout')
    return {
      registered: outcome.registered,
      problems: outcome.problems.map((one) => ({
        line: one.line,
        text: one.text,
        problem: 'refusal' in one ? refusalSentence(one.refusal) : one.problem,
      })),
    }
  })

export const changeHostAction = actionClient
  .inputSchema(raw(changeInput))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await changeHost.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

const withReason = z.object({ id: z.string(), reason: z.string() })

export const retireHostAction = actionClient
  .inputSchema(withReason)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await retireHost.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const restoreHostAction = actionClient
  .inputSchema(withReason)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await restoreHost.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const mergeHostNamesAction = actionClient
  .inputSchema(z.object({ name: z.string(), into: z.string(), reason: z.string() }))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await mergeHostNames.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const partHostNameAction = actionClient
  .inputSchema(z.object({ name: z.string(), reason: z.string() }))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await partHostName.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

type Refused = { ok: false; refusal: Parameters<typeof refusalSentence>[0] }

function doneOrProblem(outcome: { ok: true; name: string } | Refused): { problem?: string; name?: string } {
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.kmsHosts(), 'layout')
  return { name: outcome.name }
}
