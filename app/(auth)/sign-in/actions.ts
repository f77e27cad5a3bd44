'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { answered } from '@/app/operation-action'
import type { Action } from '@/components/form/action-result'
import { bringChoices } from '@/lib/auth/bring-choices'
import { email, signInInput } from '@/lib/auth/credentials'
import { localPath } from '@/lib/auth/local-path'
import { clientAddress } from '@/lib/auth/same-origin'
import { signIn } from '@/lib/auth/sign-in'
import { knownBrowser, rememberBrowser, startProviderSession } from '@/lib/auth/start-session'
import { loadSignInChoices } from '@/lib/data/people/sign-in-providers'
import { paths } from '@/lib/format/paths'
import { badInput, sayFrameRefusal } from '@/lib/operations/frame-refusal'
import { parseInput } from '@/lib/operations/parse-input'
import {
  type DirectorySignIn,
  directoryAttemptName,
  directorySignIn,
  signInThroughDirectory,
} from '@/lib/operations/sign-in/directory-sign-in'
import { sayDirectorySignIn } from '@/lib/operations/sign-in/directory-sign-in-refusal'
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
    await bringChoices(outcome.userId)
    redirect(await firstPage(outcome.userId, localPath(sent.next)))
  })

const addressInput = z.object({ email, next: z.string().catch('/') })

/** Answers where people with this address sign in: at the provider of its domain, else with a password of this console. */
export const chooseByAddressAction: Action<{ email: string; next: string }, string> = async (sent) =>
  answered<string>(async () => {
    const parsed = parseInput(addressInput, sent)
    if (!parsed.success) return { kind: 'refused', ...sayFrameRefusal(badInput(parsed.error)) }
    const { email: address } = parsed.data
    const next = localPath(parsed.data.next)
    const domain = address.slice(address.lastIndexOf('@') + 1)
    const choice = (await loadSignInChoices()).find(({ domains }) => domains.includes(domain))
    const answer =
      choice?.kind === 'oidc'
        ? paths.api.startSignIn({ provider: choice.id, next, hint: address })
        : paths.signIn({ next, through: choice?.id ?? 'password', email: address })
    return { kind: 'done', answer }
  })

/** Signs in with name and password of a directory and goes to `next`, or returns why not. */
export const directorySignInAction: Action<DirectorySignIn & { next: string }> = async (sent) =>
  answered(async () => {
    const parsed = parseInput(directorySignIn, sent)
    if (!parsed.success) return { kind: 'refused', ...sayFrameRefusal(badInput(parsed.error)) }
    const now = new Date()
    const name = directoryAttemptName(parsed.data.providerId, parsed.data.name)
    const deviceId = await knownBrowser(name)
    const client = clientAddress(await headers())
    const outcome = await signInThroughDirectory(parsed.data, { client, deviceId }, now)
    if (!outcome.ok) return { kind: 'refused', ...sayDirectorySignIn(outcome.refusal, now) }
    await startProviderSession(outcome)
    await rememberBrowser(name, deviceId)
    await bringChoices(outcome.userId)
    redirect(await firstPage(outcome.userId, localPath(sent.next)))
  })
