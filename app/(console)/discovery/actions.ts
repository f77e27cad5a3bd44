'use server'

import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { checkNow } from '@/lib/operations/discovery/ask-discovery'
import { lookUpAlias } from '@/lib/operations/discovery/check-alias'
import { refusalSentence } from '@/lib/operations/discovery/discovery-refusal'
import { changeSchedule, newInterval } from '@/lib/operations/discovery/schedule'

/** Asks DNS about all zones now. */
export const checkNowAction = actionClient.action(async ({ ctx }) => {
  const outcome = await checkNow(ctx.actor, { requestId: ctx.requestId })
  return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
})

export const setIntervalAction = actionClient
  .inputSchema(newInterval)
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await changeSchedule(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
  })

/** Asks DNS what a round-robin name is now. */
export const checkAliasAction = actionClient
  .inputSchema(z.object({ name: z.string().max(300), port: z.number() }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await lookUpAlias(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: refusalSentence(outcome.refusal), answer: undefined }
    return { problem: undefined, answer: outcome.answer }
  })
