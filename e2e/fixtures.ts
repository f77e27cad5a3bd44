/**
 * What browser tests stand on. A test file says which fleet it wants (`test.use({ fleet: 'empty' })`), gets a console of
 * its own worker at `baseURL`, and signs in with `pageAs(role)`. Errors in the browser's console fail the test.
 */
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, type Cookie, expect, type Page } from '@playwright/test'
import { type ConsoleServer, type Fleet, startConsoleServer } from './server/console-server'
import { preparedServer, type RoleName } from './server/prepared'
import { isSignedIn, signInByRequest } from './sign-in'

export { expect }

interface WorkerFixtures {
  fleet: Fleet
  console: ConsoleServer
  /** A browser context per role: scripts and styles that one test has loaded serve the next one too. */
  contexts: Map<RoleName, BrowserContext>
  /** Cookies of those who have signed in on this console: a session serves the next test too, while it holds. */
  sessions: Map<RoleName, Cookie[]>
}

interface TestFixtures {
  /**
   * A page whose person is signed in. Each role has its browser context, so several roles fit in one test; with
   * `contextOptions` it is one of this test alone.
   */
  pageAs(role: RoleName): Promise<Page>
  /** Messages a test expects in the browser's console, as parts of their text. */
  expectedErrors: string[]
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  fleet: ['sample', { option: true, scope: 'worker' }],
  console: [
    async ({ fleet }, use) => {
      const server = await startConsoleServer(fleet)
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  contexts: [({ console: _ }, use) => use(new Map()), { scope: 'worker' }],
  sessions: [({ console: _ }, use) => use(new Map()), { scope: 'worker' }],
  baseURL: async ({ console: server }, use) => use(server.address),
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page, expectedErrors)
    await use(page)
    expect(errors, 'errors in the browser').toEqual([])
  },
  pageAs: async ({ browser, console: server, contexts, sessions, expectedErrors, contextOptions }, use) => {
    const isOwn = Object.keys(contextOptions).length > 0
    const used = isOwn ? new Map<RoleName, BrowserContext>() : contexts
    const errors: string[][] = []
    await use(async (role) => {
      const options = { ...contextOptions, baseURL: server.address }
      const context = used.get(role) ?? (await browser.newContext(options))
      used.set(role, context)
      await enter(context, role, sessions)
      const page = await context.newPage()
      errors.push(collectErrors(page, expectedErrors))
      return page
    })
    for (const context of used.values()) await (isOwn ? context.close() : leaveClean(context))
    expect(errors.flat(), 'errors in the browser').toEqual([])
  },
})

/** Goes on with the session there is, or signs in. What else an earlier test chose is forgotten. */
async function enter(context: BrowserContext, role: RoleName, sessions: Map<RoleName, Cookie[]>) {
  const person = preparedServer().people.find((one) => one.role === role)
  if (!person) throw new Error(`Nobody has the role ${role}.`)
  await context.clearCookies()
  await context.addCookies(sessions.get(role) ?? [])
  if (!(await isSignedIn(context))) await signInByRequest(context, person)
  sessions.set(role, await context.cookies())
}

async function leaveClean(context: BrowserContext) {
  for (const page of context.pages()) await page.close()
  await context.clearPermissions()
}

/** Rows of a table that axe looks at: the ones below repeat them, and cost most of a look at a long list. */
const BELOW_THE_FIRST_ROWS = 'tbody tr:nth-child(n+9)'

/**
 * Fails with what axe finds on the page as it is now, or in the part of it that is named. The console has no frames, so
 * axe needs no page of its own to gather from them, and what passes is not described: the same findings in less than
 * half the time.
 */
export async function expectNoAxeFindings(page: Page, part?: string): Promise<void> {
  // Next takes the title of the old page away a moment before it puts the new one in.
  await expect(page).toHaveTitle(/./)
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude(BELOW_THE_FIRST_ROWS)
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze()
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join('; ')})`,
  )
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}

function collectErrors(page: Page, expected: string[]): string[] {
  const errors: string[] = []
  const note = (text: string) => {
    if (!expected.some((part) => text.includes(part))) errors.push(text)
  }
  page.on('pageerror', (error) => note(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text())
  })
  return errors
}
