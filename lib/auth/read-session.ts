import { createHmac, timingSafeEqual } from 'node:crypto'
import { pool } from '@/lib/data/pool'
import { rowsOf } from '@/lib/data/rows'
import type { Auth } from './auth'

/** The person of a session, as `user` has them now. */
export interface SessionPerson {
  id: string
  name: string
  role: string
  disabledAt: string | null
}

type AuthContext = Pick<Awaited<Auth['$context']>, 'secret' | 'authCookies' | 'sessionConfig'>

/**
 * Who holds the session of these cookies, in one statement: better-auth takes two, one after the other, and every page
 * and route asks. Undefined for everything but a session that goes on as it is: without one, with one that has ended or
 * is to be renewed, better-auth has to look itself.
 */
export async function readSession(
  cookies: string | null,
  { secret, authCookies, sessionConfig }: AuthContext,
  now: Date,
  db = pool(),
): Promise<SessionPerson | undefined> {
  const token = signedToken(cookieNamed(authCookies.sessionToken.name, cookies), secret)
  if (token === undefined) return undefined
  const unrenewedSeconds = sessionConfig.expiresIn - sessionConfig.updateAge
  const [person] = await rowsOf<SessionPerson>(
    db,
    `SELECT u.id, u.name, u.role::text AS role, u.disabled_at
       FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.token = $1 AND s.expires_at > $2`,
    [token, new Date(now.getTime() + unrenewedSeconds * 1000)],
  )
  return person
}

function cookieNamed(name: string, cookies: string | null): string | undefined {
  const found = cookies?.split('; ').find((cookie) => cookie.startsWith(`${name}=`))
  try {
    return found && decodeURIComponent(found.slice(name.length + 1))
  } catch {
    return undefined
  }
}

/** The token before its signature, 'TOKEN.BASE64', if the console signed it. */
function signedToken(value: string | undefined, secret: string): string | undefined {
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const own = createHmac('sha256', secret).update(token).digest()
  return given.length === own.length && timingSafeEqual(given, own) ? token : undefined
}
