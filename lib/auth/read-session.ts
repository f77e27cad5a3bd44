import { createHmac, timingSafeEqual } from 'node:crypto'
import { pool } from '@/lib/data/pool'
import { rowsOf } from '@/lib/data/rows'
import type { Auth } from './auth'
import type { Role } from './permissions'
import { RENEWED_EVERY_MINUTES, sessionEnd } from './session-limits'

/** The person of a session, as `user` has them now. */
export interface SessionPerson {
  id: string
  name: string
  role: string
  disabledAt: string | null
}

type AuthContext = Pick<Awaited<Auth['$context']>, 'secret' | 'authCookies'>

interface SessionRow extends SessionPerson {
  createdAt: string
  updatedAt: string
  token: string
}

/**
 * Who holds the session of these cookies, in one statement: better-auth takes two, one after the other, and every page and
 * route asks. Undefined without one, and for one that has ended: see SESSION_LIMITS. One that is in use goes on.
 */
export async function readSession(
  cookies: string | null,
  { secret, authCookies }: AuthContext,
  now: Date,
  { db = pool(), renews = true } = {},
): Promise<SessionPerson | undefined> {
  const token = signedToken(cookieNamed(authCookies.sessionToken.name, cookies), secret)
  if (token === undefined) return undefined
  const [found] = await rowsOf<SessionRow>(
    db,
    `SELECT u.id, u.name, u.role::text AS role, u.disabled_at, s.created_at, s.updated_at, s.token
       FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.token = $1 AND s.expires_at > $2`,
    [token, now],
  )
  if (found === undefined || hasEnded(found, now)) return undefined
  const { createdAt, updatedAt, token: _, ...person } = found
  const isDue = now.getTime() - Date.parse(updatedAt) >= RENEWED_EVERY_MINUTES * 60_000
  if (renews && isDue) await renew(found, now)
  return person
}

/** The person may have another role than when it was written down. */
function hasEnded({ role, createdAt, updatedAt }: SessionRow, now: Date): boolean {
  return sessionEnd(role as Role, new Date(createdAt), new Date(updatedAt)) <= now
}

async function renew({ role, createdAt, token }: SessionRow, now: Date): Promise<void> {
  const end = sessionEnd(role as Role, new Date(createdAt), now)
  await pool().query(
    'UPDATE session SET expires_at = $2, updated_at = $3 WHERE token = $1 AND expires_at > $3',
    [token, end, now],
  )
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
