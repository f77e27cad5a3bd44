'use server'

import { redirect } from 'next/navigation'
import { answered } from '@/app/operation-action'
import type { Action } from '@/components/form/action-result'
import { signInInput } from '@/lib/auth/credentials'
import { localPath } from '@/lib/auth/local-path'
import { signIn } from '@/lib/auth/sign-in'
import { badInput, sayFrameRefusal } from '@/lib/operations/frame-refusal'
import { parseInput } from '@/lib/operations/parse-input'
import { firstPage } from '../first-page'
import { refusalSentence } from './refusal-sentences'

/** Signs in and goes to `next`, or returns why not. Nobody acts yet, so it is no operation. */
export const signInAction: Action<{ email: string; password: string; next: string }> = async (sent) =>
  answered(async () => {
    const parsed = parseInput(signInInput, sent)
    if (!parsed.success) return { kind: 'refused', ...sayFrameRefusal(badInput(parsed.error)) }
    const outcome = await signIn(parsed.data)
    if (!outcome.ok) {
      return { kind: 'refused', sentence: refusalSentence(outcome.refusal, new Date()), fields: {} }
    }
    redirect(firstPage(outcome.role, localPath(String(sent.next))))
  })
