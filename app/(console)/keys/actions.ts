'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { addKeys, inspectKeys } from '@/lib/operations/keys/add-keys'
import { keyChoice, keyFacts } from '@/lib/operations/keys/key-input'
import { sayKeyOperationRefusal } from '@/lib/operations/keys/key-refusal'

/** What would happen with each line; the answer holds no key. */
export const inspectKeysAction = actionClient
  .inputSchema(z.object({ text: z.string() }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await inspectKeys.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return outcome.ok ? { lines: outcome.lines } : { problem: sayKeyOperationRefusal(outcome.refusal) }
  })

export const addKeysAction = actionClient
  .inputSchema(keyFacts.extend({ text: z.string(), choices: z.array(keyChoice) }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await addKeys.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: sayKeyOperationRefusal(outcome.refusal) }
    revalidatePath(paths.keys())
    return { added: outcome.added }
  })
