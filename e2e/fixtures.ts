/**
 * What browser tests stand on. A test file says which fleet it wants (`test.use({ fleet: 'empty' })`), gets a console of
 * its own worker at `baseURL`, and signs in with `pageAs(role)`. Errors in the browser's console fail the test.
 */
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { type ConsoleServer, type Fleet, startConsoleServer } from './server/console-server'
import { preparedServer, type RoleName } from './server/prepared'
import { signInByRequest } from './sign-in'

export { expect }

interface WorkerFixtures {
  fleet: Fleet
  console: ConsoleServer
}

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
  baseURL: async ({ console: server }, use) => use(server.address),
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page, expectedErrors)
    await use(page)
    expect(errors, 'errors in the browser').toEqual([])
  },
  pageAs: async ({ browser, console: server, expectedErrors, contextOptions }, use) => {
    const open: Page[] = []
    const errors: string[][] = []
    await use(async (role) => {
      const person = preparedServer().people.find((one) => one.role === role)
      if (!person) throw new Error(`Nobody has the role ${role}.`)
      const context = await browser.newContext({ ...contextOptions, baseURL: server.address })
      await signInByRequest(context, person)
      const page = await context.newPage()
      errors.push(collectErrors(page, expectedErrors))
      open.push(page)
      return page
    })
    for (const page of open) await page.context().close()
    expect(errors.flat(), 'errors in the browser').toEqual([])
  },
})

/** Fails with what axe finds on the page as it is now. */
export async function expectNoAxeFindings(page: Page): Promise<void> {
  // Base UI's guards are hidden and take the focus only to pass it on, which axe cannot know.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').analyze()
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
