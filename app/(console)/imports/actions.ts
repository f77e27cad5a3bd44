'use server'

import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { cancelImport } from '@/lib/operations/imports/import-cancel'
import { describeImport } from '@/lib/operations/imports/import-describe'
import { recordImport } from '@/lib/operations/imports/import-record'
import { refusalSentence } from './refusal-sentences'

/** Commits imports that are ready, one after another; says why the ones that were refused were. */
export const recordAction = actionClient
  .inputSchema(z.object({ importIds: z.array(z.uuid()).min(1).max(1_000) }))
  .action(async ({ parsedInput, ctx }) => {
    const run = (importId: string) => recordImport.run(ctx.actor, { importId }, { requestId: ctx.requestId })
    return { problem: await problemsOf(parsedInput.importIds, run) }
  })

export const cancelAction = actionClient
  .inputSchema(z.object({ importId: z.uuid() }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await cancelImport.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
  })

/** Says which machine a text is from and when it was taken; it is read again with that. */
export const describeAction = actionClient
  .inputSchema(
    z.object({
      importId: z.uuid(),
      hostName: z.string().trim().min(1).max(253),
      observedAt: z.iso.datetime().optional(),
    }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await describeImport.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return { problem: outcome.ok ? undefined : refusalSentence(outcome.refusal) }
  })

const namedImport = z.object({ importId: z.uuid(), hostName: z.string().trim().min(1).max(253) })

/** Says for several texts at once which machine each is from; says why the refused ones were refused. */
export const nameByFileAction = actionClient
  .inputSchema(z.object({ named: z.array(namedImport).min(1).max(1_000) }))
  .action(async ({ parsedInput, ctx }) => {
    const run = (named: z.output<typeof namedImport>) =>
      describeImport.run(ctx.actor, named, { requestId: ctx.requestId })
    return { problem: await problemsOf(parsedInput.named, run) }
  })

type Refusal = Parameters<typeof refusalSentence>[0]

/** Does one after another; says why the refused ones were refused, each reason once. */
async function problemsOf<T>(
  items: readonly T[],
  run: (item: T) => Promise<{ ok: true } | { ok: false; refusal: Refusal }>,
): Promise<string | undefined> {
  const problems = new Set<string>()
  for (const item of items) {
    const outcome = await run(item)
    if (!outcome.ok) problems.add(refusalSentence(outcome.refusal))
  }
  return problems.size > 0 ? [...problems].join(' ') : undefined
}
