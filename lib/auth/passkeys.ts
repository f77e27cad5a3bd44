/**
 * Passkeys (WebAuthn). Only with the user verified, by PIN, finger or face: then a passkey is both factors. The challenges
 * are signed instead of kept, so that a stranger who asks for one leaves nothing behind; one opens once.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { countSignInAttempt } from '@/lib/data/people/sign-in-attempts'
import { prisma } from '@/lib/data/prisma'
import { log } from '@/lib/server/log'
import { authSecret } from './auth-secret'
import type { PasskeyHost } from './passkey-host'
import { hashToken } from './token'

const CHALLENGE_MINUTES = 5
const NAME = 'Activation Console'

/** What the browser makes a new passkey with. */
export async function newPasskeyOptions(
  host: PasskeyHost,
  person: { id: string; name: string; email: string },
) {
  const known = await prisma().passkey.findMany({
    where: { userId: person.id },
    select: { id: true, transports: true },
  })
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: host.id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: transports as [] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    challenge: newChallenge(`new passkey of ${person.id}`, new Date()),
  })
}

/** The passkey that a browser made; undefined where anything about it does not fit. */
export async function readNewPasskey(host: PasskeyHost, userId: string, response: unknown, now: Date) {
  return unlessUnfit(async () => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => isOwnChallenge(challenge, `new passkey of ${userId}`, now),
      expectedOrigin: host.origin,
      expectedRPID: host.id,
      requireUserVerification: true,
    })
    return verified ? registrationInfo?.credential : undefined
  })
}

/** What the browser signs with a passkey: any of this host, or one of a person's. */
export function passkeyOptions(host: PasskeyHost, ids: readonly string[] = []) {
  return generateAuthenticationOptions({
    rpID: host.id,
    userVerification: 'required',
    allowCredentials: ids.map((id) => ({ id })),
    challenge: newChallenge('sign in', new Date()),
  })
}

/** Whose passkey signed, after everything about it was verified; undefined where something does not fit. */
export async function readPasskey(host: PasskeyHost, response: unknown, now: Date) {
  return unlessUnfit(async () => {
    const { id } = response as AuthenticationResponseJSON
    const passkey = await prisma().passkey.findUnique({
      where: { id: String(id) },
      select: {
        publicKey: true,
        counter: true,
        user: { select: { id: true, name: true, role: true, disabledAt: true } },
      },
    })
    if (!passkey) return undefined
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => takeChallenge(challenge, 'sign in', now),
      expectedOrigin: host.origin,
      expectedRPID: host.id,
      credential: { id, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
      requireUserVerification: true,
    })
    if (!verified) return undefined
    await prisma().passkey.update({
      where: { id },
      data: { counter: authenticationInfo.newCounter, usedAt: now },
      select: { id: true },
    })
    return passkey.user
  })
}

/** What does not fit throws within the library, whatever it is. */
async function unlessUnfit<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    log.info({ err: error }, 'a passkey was refused')
    return undefined
  }
}

function newChallenge(purpose: string, now: Date): string {
  const text = `${randomBytes(16).toString('base64url')}.${now.getTime() + CHALLENGE_MINUTES * 60_000}`
  return `${text}.${signature(text, purpose)}`
}

/** Whether this is a challenge of ours for this, and not run out. challenge: base64url of its text. */
function isOwnChallenge(challenge: string, purpose: string, now: Date): boolean {
  const [random = '', endsAt = '', given = ''] = textOf(challenge).split('.')
  const expected = signature(`${random}.${endsAt}`, purpose)
  if (given.length !== expected.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) && Number(endsAt) > now.getTime()
}

/** The same of one that opens something: once. */
async function takeChallenge(challenge: string, purpose: string, now: Date): Promise<boolean> {
  if (!isOwnChallenge(challenge, purpose, now)) return false
  const counter = `challenge:${hashToken(textOf(challenge))}`
  return (await countSignInAttempt(counter, CHALLENGE_MINUTES * 2, now)).attempts === 1
}

const textOf = (challenge: string) => Buffer.from(challenge, 'base64url').toString()

function signature(text: string, purpose: string): string {
  return createHmac('sha256', authSecret()).update(`passkey ${purpose} ${text}`).digest('base64url')
}
