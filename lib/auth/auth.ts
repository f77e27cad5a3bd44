import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import { nextCookies } from 'better-auth/next-js'
import { appendAuditEntry } from '@/lib/data/audit'
import { arePasswordsOff } from '@/lib/data/people/access-rules'
import { findFactors, hasFactor } from '@/lib/data/people/second-factor'
import { databaseUrl } from '@/lib/data/pool'
import { prisma, readPrisma } from '@/lib/data/prisma'
import { setting } from '@/lib/server/environment'
import { log } from '@/lib/server/log'
import { authSecret } from './auth-secret'
import { sessionsOfOurs } from './begin-session'
import { cookieName } from './cookie-name'
import { strangersHashing } from './password-hashing'
import { ownOrigins } from './same-origin'
import { LONGEST_SESSION_HOURS, sessionEnd, waitingEnd } from './session-limits'
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
      additionalFields: {
        waits: { type: 'boolean', required: false, input: false },
        method: { type: 'string', required: false, input: false },
        confirmedAt: { type: 'date', required: false, input: false },
        providerId: { type: 'string', required: false, input: false },
      },
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
    plugins: [sessionsOfOurs, nextCookies()],
    telemetry: { enabled: false },
    logger: { log: writeLog },
  })
}

/** A session as it is about to be written, or was. */
interface NewSession {
  userId: string
  createdAt: Date
  ipAddress?: string | null
  waits?: boolean | null
  method?: string | null
  /** of the provider that vouched for the person; none: an account of this console */
  providerId?: string | null
}

/**
 * Nobody who is disabled, or whose way is off; and with the end that their role gives it. After a password alone it waits for the second factor of
 * whoever has one, and opens nothing until then.
 */
async function beginSession(session: NewSession) {
  const person = await prisma().user.findUnique({
    where: { id: session.userId },
    select: { disabledAt: true, role: true, isEmergency: true },
  })
  if (!person || person.disabledAt) {
    throw new APIError('FORBIDDEN', { code: SIGN_IN_CODES.disabled, message: 'This account is disabled.' })
  }
  const isOfProvider = Boolean(session.providerId)
  if (!isOfProvider && !person.isEmergency && (await arePasswordsOff())) {
    const message = 'Passwords of this console are off.'
    throw new APIError('FORBIDDEN', { code: SIGN_IN_CODES.passwordsOff, message })
  }
  const waits = session.waits ?? hasFactor(await findFactors(prisma(), session.userId))
  return {
    data: {
      ...session,
      waits,
      method: session.method ?? 'password',
      confirmedAt: waits ? null : session.createdAt,
      expiresAt: waits
        ? waitingEnd(session.createdAt)
        : sessionEnd({ role: person.role, isOfProvider }, session.createdAt, session.createdAt),
    },
  }
}

async function recordSignIn(session: NewSession): Promise<void> {
  await prisma().session.deleteMany({ where: { expiresAt: { lt: new Date() } } })
  if (session.waits) return
  const { isEmergency } = await writeSession('session.start', session)
  if (isEmergency) await writeSession('session.emergency', session)
}

async function recordSignOut(session: NewSession): Promise<void> {
  if (!session.waits) await writeSession('session.end', session)
}

async function writeSession(
  action: 'session.start' | 'session.end' | 'session.emergency',
  { userId, ipAddress, method }: NewSession,
) {
  const person = await prisma().user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, isEmergency: true },
  })
  const { name } = person
  const isPlain = action === 'session.end' || !method || method === 'password'
  await appendAuditEntry(prisma(), {
    at: new Date(),
    actorId: userId,
    actorName: name,
    action,
    subjectType: 'person',
    subjectId: userId,
    after: { name, ...(!isPlain && { with: method }), ...(ipAddress && { clientAddress: ipAddress }) },
  })
  return person
}

/** A wrong password is no warning of ours; what fails is an error. No `level` here: better-auth would log refusals. */
function writeLog(level: string, message: string): void {
  if (level === 'error') log.error({ from: 'better-auth' }, message)
  else log.debug({ from: 'better-auth' }, message)
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
