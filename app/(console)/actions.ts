'use server'

import { revalidatePath } from 'next/cache'
import { actionClient } from '@/lib/auth/action-client'
import { loadSample, removeSampleFleet } from '@/lib/operations/sample/sample-fleet'

const REFUSAL = {
  notPermitted: 'Only a licensing admin can load or remove the sample fleet.',
  badInput: 'The request was damaged. Reload the page and try again.',
  alreadyLoaded: 'The sample fleet is loaded already.',
  noSample: 'There is no sample fleet to remove.',
} as const

export const loadSampleAction = actionClient.action(async ({ ctx }) =>
  problemOf(await loadSample.run(ctx.actor, {}, { requestId: ctx.requestId })),
)

export const removeSampleAction = actionClient.action(async ({ ctx }) =>
  problemOf(await removeSampleFleet.run(ctx.actor, {}, { requestId: ctx.requestId })),
)

function problemOf(outcome: { ok: true } | { ok: false; refusal: { kind: keyof typeof REFUSAL } }) {
  if (!outcome.ok) return { problem: REFUSAL[outcome.refusal.kind] }
  revalidatePath('/', 'layout')
  return {}
}
