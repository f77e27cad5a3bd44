'use server'

import { redirect } from 'next/navigation'
import { operationAction } from '@/app/operation-action'
import type { ActionResult } from '@/components/form/action-result'
import { signInWithLink } from '@/lib/auth/sign-in'
import { paths } from '@/lib/format/paths'
import { redeemLink } from '@/lib/operations/people/invitations'
import { firstPage } from '../first-page'

const redeem = operationAction(redeemLink, { answer: ({ email }) => email })

/** Takes up a one-time link, signs the person in and goes to their first page; or returns why not. */
export async function setupAction(input: Parameters<typeof redeem>[0]): Promise<ActionResult> {
  const redeemed = await redeem(input)
  if (redeemed.kind !== 'done') return redeemed
  const signedIn = await signInWithLink({ email: redeemed.answer, password: String(input.password) })
  redirect(signedIn.ok ? await firstPage(signedIn.userId) : paths.signIn())
}
