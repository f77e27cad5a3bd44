import { z } from 'zod'
import { checkOwnPassword } from '@/lib/auth/confirm-identity'
import { newPassword, personName } from '@/lib/auth/credentials'
import { hashPassword } from '@/lib/auth/password-hashing'
import { isWeakPassword } from '@/lib/auth/weak-password'
import { findPasswordHash, findPerson, setPassword } from '@/lib/data/people/people'
import { endOtherSessions, endSession } from '@/lib/data/people/sessions'
import { type CallTrace, type OperationContext, operation } from '../operation'
import { type OwnRefusal, sayOwnRefusal } from './own-refusal'

/** Changes the name under which the console and its audit log know the person. */
export const renameSelf = operation(
  'own.change',
  z.object({ name: personName }),
  async ({ tx, actor, audit, from }, { name }) => {
    if (actor.id === null) return refuse({ kind: 'noAccount' })
    await tx.user.update({ where: { id: actor.id }, data: { name }, select: { id: true } })
    await audit({
      action: 'user.rename',
      subjectType: 'person',
      subjectId: actor.id,
      before: { name: actor.name },
      after: { newName: name, ...placeOf(from) },
    })
    return { ok: true as const }
  },
  { refusals: sayOwnRefusal },
)

const passwordInput = z
  .object({
    oldPassword: z.string().min(1, 'Enter your present password.').max(128),
    password: newPassword,
    passwordAgain: z.string(),
  })
  .refine(({ password, passwordAgain }) => password === passwordAgain, {
    path: ['passwordAgain'],
    message: 'The passwords do not match.',
  })

/** Sets a new password for whoever knows the old one, and ends the sessions they have elsewhere. */
export const changeOwnPassword = operation(
  'own.change',
  passwordInput,
  async ({ tx, actor, now, audit, from }, { password }) => {
    const person = actor.id === null ? null : await findPerson(tx, actor.id)
    if (!person) return refuse({ kind: 'noAccount' })
    if ((await findPasswordHash(tx, person.id)) === undefined) return refuse({ kind: 'noPassword' })
    if (isWeakPassword(password, [person.name, person.email])) return refuse({ kind: 'weakPassword' })
    await setPassword(tx, person.id, await hashPassword(password), now)
    const sessions = await endOtherSessions(tx, person.id, actor.session?.id)
    await audit({
      action: 'user.newPassword',
      subjectType: 'person',
      subjectId: person.id,
      after: { name: person.name, sessionsEnded: sessions, ...placeOf(from) },
    })
    return { ok: true as const, sessions }
  },
  {
    refusals: sayOwnRefusal,
    secretFields: ['oldPassword', 'password', 'passwordAgain'],
    before: oldPasswordRefusal,
  },
)

/** Wrong ones are counted, so that a session left open is not enough to guess it. */
async function oldPasswordRefusal(
  { actor, now, from }: CallTrace,
  { oldPassword }: { oldPassword: string },
): Promise<OwnRefusal | undefined> {
  if (actor.id === null) return { kind: 'noAccount' }
  const person = { id: actor.id, name: actor.name }
  const wrong = await checkOwnPassword(person, oldPassword, from?.client ?? 'unknown', now)
  if (wrong?.kind !== 'tooManyPasswords') return wrong && { kind: 'wrongOldPassword' }
  return { kind: 'tooMany', allowedAt: wrong.allowedAt, now: now.toISOString() }
}

/** Ends one of one's own sessions. */
export const endOwnSession = operation(
  'own.change',
  z.object({ sessionId: z.string().min(1) }),
  async ({ tx, actor, audit, from }, { sessionId }) => {
    if (actor.id === null || !(await endSession(tx, actor.id, sessionId))) {
      return refuse({ kind: 'noSuchSession' })
    }
    await audit({
      action: 'session.endOne',
      subjectType: 'person',
      subjectId: actor.id,
      after: { name: actor.name, ...placeOf(from) },
    })
    return { ok: true as const }
  },
  { refusals: sayOwnRefusal, grave: true },
)

/** Ends all of one's own sessions but the one that asks. */
export const endOwnOtherSessions = operation(
  'own.change',
  z.object({}),
  async ({ tx, actor, audit, from }) => {
    if (actor.id === null) return refuse({ kind: 'noAccount' })
    const sessions = await endOtherSessions(tx, actor.id, actor.session?.id)
    if (sessions === 0) return refuse({ kind: 'noSuchSession' })
    await audit({
      action: 'session.endOthers',
      subjectType: 'person',
      subjectId: actor.id,
      after: { name: actor.name, sessionsEnded: sessions, ...placeOf(from) },
    })
    return { ok: true as const, sessions }
  },
  { refusals: sayOwnRefusal, grave: true },
)

/** The address, as audit entries about access have it. */
export function placeOf(from: OperationContext['from']) {
  return from ? { clientAddress: from.client } : {}
}

function refuse(refusal: OwnRefusal) {
  return { ok: false as const, refusal }
}
