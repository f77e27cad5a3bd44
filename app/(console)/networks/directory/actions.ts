'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { paths } from '@/lib/format/paths'
import { readDirectoryNow, tryDirectory } from '@/lib/operations/networks/ask-directory'
import { addDirectory, changeDirectory, removeDirectory } from '@/lib/operations/networks/directories'
import { aDirectory, changedDirectory, newDirectory } from '@/lib/operations/networks/directory-input'
import { reason } from '@/lib/operations/networks/network-input'
import { ldapSentence } from './ldap-sentences'
import { directoryRefusal } from './refusal-sentences'

export const addDirectoryAction = actionClient
  .inputSchema(newDirectory)
  .action(async ({ ctx, parsedInput }) => {
    const outcome = await addDirectory.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return done(outcome)
  })

export const changeDirectoryAction = actionClient
  .inputSchema(changedDirectory)
  .action(async ({ ctx, parsedInput }) => {
    const outcome = await changeDirectory.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return done(outcome)
  })

export const removeDirectoryAction = actionClient
  .inputSchema(aDirectory.extend({ reason }))
  .action(async ({ ctx, parsedInput }) => {
    const outcome = await removeDirectory.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return done(outcome)
  })

export const readDirectoryAction = actionClient
  .inputSchema(aDirectory)
  .action(async ({ ctx, parsedInput }) => {
    const outcome = await readDirectoryNow(ctx.actor, parsedInput, { requestId: ctx.requestId })
    return done(outcome)
  })

/** Connects and binds now; an answer for each way it can fail. */
export const testDirectoryAction = actionClient
  .inputSchema(aDirectory.extend({ server: z.string(), port: z.number() }))
  .action(async ({ ctx, parsedInput }) => {
    const { sourceId, ...at } = parsedInput
    const outcome = await tryDirectory(ctx.actor, { sourceId }, { requestId: ctx.requestId })
    if (outcome.ok) return { works: true }
    const { refusal } = outcome
    if (!('detail' in refusal)) return { problem: directoryRefusal(refusal) }
    return { problem: ldapSentence(refusal.kind, at), detail: refusal.detail }
  })

type Outcome = { ok: true } | { ok: false; refusal: Parameters<typeof directoryRefusal>[0] }

function done(outcome: Outcome): { problem?: string } {
  if (!outcome.ok) return { problem: directoryRefusal(outcome.refusal) }
  revalidatePath(paths.networks(), 'layout')
  return {}
}
