import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import { nextCookies } from 'better-auth/next-js'
import { appendAuditEntry } from '@/lib/data/audit'
import { databaseUrl } from '@/lib/data/pool'
import { prisma, readPrisma } from '@/lib/data/prisma'
import { setting } from '@/lib/server/environment'
import { log } from '@/lib/server/log'
import { cookieName } from './cookie-name'
import { strangersHashing } from './password-hashing'
import { ownOrigins } from './same-origin'
import { LONGEST_SESSION_HOURS, sessionEnd } from './session-limits'
import { SIGN_IN_CODES, SIGN_IN_PATH, signInGate } from './sign-in-gate'

/**
 * better-auth for one protocol: over https the cookies are Secure. Sessions are rows and are read at every
 * request (no cookie cache), so that ending one takes effect at once. Nobody signs up by themselves.
 */
function createAuth(protocol: 'http' | 'https', source: 'primary' | 'replica') {
  return betterAuth({
    appName: 'Activation Console',
    // Only its path matters: origins are judged by the request, see `ownOrigins`.
    baseURL: setting('PUBLIC_URL') ?? `${protocol}://localhost`,
    secret: authSecret(),
    database: prismaAdapter(source === 'primary' ? prisma() : readPrisma(), { provider: 'postgresql' }),
    trustedOrigins: (request) => (request ? ownOrigins(request.headers) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: strangersHashing,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'helpdesk' },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    // A session goes on by our limits, see `readSession`: better-auth would let it live for ever.
    session: {
      expiresIn: LONGEST_SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // Signing in has limits of its own, which hold for the page as well: see `signInGate`.
    rateLimit: { enabled: true, customRules: { [SIGN_IN_PATH]: false } },
    advanced: {
      // `__Host-`: no other host and no plain http can set it. better-auth knows `__Secure-` only.
      cookiePrefix: cookieName(protocol, ''),
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/', secure: protocol === 'https' },
    },
    hooks: signInGate(protocol),
    databaseHooks: {
      session: { create: { before: beginSession, after: recordSignIn }, delete: { after: recordSignOut } },
    },
    plugins: [nextCookies()],
    telemetry: { enabled: false },
    logger: { log: writeLog },
  })
}

/** Nobody who is disabled; and with the end that their role gives it. */
async function beginSession(session: { userId: string; createdAt: Date }) {
  const person = await prisma().user.findUnique({
    where: { id: session.userId },
    select: { disabledAt: true, role: true },
  })
  if (!person || person.disabledAt) {
    throw new APIError('FORBIDDEN', { code: SIGN_IN_CODES.disabled, message: 'This account is disabled.' })
  }
  const expiresAt = sessionEnd(person.role, session.createdAt, session.createdAt)
  return { data: { ...session, expiresAt } }
}

async function recordSignIn(session: { userId: string; ipAddress?: string | null }): Promise<void> {
  await prisma().session.deleteMany({ where: { expiresAt: { lt: new Date() } } })
  await writeSession('session.start', session)
}

async function recordSignOut(session: { userId: string; ipAddress?: string | null }): Promise<void> {
  await writeSession('session.end', session)
}

async function writeSession(
  action: 'session.start' | 'session.end',
  { userId, ipAddress }: { userId: string; ipAddress?: string | null },
): Promise<void> {
  const { name } = await prisma().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } })
  await appendAuditEntry(prisma(), {
    at: new Date(),
    actorId: userId,
    actorName: name,
    action,
    subjectType: 'person',
    subjectId: userId,
    after: { name, ...(ipAddress && { clientAddress: ipAddress }) },
  })
}

/** A wrong password is no warning of ours; what fails is an error. No `level` here: better-auth would log refusals. */
function writeLog(level: string, message: string): void {
  if (level === 'error') log.error({ from: 'better-auth' }, message)
  else log.debug({ from: 'better-auth' }, message)
}

function authSecret(): string {
  const secret = setting('AUTH_SECRET')
  if (!secret) throw new Error('AUTH_SECRET is not set; start the console with npm start.')
  return secret
}

export type Auth = ReturnType<typeof createAuth>

const held = new Map<string, Auth>()

/** Made on first use: a build has no database and no secret. From a replica only sessions can be read. */
export function authFor(protocol: 'http' | 'https', source: 'primary' | 'replica' = 'primary'): Auth {
  const key = `${protocol} ${source} ${databaseUrl()}`
  const auth = held.get(key) ?? createAuth(protocol, source)
  held.set(key, auth)
  return auth
}
