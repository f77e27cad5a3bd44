import { headers } from 'next/headers'
import { arePasswordsOff } from '@/lib/data/people/access-rules'
import { findPerson } from '@/lib/data/people/people'
import { countSignInAttempt, uncountSignInAttempt } from '@/lib/data/people/sign-in-attempts'
import { prisma } from '@/lib/data/prisma'
import { currentSession } from './actor'
import { noteRefusal } from './audited-refusals'
import { authFor } from './auth'
import type { SignInMethod } from './begin-session'
import { networkOf } from './network-of'
import { passkeyHost } from './passkey-host'
import { readPasskey } from './passkeys'
import { clientAddress, requestProtocol } from './same-origin'
import { type CodeRefusal, takeCode } from './second-factor'
import { SIGN_IN_LIMITS } from './sign-in-limits'

export type WholeSignInRefusal =
  | CodeRefusal
  | { kind: 'over' }
  | { kind: 'wrongPasskey' }
  | { kind: 'disabled' }
  | { kind: 'passwordsOff' }
  | { kind: 'tooMany'; allowedAt: string }

type Outcome = { ok: true; userId: string } | { ok: false; refusal: WholeSignInRefusal }

/** After the password: takes a code of the app or a recovery code, and begins the session. */
export async function completeWithCode(typed: string, now = new Date()): Promise<Outcome> {
  const waiting = await currentSession()
  if (waiting?.standing !== 'waits') return { ok: false, refusal: { kind: 'over' } }
  const taken = await takeCode({ person: waiting, typed, client: clientAddress(await headers()) }, now)
  if (!taken.ok) return taken
  return begin(waiting, `password and ${taken.method}`)
}

/** Instead of the password, or after it: a passkey is both factors. */
export async function signInWithPasskey(response: unknown, now = new Date()): Promise<Outcome> {
  const requestHeaders = await headers()
  const host = passkeyHost(requestHeaders)
  const client = clientAddress(requestHeaders)
  const counter = `passkey:${networkOf(client)}`
  const { most, windowMinutes } = SIGN_IN_LIMITS.client
  const { attempts, endsAt } = await countSignInAttempt(counter, windowMinutes, now)
  if (attempts > most) return { ok: false, refusal: { kind: 'tooMany', allowedAt: endsAt } }
  const person = host && (await readPasskey(host, response, now))
  if (!person) {
    const facts = { why: 'a passkey that does not fit' }
    await noteRefusal({ action: 'session.refuse', client, facts }, now)
    return { ok: false, refusal: { kind: 'wrongPasskey' } }
  }
  await uncountSignInAttempt(counter)
  if (person.disabledAt) return { ok: false, refusal: { kind: 'disabled' } }
  return begin(person, 'passkey')
}

/** The session that waited ends with it: what was known of it before opens nothing. */
async function begin(person: { id: string }, method: SignInMethod): Promise<Outcome> {
  if ((await arePasswordsOff()) && !(await findPerson(prisma(), person.id))?.isEmergency) {
    return { ok: false, refusal: { kind: 'passwordsOff' } }
  }
  const requestHeaders = await headers()
  const waiting = await currentSession()
  if (waiting?.standing === 'waits') {
    const { count } = await prisma().session.deleteMany({ where: { id: waiting.sessionId } })
    if (count === 0) return { ok: false, refusal: { kind: 'over' } }
  }
  const auth = authFor(requestProtocol(requestHeaders))
  await auth.api.beginSessionOf({ body: { userId: person.id, method }, headers: requestHeaders })
  return { ok: true, userId: person.id }
}
