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
  /** the sites to which they are limited; none: not limited */
  siteIds: number[]
  sessionId: string
  confirmedAt: string | null
  standing: SessionStanding
  /** as they chose; null: as this browser has it */
  theme: string | null
  timeZone: string | null
  dayForm: string | null
}

/**
 * What a session is good for. waits: for the second factor, after the password. mustSetUp: the role needs a second factor and
 * the person has none yet. Either opens nothing else.
 */
export type SessionStanding = 'whole' | 'waits' | 'mustSetUp'

type AuthContext = Pick<Awaited<Auth['$context']>, 'secret' | 'authCookies'>

interface SessionRow extends SessionPerson {
  createdAt: string
  updatedAt: string
  token: string
  isOfProvider: boolean
}

/** A second factor is asked of those with a password of this console; elsewhere it is the directory's business. */
const STANDING = `
  CASE WHEN s.waits THEN 'waits'
       WHEN u.role = ANY ((SELECT second_factor_roles FROM access_rules)::role[])
        AND EXISTS (SELECT FROM account a WHERE a.user_id = u.id AND a.provider_id = 'credential')
        AND NOT EXISTS (SELECT FROM authenticator_app f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM passkey f WHERE f.user_id = u.id) THEN 'mustSetUp'
       ELSE 'whole' END`

/**
 * It began with a password or passkey of this console, which are for emergencies only; or through a provider that was switched
 * off while it began.
 */
const ITS_WAY_IS_OFF = `(
  s.provider_id IS NULL AND NOT u.is_emergency AND coalesce((SELECT passwords_off FROM access_rules), false)
    AND EXISTS (SELECT FROM sign_in_provider WHERE is_on)
  OR s.provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM sign_in_provider p WHERE p.id = s.provider_id AND p.is_on))`

interface ReadingFrom {
  db?: ReturnType<typeof pool>
  renews?: boolean
  /** network address of this request, kept as the session's place */
  client?: string
}

/**
 * Who holds the session of these cookies, in one statement: better-auth takes two, one after the other, and every page and
 * route asks. Undefined without one, and for one that has ended: see SESSION_LIMITS. One that is in use goes on.
 */
export async function readSession(
  cookies: string | null,
  { secret, authCookies }: AuthContext,
  now: Date,
  { db = pool(), renews = true, client }: ReadingFrom = {},
): Promise<SessionPerson | undefined> {
  const token = signedToken(cookieNamed(authCookies.sessionToken.name, cookies), secret)
  if (token === undefined) return undefined
  const [found] = await rowsOf<SessionRow>(
    db,
    `SELECT u.id, u.name, u.role::text AS role, u.disabled_at, u.site_ids, s.created_at, s.updated_at, s.token,
            s.id AS session_id, s.confirmed_at, ${STANDING} AS standing,
            s.provider_id IS NOT NULL AS is_of_provider, c.theme, c.time_zone, c.day_form
       FROM session s JOIN "user" u ON u.id = s.user_id LEFT JOIN own_choice c ON c.user_id = u.id
      WHERE s.token = $1 AND s.expires_at > $2 AND NOT ${ITS_WAY_IS_OFF}`,
    [token, now],
  )
  if (found === undefined || hasEnded(found, now)) return undefined
  const { createdAt, updatedAt, token: _, isOfProvider: __, ...person } = found
  const isDue = now.getTime() - Date.parse(updatedAt) >= RENEWED_EVERY_MINUTES * 60_000
  if (renews && isDue && found.standing === 'whole') await renew(found, now, client)
  return person
}

/** The person may have another role than when it was written down. */
function hasEnded(row: SessionRow, now: Date): boolean {
  return endOf(row, new Date(row.updatedAt)) <= now
}

const endOf = ({ role, isOfProvider, createdAt }: SessionRow, usedAt: Date) =>
  sessionEnd({ role: role as Role, isOfProvider }, new Date(createdAt), usedAt)

async function renew(row: SessionRow, now: Date, client?: string): Promise<void> {
  const { token } = row
  const end = endOf(row, now)
  await pool().query(
    `UPDATE session SET expires_at = $2, updated_at = $3, ip_address = coalesce($4, ip_address)
      WHERE token = $1 AND expires_at > $3`,
    [token, end, now, client],
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
