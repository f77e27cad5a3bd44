import { APIError, createAuthMiddleware } from 'better-auth/api'
import { prisma } from '@/lib/data/prisma'
import { noteRefusal } from './audited-refusals'
import { deviceCookieName, deviceCookieOptions, deviceCookieValue, knownDeviceId } from './known-device'
import { HASHING_BUSY, knownHashing } from './password-hashing'
import { clientAddress } from './same-origin'
import { attemptNotMade, attemptSucceeded, refusedUntil, type SignInAttempt } from './sign-in-limits'

export const SIGN_IN_PATH = '/sign-in/email'
const SESSION_PATH = '/get-session'

/** The codes with which signing in is refused; sentences for them are in `app/(auth)/sign-in`. */
export const SIGN_IN_CODES = {
  tooMany: 'TOO_MANY_ATTEMPTS',
  busy: HASHING_BUSY,
  disabled: 'PERSON_DISABLED',
  passwordsOff: 'PASSWORDS_OFF',
} as const

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/**
 * Stands before every attempt to sign in, whether it comes from the page or from a program: counts it first, and lets the
 * password be looked at only within the limits. A browser that was let in is known from then on.
 */
export function signInGate(protocol: 'http' | 'https') {
  const before = createAuthMiddleware(async (ctx) => {
    if (ctx.path !== SIGN_IN_PATH) return
    const now = new Date()
    const attempt = attemptOf(ctx, protocol)
    const allowedAt = await refusedUntil(attempt, now)
    // The context is of this request alone.
    if (attempt.deviceId) ctx.context.password = { ...ctx.context.password, ...knownHashing }
    if (!allowedAt) return
    await noteRefusal(
      { action: 'session.hold', client: attempt.client, subject: () => personNamed(attempt.email) },
      now,
    )
    throw new APIError(
      'TOO_MANY_REQUESTS',
      {
        code: SIGN_IN_CODES.tooMany,
        message: 'Too many wrong passwords.',
        allowedAt: allowedAt.toISOString(),
      },
      { 'Retry-After': String(Math.ceil((allowedAt.getTime() - now.getTime()) / 1000)) },
    )
  })
  const after = createAuthMiddleware(async (ctx) => {
    if (ctx.path === SESSION_PATH && isWaiting(ctx.context.returned)) return ctx.json(null)
    if (ctx.path !== SIGN_IN_PATH) return
    const attempt = attemptOf(ctx, protocol)
    const { returned, secret } = ctx.context
    if (returned instanceof APIError) {
      if (returned.body?.code === SIGN_IN_CODES.busy) await attemptNotMade(attempt)
      else await noteRefused(attempt, returned)
      return
    }
    await attemptSucceeded(attempt, new Date())
    const cookie = deviceCookieValue(secret, attempt.email, attempt.deviceId)
    ctx.setCookie(deviceCookieName(protocol, attempt.email), cookie, deviceCookieOptions(protocol))
  })
  return { before, after }
}

/** A session that waits for the second factor is none to anybody who asks. */
function isWaiting(returned: unknown): boolean {
  return (returned as { session?: { waits?: boolean } } | null)?.session?.waits === true
}

/** What the audit log says of a refusal, by its code. */
const WHY: Readonly<Record<string, string>> = {
  [SIGN_IN_CODES.disabled]: 'the account is disabled',
  [SIGN_IN_CODES.passwordsOff]: 'passwords are off',
}

async function noteRefused({ client, email }: SignInAttempt, { body }: APIError): Promise<void> {
  const why = WHY[String(body?.code)] ?? 'wrong address or password'
  await noteRefusal({ action: 'session.refuse', client, subject: () => personNamed(email), facts: { why } })
}

/** Nobody for an unknown address: what was typed there may be a password. */
async function personNamed(email: string) {
  const person = await prisma().user.findUnique({ where: { email }, select: { id: true, name: true } })
  return person ? { type: 'person', ...person } : undefined
}

function attemptOf(ctx: HookContext, protocol: 'http' | 'https'): SignInAttempt {
  const email = String(ctx.body?.email ?? '')
    .trim()
    .toLowerCase()
  const cookie = ctx.getCookie(deviceCookieName(protocol, email))
  return {
    email,
    client: clientAddress(ctx.headers),
    deviceId: knownDeviceId(ctx.context.secret, email, cookie),
  }
}
