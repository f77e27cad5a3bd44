import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import { nextCookies } from 'better-auth/next-js'
import { appendAuditEntry } from '@/lib/data/audit'
import { databaseUrl } from '@/lib/data/pool'
import { prisma, readPrisma } from '@/lib/data/prisma'
import { setting } from '@/lib/server/environment'
import { log } from '@/lib/server/log'
import { strangersHashing } from './password-hashing'
import { ownOrigins } from './same-origin'
import { SIGN_IN_CODES, SIGN_IN_PATH, signInGate } from './sign-in-gate'

const SESSION_DAYS = 7

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
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400, cookieCache: { enabled: false } },
    // Signing in has limits of its own, which hold for the page as well: see `signInGate`.
    rateLimit: { enabled: true, customRules: { [SIGN_IN_PATH]: false } },
    advanced: {
      cookiePrefix: 'activation-console',
      useSecureCookies: protocol === 'https',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    hooks: signInGate(protocol),
    databaseHooks: { session: { create: { before: refuseDisabled, after: recordSignIn } } },
    plugins: [sessionCookies()],
    telemetry: { enabled: false },
    logger: { log: writeLog },
  })
}

/**
 * Sets the cookies of signing in and out, and of a session that goes on. The cookie of one that has ended stays: removed
 * within a server action, it would make Next render the page anew, whose way to the sign-in page takes along what was typed.
 */
function sessionCookies() {
  const plugin = nextCookies()
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: ({ path, context }: Parameters<typeof hook.matcher>[0]) =>
      path !== '/get-session' || Boolean(context.returned),
  }))
  return { ...plugin, hooks: { ...plugin.hooks, after } }
}

async function refuseDisabled(session: { userId: string }): Promise<void> {
  const person = await prisma().user.findUnique({
    where: { id: session.userId },
    select: { disabledAt: true },
  })
  if (person && !person.disabledAt) return
  throw new APIError('FORBIDDEN', { code: SIGN_IN_CODES.disabled, message: 'This account is disabled.' })
}

async function recordSignIn(session: { userId: string; ipAddress?: string | null }): Promise<void> {
  const person = await prisma().user.findUniqueOrThrow({
    where: { id: session.userId },
    select: { name: true },
  })
  await appendAuditEntry(prisma(), {
    at: new Date(),
    actorId: session.userId,
    actorName: person.name,
    action: 'session.start',
    subjectType: 'person',
    subjectId: session.userId,
    after: { name: person.name, ...(session.ipAddress && { clientAddress: session.ipAddress }) },
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
