/** Signing in without the page, for tests that are about something else. */
import type { BrowserContext } from '@playwright/test'
import type { KeptConsole } from './consoles'
import { type Credentials, personOf, type RoleName } from './server/prepared'

/** Gives the context the session cookie of this person of the console at `origin`. */
export async function signInByRequest(
  context: BrowserContext,
  origin: string,
  credentials: Credentials,
): Promise<void> {
  const answer = await context.request.post(`${origin}/api/auth/sign-in/email`, {
    data: credentials,
    headers: { origin },
  })
  if (!answer.ok()) throw new Error(`Signing in as ${credentials.email} was refused: ${await answer.text()}`)
}

/**
 * Goes on with the session there is, or signs in; `nobody` has the cookie of a session that has ended. What else the
 * context was given is forgotten.
 */
export async function enter(
  context: BrowserContext,
  who: RoleName | 'nobody',
  { server, sessions }: KeptConsole,
): Promise<void> {
  const origin = server.address
  await context.clearCookies()
  const kept = sessions.get(who)
  await context.addCookies(kept?.cookies ?? [])
  if (kept && (who === 'nobody' || (isFresh(kept) && (await isSignedIn(context, origin))))) return
  await signInByRequest(context, origin, personOf(who === 'nobody' ? 'helpdesk' : who))
  const cookies = await context.cookies()
  sessions.set(who, { cookies, begunAt: Date.now() })
  if (who !== 'nobody') return
  await context.request.post(`${origin}/api/auth/sign-out`, { headers: { origin }, data: {} })
  await context.addCookies(cookies)
}

/** What is grave is asked again ten minutes after signing in; tests about something else sign in anew before. */
const FRESH_MS = 7 * 60_000

const isFresh = ({ begunAt }: { begunAt: number }) => Date.now() - begunAt < FRESH_MS

async function isSignedIn(context: BrowserContext, origin: string): Promise<boolean> {
  if ((await context.cookies()).length === 0) return false
  return (await (await context.request.get(`${origin}/api/auth/get-session`)).json()) !== null
}
