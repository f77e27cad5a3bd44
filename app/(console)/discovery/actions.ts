'use server'

import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { CHECK_INTERVALS } from '@/lib/jobs/discovery-schedule'
import { checkNow } from '@/lib/operations/discovery/ask-discovery'
import { checkAlias } from '@/lib/operations/discovery/check-alias'
import { changeSchedule } from '@/lib/operations/discovery/schedule'
import { refusalSentence } from './refusal-sentences'

/** Asks DNS about all zones now. */
export const checkNowAction = actionClient.action(async ({ ctx }) => {
  const outcome = await checkNow(ctx.actor, { requestId: ctx.requestId })
  return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
})

export const setIntervalAction = actionClient
  .inputSchema(
    z.object({ intervalMinutes: z.union(CHECK_INTERVALS.map((one) => z.literal(one))).nullable() }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await changeSchedule(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
  })

/** Asks DNS what a round-robin name is now. */
export const checkAliasAction = actionClient
  .inputSchema(z.object({ name: z.string().max(300), port: z.number() }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await checkAlias.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: refusalSentence(outcome.refusal), answer: undefined }
    const { finding, server, knocks } = outcome
    return { problem: undefined, answer: { finding, server, knocks } }
  })
