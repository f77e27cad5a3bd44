/** Signing in without the page, for tests that are about something else. */
import type { BrowserContext } from '@playwright/test'

export interface Credentials {
  email: string
  password: string
}

/** Gives the context the session cookie of this person. The context needs a baseURL. */
export async function signInByRequest(context: BrowserContext, credentials: Credentials): Promise<void> {
  const page = await context.newPage()
  const { origin } = new URL((await page.goto('/api/health'))?.url() ?? '')
  await page.close()
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: credentials,
    headers: { origin },
  })
  if (!answer.ok()) throw new Error(`Signing in as ${credentials.email} was refused: ${await answer.text()}`)
}

/** Whether the context has a session that still holds. */
export async function isSignedIn(context: BrowserContext): Promise<boolean> {
  if ((await context.cookies()).length === 0) return false
  return (await (await context.request.get('/api/auth/get-session')).json()) !== null
}
