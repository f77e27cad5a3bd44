/**
 * What browser tests stand on. A test file says which fleet it wants (`test.use({ fleet: 'empty' })`), gets a console of
 * its own worker at `baseURL`, and signs in with `pageAs(role)`. Errors in the browser's console fail the test.
 */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type Consoles, type KeptConsole, keepConsoles } from './consoles'
import type { ConsoleServer, Fleet } from './server/console-server'
import type { RoleName } from './server/prepared'
import { enter } from './sign-in'

export { expectNoAxeFindings } from './axe'
export { expect }

interface WorkerFixtures {
  consoles: Consoles
}

interface TestFixtures {
  fleet: Fleet
  kept: KeptConsole
  console: ConsoleServer
  /**
   * A page whose person is signed in. Each role has its browser context, so several roles fit in one test; with
   * `contextOptions` it is one of this test alone.
   */
  pageAs(role: RoleName): Promise<Page>
  /** While a page is open, its session ends or somebody else signs in, as in another tab. */
  signedInAs(page: Page, who: RoleName | 'nobody'): Promise<void>
  /** Messages a test expects in the browser's console, as parts of their text. */
  expectedErrors: string[]
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  consoles: [
    async ({ browser: _ }, use) => {
      const consoles = keepConsoles()
      await use(consoles)
      await consoles.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  fleet: ['sample', { option: true }],
  kept: [async ({ consoles, fleet }, use) => use(await consoles.of(fleet)), { timeout: 120_000 }],
  console: ({ kept }, use) => use(kept.server),
  baseURL: ({ console: server }, use) => use(server.address),
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page, expectedErrors)
    await use(page)
    expect(errors, 'errors in the browser').toEqual([])
  },
  pageAs: async ({ browser, kept, expectedErrors, contextOptions }, use) => {
    const isOwn = Object.keys(contextOptions).length > 0
    const used = isOwn ? new Map<RoleName, BrowserContext>() : kept.contexts
    const errors: string[][] = []
    await use(async (role) => {
      const options = { ...contextOptions, baseURL: kept.server.address }
      const context = used.get(role) ?? (await browser.newContext(options))
      used.set(role, context)
      await enter(context, role, kept)
      const page = await context.newPage()
      errors.push(collectErrors(page, expectedErrors))
      return page
    })
    for (const context of used.values()) await (isOwn ? context.close() : leaveClean(context))
    expect(errors.flat(), 'errors in the browser').toEqual([])
  },
  signedInAs: ({ kept }, use) => use((page, who) => enter(page.context(), who, kept)),
})

async function leaveClean(context: BrowserContext) {
  for (const page of context.pages()) await page.close()
  await context.clearPermissions()
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
