'use server'

import { revalidatePath } from 'next/cache'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { cancelExchange } from '@/lib/operations/exchange/cancel-exchange'
import { carryOutExchange } from '@/lib/operations/exchange/carry-out'
import {
  applyInput,
  cancelInput,
  carryOutInput,
  prepareInput,
  replaceInput,
  takeInput,
} from '@/lib/operations/exchange/exchange-input'
import { expireOverdue } from '@/lib/operations/exchange/expire-exchanges'
import { markApplied } from '@/lib/operations/exchange/mark-applied'
import { prepareExchange } from '@/lib/operations/exchange/prepare-package'
import { replaceConfirmationId } from '@/lib/operations/exchange/replace-answer'
import { takeAnswers } from '@/lib/operations/exchange/take-answers'
import { refusalSentence } from './refusal-sentences'

/** The number of the new package, or why there is none. */
export const prepareAction = actionClient.inputSchema(prepareInput).action(async ({ parsedInput, ctx }) => {
  // What has run out comes back to the balance first.
  await expireOverdue(new Date())
  const outcome = await prepareExchange.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.offline(), 'layout')
  return { number: outcome.number }
})

export const carryOutAction = actionClient.inputSchema(carryOutInput).action(async ({ parsedInput, ctx }) => {
  return done(
    parsedInput.number,
    await carryOutExchange.run(ctx.actor, parsedInput, { requestId: ctx.requestId }),
  )
})

export const takeAction = actionClient.inputSchema(takeInput).action(async ({ parsedInput, ctx }) => {
  const outcome = await takeAnswers.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.exchange(parsedInput.number), 'layout')
  return { taken: outcome.taken, uncounted: outcome.uncounted }
})

export const replaceAction = actionClient.inputSchema(replaceInput).action(async ({ parsedInput, ctx }) => {
  const outcome = await replaceConfirmationId.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  return done(parsedInput.number, outcome)
})

export const applyAction = actionClient.inputSchema(applyInput).action(async ({ parsedInput, ctx }) => {
  return done(parsedInput.number, await markApplied.run(ctx.actor, parsedInput, { requestId: ctx.requestId }))
})

export const cancelAction = actionClient.inputSchema(cancelInput).action(async ({ parsedInput, ctx }) => {
  return done(
    parsedInput.number,
    await cancelExchange.run(ctx.actor, parsedInput, { requestId: ctx.requestId }),
  )
})

type Refused = { ok: false; refusal: Parameters<typeof refusalSentence>[0] }

function done(number: number, outcome: { ok: true } | Refused): { problem?: string } {
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.exchange(number), 'layout')
  return {}
}
