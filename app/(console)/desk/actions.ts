'use server'

import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { DESK_TEXT_LIMIT, readDesk } from '@/lib/operations/desk/read-desk'

/** Answers a pasted text. It travels in the body of the request, never in an address, and is not kept. */
export const deskAction = actionClient
  .inputSchema(
    z.object({ text: z.string().max(DESK_TEXT_LIMIT), hostName: z.string().trim().max(253).optional() }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await readDesk.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return outcome.ok ? { answer: outcome.answer } : { problem: PROBLEM[outcome.refusal.kind] }
  })

const PROBLEM = {
  notPermitted: 'You are signed out, or your role does not allow this. Sign in again.',
  badInput: 'This text could not be read. Check the machine name, or paste less of it.',
} as const
