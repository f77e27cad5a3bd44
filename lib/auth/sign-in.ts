import { APIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { authFor } from './auth'
import type { SignInInput } from './credentials'
import { deviceCookieName, deviceCookieValue } from './known-device'
import { requestProtocol } from './same-origin'
import { SIGN_IN_CODES } from './sign-in-gate'

export type SignInRefusal =
  | { kind: 'wrong' }
  | { kind: 'disabled' }
  | { kind: 'passwordsOff' }
  | { kind: 'tooMany'; allowedAt: string }
  | { kind: 'busy' }

/** Starts a session and sets its cookie, or says why not. A wrong address and a wrong password look the same. */
export async function signIn(
  input: SignInInput,
): Promise<{ ok: true; userId: string } | { ok: false; refusal: SignInRefusal }> {
  return signInWith(await headers(), input)
}

/** The same for someone who has just chosen the password with a one-time link: their browser counts as known. */
export async function signInWithLink(input: SignInInput): ReturnType<typeof signIn> {
  const requestHeaders = new Headers(await headers())
  const protocol = requestProtocol(requestHeaders)
  const { secret } = await authFor(protocol).$context
  const cookie = `${deviceCookieName(protocol, input.email)}=${deviceCookieValue(secret, input.email)}`
  requestHeaders.set('cookie', [cookie, requestHeaders.get('cookie')].filter(Boolean).join('; '))
  return signInWith(requestHeaders, input)
}

async function signInWith(requestHeaders: Headers, input: SignInInput): ReturnType<typeof signIn> {
  const auth = authFor(requestProtocol(requestHeaders))
  try {
    const { user } = await auth.api.signInEmail({ body: input, headers: requestHeaders })
    return { ok: true, userId: user.id }
  } catch (error) {
    if (error instanceof APIError) return { ok: false, refusal: refusalOf(error) }
    throw error
  }
}

/** Ends the session of this request and removes its cookie. */
export async function endSession(): Promise<void> {
  const requestHeaders = await headers()
  await authFor(requestProtocol(requestHeaders)).api.signOut({ headers: requestHeaders })
}

function refusalOf(error: APIError): SignInRefusal {
  if (error.body?.code === SIGN_IN_CODES.disabled) return { kind: 'disabled' }
  if (error.body?.code === SIGN_IN_CODES.passwordsOff) return { kind: 'passwordsOff' }
  if (error.body?.code === SIGN_IN_CODES.tooMany) {
    return { kind: 'tooMany', allowedAt: String(error.body?.allowedAt) }
  }
  if (error.body?.code === SIGN_IN_CODES.busy) return { kind: 'busy' }
  if (error.status === 'UNAUTHORIZED' || error.status === 'BAD_REQUEST') return { kind: 'wrong' }
  throw error
}
