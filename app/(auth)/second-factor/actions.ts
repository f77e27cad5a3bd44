'use server'

import { redirect } from 'next/navigation'
import { answered } from '@/app/operation-action'
import type { Action, ActionResult } from '@/components/form/action-result'
import { bringChoices } from '@/lib/auth/bring-choices'
import { localPath } from '@/lib/auth/local-path'
import { completeWithCode, signInWithPasskey } from '@/lib/auth/whole-sign-in'
import { firstPage } from '../first-page'
import { sayProofRefusal } from '../sign-in/refusal-sentences'

type Outcome = Awaited<ReturnType<typeof completeWithCode>>

/** After the password: takes a code and goes to `next`, or returns why not. */
export const codeSignInAction: Action<{ code: string; next: string }> = async ({ code, next }) =>
  goOn(next, () => completeWithCode(String(code ?? '').slice(0, 40)))

/** Takes what a passkey signed and goes to `next`, or returns why not. */
export const passkeySignInAction: Action<{ passkey: unknown; next: string }> = async ({ passkey, next }) =>
  goOn(next, () => signInWithPasskey(passkey))

function goOn(next: unknown, signIn: () => Promise<Outcome>): Promise<ActionResult> {
  return answered(async () => {
    const outcome = await signIn()
    if (!outcome.ok) return { kind: 'refused', ...sayProofRefusal(outcome.refusal, new Date()) }
    await bringChoices(outcome.userId)
    redirect(await firstPage(outcome.userId, localPath(next)))
  })
}
