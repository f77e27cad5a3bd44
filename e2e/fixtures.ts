/**
 * What browser tests stand on. A test file says which fleet it wants (`test.use({ fleet: 'empty' })`), gets a console of
 * its own worker at `baseURL`, and signs in with `pageAs(role)`. Errors in the browser's console fail the test.
 */
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type ConsoleServer, type Fleet, startConsoleServer } from './server/console-server'
import { preparedServer, type RoleName } from './server/prepared'
import { isSignedIn, signInByRequest } from './sign-in'

export { expect }

interface WorkerFixtures {
  fleet: Fleet
  console: ConsoleServer
  /** Cookies of those who have signed in on this console: a session serves the next test too, while it holds. */
  sessions: Map<RoleName, StorageState>
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

interface TestFixtures {
  /** A page whose person is signed in. Its browser context is its own, so several roles fit in one test. */
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
  sessions: [({ console: _ }, use) => use(new Map()), { scope: 'worker' }],
  baseURL: async ({ console: server }, use) => use(server.address),
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page, expectedErrors)
    await use(page)
    expect(errors, 'errors in the browser').toEqual([])
  },
  pageAs: async ({ browser, console: server, sessions, expectedErrors, contextOptions }, use) => {
    const open: Page[] = []
    const errors: string[][] = []
    await use(async (role) => {
      const person = preparedServer().people.find((one) => one.role === role)
      if (!person) throw new Error(`Nobody has the role ${role}.`)
      const storageState = sessions.get(role) ?? { cookies: [], origins: [] }
      const context = await browser.newContext({ ...contextOptions, baseURL: server.address, storageState })
      if (!(await isSignedIn(context))) await signInByRequest(context, person)
      sessions.set(role, await context.storageState())
      const page = await context.newPage()
      errors.push(collectErrors(page, expectedErrors))
      open.push(page)
      return page
    })
    for (const page of open) await page.context().close()
    expect(errors.flat(), 'errors in the browser').toEqual([])
  },
})

/**
 * Fails with what axe finds on the page as it is now. The console has no frames, so axe needs no page of its own to
 * gather from them, and what passes is not described: the same findings in less than half the time.
 */
export async function expectNoAxeFindings(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
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
