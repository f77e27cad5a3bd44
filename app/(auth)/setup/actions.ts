'use server'

import { redirect } from 'next/navigation'
import { actionClient } from '@/lib/auth/action-client'
import { linkInput } from '@/lib/auth/credentials'
import { signInWithLink } from '@/lib/auth/sign-in'
import { paths } from '@/lib/format/paths'
import { redeemLink } from '@/lib/operations/people/invitations'
import { LINK_SENTENCES, type LinkRefusal } from '@/lib/operations/people/link-refusal'

/** Takes up a one-time link, signs the person in and goes to the overview; or returns why not. */
export const setupAction = actionClient.inputSchema(linkInput).action(async ({ parsedInput, ctx }) => {
  const outcome = await redeemLink.run(ctx.actor, parsedInput, { requestId: ctx.requestId })
  if (!outcome.ok) return { problem: sentence(outcome.refusal.kind) }
  const signedIn = await signInWithLink({ email: outcome.email, password: parsedInput.password })
  redirect(signedIn.ok ? paths.overview() : paths.signIn())
})

function sentence(kind: LinkRefusal | 'notPermitted' | 'badInput'): string {
  if (kind === 'notPermitted' || kind === 'badInput') return 'Check the form and try again.'
  return `${LINK_SENTENCES[kind].title}. ${LINK_SENTENCES[kind].text}`
}
