'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { OWN_KINDS } from '@/lib/activation/reference/own-entry'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { saveReferenceEntry, withdrawReferenceEntry } from '@/lib/operations/reference/reference-entries'
import { refusalSentence } from './refusal-sentences'

const entry = z.object({
  kind: z.enum(OWN_KINDS),
  key: z.string().max(200),
  value: z.record(
    z.string().max(40),
    z.union([z.string().max(1_000), z.boolean(), z.array(z.string().max(100)).max(40)]),
  ),
  source: z.string().max(1_000),
  dated: z.string().max(40),
  note: z.string().max(1_000),
})

/** Saves an entry; what is wrong comes back by the field it is wrong in. */
export const saveEntryAction = actionClient.inputSchema(entry).action(async ({ parsedInput, ctx }) => {
  // The operation checks the shape: each kind has one of its own.
  const input = parsedInput as unknown as Parameters<typeof saveReferenceEntry.run>[1]
  const outcome = await saveReferenceEntry.run(ctx.actor, input, { requestId: ctx.requestId })
  if (outcome.ok) {
    revalidatePath(paths.reference())
    return { saved: { kind: outcome.kind, key: outcome.key, waits: outcome.waits } }
  }
  if (outcome.refusal.kind === 'badInput') return { errors: byField(outcome.refusal.issues) }
  if (outcome.refusal.kind === 'reasonMissing') return { errors: { note: REASON_MISSING } }
  return { problem: refusalSentence(outcome.refusal) }
})

export const withdrawEntryAction = actionClient
  .inputSchema(z.object({ kind: z.enum(OWN_KINDS), key: z.string().max(200), reason: z.string().max(1_000) }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await withdrawReferenceEntry.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
    revalidatePath(paths.reference())
    return {}
  })

const REASON_MISSING = 'This stands in the place of something that was there. Say why.'

/** 'value.updates.0' belongs to the field 'updates'. */
function byField(issues: readonly { path: string; message: string }[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) {
    const field = path.replace(/^value\./, '').split('.')[0] ?? path
    errors[field] ??= message
  }
  return errors
}
