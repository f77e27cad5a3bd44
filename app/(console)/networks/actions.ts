'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { importNetworks, previewNetworks } from '@/lib/operations/networks/import-networks'
import { expectationInput, reason, unitInput, zoneInput } from '@/lib/operations/networks/network-input'
import { addUnit, changeUnit, removeUnit, retireUnit } from '@/lib/operations/networks/units'
import { setExpectation } from '@/lib/operations/networks/zone-expectation'
import { addZone, changeZone, removeZone, retireZone } from '@/lib/operations/networks/zones'
import { refusalSentence } from './refusal-sentences'

export const addUnitAction = actionClient
  .inputSchema(unitInput)
  .action(async ({ ctx, parsedInput }) => done(await addUnit.run(ctx.actor, parsedInput, call(ctx))))

export const changeUnitAction = actionClient
  .inputSchema(z.object({ unitId: z.uuid(), unit: unitInput }))
  .action(async ({ ctx, parsedInput }) => done(await changeUnit.run(ctx.actor, parsedInput, call(ctx))))

export const retireUnitAction = actionClient
  .inputSchema(z.object({ unitId: z.uuid(), isRetired: z.boolean(), reason }))
  .action(async ({ ctx, parsedInput }) => done(await retireUnit.run(ctx.actor, parsedInput, call(ctx))))

export const removeUnitAction = actionClient
  .inputSchema(z.object({ unitId: z.uuid(), reason }))
  .action(async ({ ctx, parsedInput }) => done(await removeUnit.run(ctx.actor, parsedInput, call(ctx))))

export const addZoneAction = actionClient
  .inputSchema(zoneInput.extend({ fromFleet: z.boolean().optional() }))
  .action(async ({ ctx, parsedInput }) => done(await addZone.run(ctx.actor, parsedInput, call(ctx))))

export const changeZoneAction = actionClient
  .inputSchema(z.object({ zoneId: z.uuid(), zone: zoneInput }))
  .action(async ({ ctx, parsedInput }) => done(await changeZone.run(ctx.actor, parsedInput, call(ctx))))

export const retireZoneAction = actionClient
  .inputSchema(z.object({ zoneId: z.uuid(), isRetired: z.boolean(), reason }))
  .action(async ({ ctx, parsedInput }) => done(await retireZone.run(ctx.actor, parsedInput, call(ctx))))

export const removeZoneAction = actionClient
  .inputSchema(z.object({ zoneId: z.uuid(), reason }))
  .action(async ({ ctx, parsedInput }) => done(await removeZone.run(ctx.actor, parsedInput, call(ctx))))

export const setExpectationAction = actionClient
  .inputSchema(expectationInput)
  .action(async ({ ctx, parsedInput }) => done(await setExpectation.run(ctx.actor, parsedInput, call(ctx))))

const aList = z.object({ text: z.string(), fileName: z.string().optional() })

/** What the list would do, or why it cannot be read. */
export const previewNetworksAction = actionClient.inputSchema(aList).action(async ({ ctx, parsedInput }) => {
  const outcome = await previewNetworks.run(ctx.actor, parsedInput, call(ctx))
  return outcome.ok ? { plan: outcome } : { problem: refusalSentence(outcome.refusal) }
})

export const importNetworksAction = actionClient.inputSchema(aList).action(async ({ ctx, parsedInput }) => {
  const outcome = await importNetworks.run(ctx.actor, parsedInput, call(ctx))
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.networks())
  return { counts: outcome.counts }
})

const call = ({ requestId }: { requestId: string }) => ({ requestId })

function done(outcome: { ok: true } | { ok: false; refusal: Parameters<typeof refusalSentence>[0] }): {
  problem?: string
} {
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.networks(), 'layout')
  return {}
}
