'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { editKey, restoreKey, retireKey } from '@/lib/operations/keys/change-key'
import {
  changeHostLimits,
  recordHostActivation,
  withdrawHostActivation,
} from '@/lib/operations/keys/host-activations'
import { hostLimitInput, revealInput } from '@/lib/operations/keys/key-input'
import { sayKeyOperationRefusal } from '@/lib/operations/keys/key-refusal'
import { revealKey } from '@/lib/operations/keys/reveal-key'

type Refused = { ok: false; refusal: Parameters<typeof sayKeyOperationRefusal>[0] }

function doneOrProblem(outcome: { ok: true } | Refused): { problem?: string } {
  if (!outcome.ok) return { problem: sayKeyOperationRefusal(outcome.refusal) }
  revalidatePath(paths.keys(), 'layout')
  return {}
}

/** The whole key, in this one answer only. */
export const revealKeyAction = actionClient.inputSchema(revealInput).action(async ({ parsedInput, ctx }) => {
  const outcome = await revealKey.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  return outcome.ok ? { key: outcome.key } : { problem: sayKeyOperationRefusal(outcome.refusal) }
})

const words = z.object({
  keyId: z.string(),
  label: z.string(),
  keyGroup: z.string(),
  activationIds: z.string(),
  agreement: z.string(),
  owner: z.string(),
  note: z.string(),
})

export const editKeyAction = actionClient
  .inputSchema(words)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await editKey.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

const aReason = z.object({ keyId: z.string(), reason: z.string() })

export const retireKeyAction = actionClient
  .inputSchema(aReason)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await retireKey.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const restoreKeyAction = actionClient
  .inputSchema(aReason)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await restoreKey.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const recordHostAction = actionClient
  .inputSchema(
    z.object({
      keyId: z.string(),
      host: z.string(),
      at: z.string(),
      method: z.enum(['online', 'phone']),
      note: z.string(),
      idempotencyKey: z.string(),
    }),
  )
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await recordHostActivation.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const withdrawHostAction = actionClient
  .inputSchema(z.object({ activationId: z.string(), reason: z.string() }))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await withdrawHostActivation.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const hostLimitsAction = actionClient
  .inputSchema(hostLimitInput)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await changeHostLimits.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )
