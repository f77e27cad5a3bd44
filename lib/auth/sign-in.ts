import { APIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { authFor, SIGN_IN_CODES } from './auth'
import type { SignInInput } from './credentials'
import { requestProtocol } from './same-origin'

export type SignInRefusal = { kind: 'wrong' } | { kind: 'disabled' } | { kind: 'tooMany'; allowedAt: string }

/** Starts a session and sets its cookie, or says why not. A wrong address and a wrong password look the same. */
export async function signIn(
  input: SignInInput,
): Promise<{ ok: true } | { ok: false; refusal: SignInRefusal }> {
  const requestHeaders = await headers()
  const auth = authFor(requestProtocol(requestHeaders))
  try {
    await auth.api.signInEmail({ body: input, headers: requestHeaders })
    return { ok: true }
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
  if (error.body?.code === SIGN_IN_CODES.tooMany) {
    return { kind: 'tooMany', allowedAt: String(error.body?.allowedAt) }
  }
  if (error.status === 'UNAUTHORIZED' || error.status === 'BAD_REQUEST') return { kind: 'wrong' }
  throw error
}
