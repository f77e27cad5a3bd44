'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { actionClient } from '@/lib/auth/action-client'
import { signInInput } from '@/lib/auth/credentials'
import { localPath } from '@/lib/auth/local-path'
import { signIn } from '@/lib/auth/sign-in'
import { refusalSentence } from './refusal-sentences'

/** Signs in and goes to `next`, or returns why not. */
export const signInAction = actionClient
  .inputSchema(signInInput.extend({ next: z.string().optional() }))
  .action(async ({ parsedInput: { next, ...credentials } }) => {
    const outcome = await signIn(credentials)
    if (!outcome.ok) return { problem: refusalSentence(outcome.refusal, new Date()) }
    redirect(localPath(next))
  })
