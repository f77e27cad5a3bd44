'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { invitationInput, role } from '@/lib/auth/credentials'
import { paths } from '@/lib/format/paths'
import { invitePerson, issuePasswordLink, withdrawInvitation } from '@/lib/operations/people/invitations'
import { changeRole, disablePerson, enablePerson } from '@/lib/operations/people/people'
import { refusalSentence } from './refusal-sentences'

const personId = z.object({ personId: z.string() })

/** A link to show once, or why there is none. */
export const inviteAction = actionClient
  .inputSchema(invitationInput)
  .action(async ({ parsedInput, ctx }) =>
    linkOrProblem(await invitePerson.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const passwordLinkAction = actionClient
  .inputSchema(personId)
  .action(async ({ parsedInput, ctx }) =>
    linkOrProblem(await issuePasswordLink.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const changeRoleAction = actionClient
  .inputSchema(personId.extend({ role }))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await changeRole.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const disableAction = actionClient
  .inputSchema(personId)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await disablePerson.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const enableAction = actionClient
  .inputSchema(personId)
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await enablePerson.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

export const withdrawAction = actionClient
  .inputSchema(z.object({ invitationId: z.string() }))
  .action(async ({ parsedInput, ctx }) =>
    doneOrProblem(await withdrawInvitation.run(ctx.actor, parsedInput, { requestId: ctx.requestId })),
  )

type Refused = { ok: false; refusal: Parameters<typeof refusalSentence>[0] }

function doneOrProblem(outcome: { ok: true } | Refused): { problem?: string } {
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.people())
  return {}
}

function linkOrProblem(outcome: { ok: true; token: string; expiresAt: Date } | Refused) {
  if (!outcome.ok) return { problem: refusalSentence(outcome.refusal) }
  revalidatePath(paths.people())
  return { link: { path: paths.setUp({ token: outcome.token }), expiresAt: outcome.expiresAt } }
}
