'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import {
  importReferenceFile,
  inspectReferenceFile,
  type JudgedEntry,
} from '@/lib/operations/reference/import-entries'
import { refusalSentence } from '../entry/refusal-sentences'
import type { PlanLine } from './file-plan'

const file = z.object({ text: z.string().max(2_100_000), fileName: z.string().max(255).optional() })

/** What a file would add and change, line by line. */
export const previewReferenceAction = actionClient.inputSchema(file).action(async ({ parsedInput, ctx }) => {
  const outcome = await inspectReferenceFile.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  return { lines: outcome.entries.map(planLine) }
})

export const importReferenceAction = actionClient.inputSchema(file).action(async ({ parsedInput, ctx }) => {
  const outcome = await importReferenceFile.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.reference())
  const { added, changed, waits } = outcome
  return { done: { added, changed, waits } }
})

/** In words: the browser has no tables of refusals. */
function planLine(entry: JudgedEntry): PlanLine {
  const { line, kind, key, verdict } = entry
  if (verdict === 'wrong') return { line, kind, key, verdict, problem: entry.problem }
  if (verdict === 'refused')
    return { line, kind, key, verdict: 'wrong', problem: refusalSentence(entry.refusal) }
  return { line, kind, key, verdict, problem: null }
}
