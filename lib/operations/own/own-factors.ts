import { z } from 'zod'
import { appAddress, newRecoveryCodes, newSecret, stepOfCode } from '@/lib/auth/one-time-code'
import { readNewPasskey } from '@/lib/auth/passkeys'
import { newRecoverySalt, recoveryCodeHash } from '@/lib/auth/recovery-code-hash'
import { needsSecondFactor } from '@/lib/data/people/access-rules'
import { findPasswordHash, findPerson } from '@/lib/data/people/people'
import {
  confirmApp,
  findFactors,
  findPasskey,
  findSecret,
  hasFactor,
  keepNewSecret,
  keepRecoveryCodes,
} from '@/lib/data/people/second-factor'
import { type OperationContext, operation, type Transaction } from '../operation'
import { placeOf } from './own-account'
import { type OwnRefusal, sayOwnRefusal } from './own-refusal'

/** Makes the secret for an authenticator app. It counts once a code of the app was entered. */
export const beginApp = operation(
  'own.secure',
  z.object({}),
  async ({ tx, actor, now }) => {
    const person = actor.id === null ? null : await findPerson(tx, actor.id)
    if (!person) return refuse({ kind: 'noAccount' })
    if (await signsInElsewhere(tx, person.id)) return refuse({ kind: 'noPassword' })
    const secret = newSecret()
    if (!(await keepNewSecret(tx, person.id, secret, now))) return refuse({ kind: 'hasApp' })
    return { ok: true as const, secret, address: appAddress(secret, person.email) }
  },
  {
    refusals: sayOwnRefusal,
    grave: true,
    withoutAudit: 'nothing counts until a code of the app was entered',
  },
)

/** Takes the first code of the new app. The recovery codes are in the outcome and nowhere else. */
export const finishApp = operation(
  'own.secure',
  z.object({ code: z.string().trim().min(1, 'Enter the code that the app shows.').max(20) }),
  async (context, { code }) => {
    const { tx, actor, now } = context
    const secret = actor.id === null ? undefined : await findSecret(tx, actor.id, false)
    if (actor.id === null || secret === undefined) return refuse({ kind: 'noNewApp' })
    const step = await stepOfCode(secret, code.replace(/\s/g, ''), now)
    if (step === undefined) return refuse({ kind: 'wrongCode' })
    const codes = await codesForFirstFactor(context, actor.id)
    await confirmApp(tx, actor.id, step, now)
    await note(context, 'factor.addApp')
    return { ok: true as const, codes }
  },
  { refusals: sayOwnRefusal, grave: true },
)

/** Keeps the passkey that the browser made, once everything about it was verified. */
export const addPasskey = operation(
  'own.secure',
  z.object({
    name: z.string().trim().min(1, 'Enter a name for it.').max(60, 'A name has at most 60 characters.'),
    response: z.looseObject({ id: z.string() }),
  }),
  async (context, { name, response }) => {
    const { tx, actor, now, from } = context
    if (actor.id === null) return refuse({ kind: 'noAccount' })
    if (await signsInElsewhere(tx, actor.id)) return refuse({ kind: 'noPassword' })
    if (!from?.passkeyHost) return refuse({ kind: 'noPasskeysHere' })
    const made = await readNewPasskey(from.passkeyHost, actor.id, response, now)
    if (!made || (await tx.passkey.count({ where: { id: made.id } })) > 0)
      return refuse({ kind: 'passkeyUnfit' })
    const codes = await codesForFirstFactor(context, actor.id)
    await tx.passkey.create({
      data: {
        id: made.id,
        userId: actor.id,
        name,
        publicKey: made.publicKey,
        counter: made.counter,
        transports: made.transports ?? [],
        createdAt: now,
      },
      select: { id: true },
    })
    await note(context, 'factor.addPasskey', name)
    return { ok: true as const, codes }
  },
  // What the browser made is no text that a product key could have got into.
  { refusals: sayOwnRefusal, grave: true, secretFields: ['response'] },
)

/** Removes one passkey, or, without naming one, the authenticator app. */
export const removeOwnFactor = operation(
  'own.secure',
  z.object({ passkeyId: z.string().min(1).optional() }),
  async (context, { passkeyId }) => {
    const { tx, actor } = context
    const userId = actor.id ?? ''
    const passkey = passkeyId ? await findPasskey(tx, userId, passkeyId) : undefined
    const { count } = passkeyId
      ? await tx.passkey.deleteMany({ where: { id: passkeyId, userId } })
      : await tx.authenticatorApp.deleteMany({ where: { userId } })
    if (count === 0) return refuse({ kind: 'noFactor' })
    if (await endsNeededFactor(context, userId)) return refuse({ kind: 'lastFactor' })
    await note(context, passkeyId ? 'factor.removePasskey' : 'factor.removeApp', passkey?.name)
    return { ok: true as const }
  },
  { refusals: sayOwnRefusal, grave: true },
)

/** Makes new recovery codes; those before open nothing any more. */
export const renewRecoveryCodes = operation(
  'own.secure',
  z.object({}),
  async (context) => {
    const { tx, actor } = context
    if (actor.id === null) return refuse({ kind: 'noAccount' })
    if (!hasFactor(await findFactors(tx, actor.id))) return refuse({ kind: 'noFactor' })
    const codes = await newCodes(context, actor.id)
    await note(context, 'factor.renewRecoveryCodes')
    return { ok: true as const, codes }
  },
  { refusals: sayOwnRefusal, grave: true },
)

/** Through a provider alone: a passkey kept here would let them in without it. */
const signsInElsewhere = async (tx: Transaction, userId: string) =>
  (await findPasswordHash(tx, userId)) === undefined

/** Recovery codes come with the first second factor; with another one those there are stay. */
async function codesForFirstFactor(context: OperationContext, userId: string): Promise<string[]> {
  return hasFactor(await findFactors(context.tx, userId)) ? [] : newCodes(context, userId)
}

async function newCodes({ tx }: OperationContext, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  const salt = newRecoverySalt()
  const hashes = await Promise.all(codes.map((code) => recoveryCodeHash(userId, code, salt)))
  await keepRecoveryCodes(tx, userId, hashes)
  return codes
}

/** Whether none is left now for a role that needs one. Recovery codes go with the last one. */
async function endsNeededFactor({ tx, actor }: OperationContext, userId: string): Promise<boolean> {
  if (hasFactor(await findFactors(tx, userId))) return false
  await tx.recoveryCode.deleteMany({ where: { userId } })
  return actor.role !== null && (await needsSecondFactor(tx, actor.role))
}

async function note(
  { actor, audit, from }: OperationContext,
  action:
    | 'factor.addApp'
    | 'factor.removeApp'
    | 'factor.addPasskey'
    | 'factor.removePasskey'
    | 'factor.renewRecoveryCodes',
  passkey?: string,
): Promise<void> {
  await audit({
    action,
    subjectType: 'person',
    subjectId: actor.id ?? '',
    after: { name: actor.name, ...(passkey && { passkey }), ...placeOf(from) },
  })
}

function refuse(refusal: OwnRefusal) {
  return { ok: false as const, refusal }
}
