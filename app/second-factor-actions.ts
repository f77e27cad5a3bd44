'use server'

import { headers } from 'next/headers'
import type { Action } from '@/components/form/action-result'
import { securingActor } from '@/lib/auth/actor'
import { confirmIdentity, type Proof } from '@/lib/auth/confirm-identity'
import { passkeyHost } from '@/lib/auth/passkey-host'
import { newPasskeyOptions, passkeyOptions } from '@/lib/auth/passkeys'
import { requestOrigin } from '@/lib/auth/request-origin'
import { findPerson } from '@/lib/data/people/people'
import { findFactors } from '@/lib/data/people/second-factor'
import { prisma } from '@/lib/data/prisma'
import { paths } from '@/lib/format/paths'
import {
  addPasskey,
  beginApp,
  finishApp,
  removeOwnFactor,
  renewRecoveryCodes,
} from '@/lib/operations/own/own-factors'
import { sayOwnRefusal } from '@/lib/operations/own/own-refusal'
import { sayProofRefusal } from './(auth)/sign-in/refusal-sentences'
import { answered, operationAction } from './operation-action'

const touches = paths.account()
const by = securingActor

export const beginAppAction = operationAction(beginApp, {
  by,
  answer: ({ secret, address }) => ({ secret, address }),
})

// These two leave the page as it is: drawn anew it no longer has, or goes on from, the dialog that shows the codes.
export const finishAppAction = operationAction(finishApp, { by, answer: ({ codes }) => codes })

export const addPasskeyAction = operationAction(addPasskey, { by, answer: ({ codes }) => codes })

export const renewCodesAction = operationAction(renewRecoveryCodes, {
  by,
  touches,
  answer: ({ codes }) => codes,
})

export const removeFactorAction = operationAction(removeOwnFactor, {
  by,
  touches,
  done: 'The second factor is removed',
})

const NO_PASSKEYS_HERE = {
  kind: 'refused',
  sentence: String(sayOwnRefusal({ kind: 'noPasskeysHere' })),
  fields: {},
} as const

type NewPasskeyOptions = Awaited<ReturnType<typeof newPasskeyOptions>>

/** What the browser makes a new passkey with. */
export const newPasskeyAction: Action<object, NewPasskeyOptions> = async () =>
  answered<NewPasskeyOptions>(async () => {
    const { id } = await securingActor()
    const person = id === null ? null : await findPerson(prisma(), id)
    if (!person) return { kind: 'signedOut' }
    const host = passkeyHost(await headers())
    if (!host) return NO_PASSKEYS_HERE
    return { kind: 'done', answer: await newPasskeyOptions(host, person) }
  })

/** What the browser signs with a passkey: of whoever is signed in, else any of this console. */
export const askPasskeyAction: Action<object, Awaited<ReturnType<typeof passkeyOptions>>> = async () =>
  answered(async () => {
    const host = passkeyHost(await headers())
    if (!host) return NO_PASSKEYS_HERE
    const { id } = await securingActor()
    const own = id === null ? [] : (await findFactors(prisma(), id)).passkeys
    return {
      kind: 'done',
      answer: await passkeyOptions(
        host,
        own.map((passkey) => passkey.id),
      ),
    }
  })

/** Shows again who it is. Nothing of the console changes by it but the session, so it is no operation. */
export const confirmAction: Action<Proof> = async (proof) =>
  answered(async () => {
    const actor = await securingActor()
    if (actor.id === null) return { kind: 'signedOut' }
    const origin = requestOrigin(await headers())
    const outcome = await confirmIdentity({ ...actor, id: actor.id }, asProof(proof), origin)
    if (outcome.ok) return { kind: 'done', answer: undefined }
    return { kind: 'refused', ...sayProofRefusal(outcome.refusal, new Date()) }
  })

/** A browser may send anything. */
function asProof({ password, code, passkey }: Proof): Proof {
  return {
    password: String(password ?? '').slice(0, 128),
    code: String(code ?? '').slice(0, 40),
    ...(typeof passkey === 'object' && passkey !== null && { passkey }),
  }
}
