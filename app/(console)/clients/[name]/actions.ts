'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { undoJoin } from '@/lib/operations/record/undo-join'

const REFUSAL = {
  notPermitted: 'Only a licensing admin can part names.',
  badInput: 'The request was damaged. Reload the page and try again.',
  noSuchName: 'This name is not in the record any more. Reload the page.',
  notJoined: 'This is the machine’s own name; it cannot be parted from itself.',
} as const

/** Parts a name from the machine it was joined to, or returns why not. */
export const undoJoinAction = actionClient
  .inputSchema(z.object({ nameId: z.int() }))
  .action(async ({ ctx, parsedInput }) => {
    const outcome = await undoJoin.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: REFUSAL[outcome.refusal.kind] }
    revalidatePath('/', 'layout')
    return {}
  })
