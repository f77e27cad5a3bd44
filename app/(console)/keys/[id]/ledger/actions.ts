'use server'

import { revalidatePath } from 'next/cache'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import {
  correctionInput,
  increaseInput,
  lowCountRulesInput,
  microsoftCountInput,
} from '@/lib/operations/mak/ledger-inputs'
import { sayLedgerOperationRefusal } from '@/lib/operations/mak/ledger-refusal'
import { setLowCountRules } from '@/lib/operations/mak/low-count-rules'
import { plannedSpend } from '@/lib/operations/mak/planned-spend'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'

type Refused = { ok: false; refusal: Parameters<typeof sayLedgerOperationRefusal>[0] }

function doneOrProblem(outcome: { ok: true } | Refused): { problem?: string } {
  if (!outcome.ok) return { problem: sayLedgerOperationRefusal(outcome.refusal) }
  revalidatePath(paths.keys(), 'layout')
  return {}
}

export const planAction = actionClient
  .inputSchema(plannedSpend)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await spendMak.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const microsoftCountAction = actionClient
  .inputSchema(microsoftCountInput)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await recordMicrosoftCount.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const increaseAction = actionClient
  .inputSchema(increaseInput)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await recordIncrease.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const correctionAction = actionClient
  .inputSchema(correctionInput)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await recordCorrection.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const lowCountRulesAction = actionClient
  .inputSchema(lowCountRulesInput)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await setLowCountRules.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )
