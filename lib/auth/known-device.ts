/**
 * A browser in which a person has signed in before carries a cookie for it, one per person: it says nothing but that,
 * and opens nothing. Attempts with it are counted apart, see `SIGN_IN_LIMITS`.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { cookieName } from './cookie-name'
import { hashToken } from './token'

const KEPT_DAYS = 365

/** The cookie of one person's browsers; its name tells persons apart without naming them. */
export function deviceCookieName(protocol: 'http' | 'https', email: string): string {
  return cookieName(protocol, `device-${hashToken(email).slice(0, 12)}`)
}

export function deviceCookieOptions(protocol: 'http' | 'https') {
  const maxAge = KEPT_DAYS * 86_400
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: protocol === 'https', maxAge } as const
}

/** The value for a browser: its id, signed together with the person's address. */
export function deviceCookieValue(secret: string, email: string, deviceId: string = randomUUID()): string {
  return `${deviceId}.${signature(secret, email, deviceId)}`
}

/** The id within a cookie that this console signed for this person. */
export function knownDeviceId(
  secret: string,
  email: string,
  cookie: string | null | undefined,
): string | undefined {
  const [deviceId = '', given = ''] = (cookie ?? '').split('.')
  const expected = signature(secret, email, deviceId)
  if (given.length !== expected.length) return undefined
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? deviceId : undefined
}

function signature(secret: string, email: string, deviceId: string): string {
  return createHmac('sha256', secret).update(`device ${deviceId} ${email}`).digest('base64url')
}
