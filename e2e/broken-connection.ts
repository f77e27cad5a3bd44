/** What goes wrong between a page and the server, done on purpose. */
import { expect, type Page } from '@playwright/test'
import { preparedServer, type RoleName } from './server/prepared'

/** Holds what actions and uploads send, until the connection is broken off. */
export async function holdSending(page: Page) {
  const sent: string[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    sent.push(route.request().postData() ?? '')
    await released
    // Nobody waits for it any more where the page has given up.
    await route.abort('failed').catch(() => {})
  })
  return {
    /** The body of each request. */
    sent,
    breakOff: async () => {
      release()
      await page.unrouteAll({ behavior: 'wait' })
    },
  }
}

/** Ends the session while the browser keeps its cookie; then somebody else may sign in, as in another tab. */
export async function signedInAs(page: Page, role: RoleName | undefined): Promise<void> {
  const { origin } = new URL(page.url())
  if (role === undefined) {
    const cookies = await page.context().cookies()
    await page.request.post('/api/auth/sign-out', { headers: { origin }, data: {} })
    await page.context().addCookies(cookies)
    return
  }
  const person = preparedServer().people.find((one) => one.role === role)
  const answer = await page.request.post('/api/auth/sign-in/email', { headers: { origin }, data: person })
  expect(answer.ok()).toBe(true)
}
