/** Every dialog with a form: nothing answers, it is sent twice, the session has ended, the operation refuses. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { DialogRow, RefusedText } from './dialog-row'
import { DIALOGS } from './dialog-table'
import { expect, test } from './fixtures'
import { preparedServer, type RoleName } from './server/prepared'

const CONSOLE = join(import.meta.dirname, '../app/(console)')

// The connection is cut on purpose. Two rows enter what they then undo, on a console no other test uses.
test.use({ fleet: 'sampleDialogs', expectedErrors: ['net::ERR_FAILED', 'Failed to fetch', '401', '403'] })

test('every form of the console has a row in the table, and every row a form', () => {
  const files = globSync('**/*.tsx', { cwd: CONSOLE })
  expect(Object.keys(DIALOGS).sort()).toEqual(files.flatMap(formsOf).sort())
})

for (const [name, row] of Object.entries(DIALOGS)) {
  test(name, async ({ pageAs }) => {
    const page = await pageAs('licensingAdmin')
    const form = await openForm(page, row)
    const confirm = form.getByRole('button', { name: row.confirm, exact: true })
    const typed = await typedIn(form)

    await test.step('sent twice while nothing answers: one request, and then it says so', async () => {
      const answer = await holdActions(page)
      await confirm.click()
      await expect(confirm).toBeDisabled()
      await confirm.click({ force: true })
      await page.keyboard.press('Enter')
      expect(answer.sent).toHaveLength(1)
      await answer.breakOff()
      await expectProblem(form, 'Nothing answered')
      await expect(confirm).toBeEnabled()
      expect(await typedIn(form)).toEqual(typed)
    })

    await test.step('the session has ended', async () => {
      await signedInAs(page, undefined)
      await confirm.click()
      await expectProblem(form, 'You were signed out')
      await expect(form.getByRole('link', { name: 'Sign in again in a new tab' })).toBeVisible()
      expect(await typedIn(form)).toEqual(typed)
    })

    await test.step('the operation refuses', async () => {
      const { refused = 'helpdesk' } = row
      if (typeof refused !== 'string') {
        await signedInAs(page, 'licensingAdmin')
        await expectRefused(form, confirm, refused)
        return
      }
      await signedInAs(page, refused)
      await confirm.click()
      await expectProblem(form, 'Your role does not let you')
      expect(await typedIn(form)).toEqual(typed)
    })

    if (row.opens && row.typed) {
      await test.step('leaving it asks first', async () => {
        await page.keyboard.press('Escape')
        const question = page.getByRole('dialog', { name: 'Discard what you typed?' })
        await question.getByRole('button', { name: 'Keep editing' }).click()
        expect(await typedIn(form)).toEqual(typed)
        await form.getByRole('button', { name: 'Cancel', exact: true }).click()
        await question.getByRole('button', { name: 'Discard' }).click()
        await expect(form).toHaveCount(0)
      })
    }
  })
}

/** The actions a file sends with a form, each with the file's name. */
function formsOf(file: string): string[] {
  const source = readFileSync(join(CONSOLE, file), 'utf8')
  if (!/@\/components\/form\/(form|form-dialog)'/.test(source)) return []
  const imports = source.matchAll(/import \{([^}]*)\} from '[^']*\/(?:actions|uploads)'/g)
  const imported = [...imports].map(([, names]) => names).join()
  return [...imported.matchAll(/\w+Action\b/g)]
    .map(([action]) => action)
    .filter((action) => new RegExp(`action=\\{[^}]*\\b${action}\\b`).test(source))
    .map((action) => `${file} ${action}`)
}

async function openForm(page: Page, row: DialogRow): Promise<Locator> {
  if (typeof row.page === 'string') await page.goto(row.page)
  else await row.page(page)
  const { opens } = row
  const form = page.getByRole(opens ? 'dialog' : 'main')
  if (opens) {
    const button =
      typeof opens === 'function' ? opens(page) : page.getByRole('button', { name: opens, exact: true })
    // A click before the page has taken over from its server-rendered form is lost.
    await expect(async () => {
      if (!(await form.isVisible())) await button.first().click({ timeout: 1_000 })
      await expect(form).toBeVisible({ timeout: 1_000 })
    }).toPass()
  }
  for (const [label, text] of Object.entries(row.typed ?? {})) {
    const field = form.getByLabel(label, { exact: true })
    if (!(await field.isVisible())) await form.getByText(/^More/).click()
    await field.fill(text)
  }
  await row.fill?.(form, page)
  return form
}

/** What stands in the fields. */
function typedIn(form: Locator): Promise<string[]> {
  return form
    .locator('input, textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
}

/** Holds what actions and uploads send, and then breaks the connection off. */
async function holdActions(page: Page) {
  const sent: string[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    sent.push(route.request().url())
    await released
    await route.abort('failed')
  })
  return {
    sent,
    breakOff: async () => {
      release()
      await page.unrouteAll({ behavior: 'wait' })
    },
  }
}

/** Above the buttons, where it is seen, with the focus. */
async function expectProblem(form: Locator, words: string): Promise<void> {
  const problem = form.getByRole('alert').filter({ hasText: words })
  await expect(problem).toBeInViewport({ ratio: 1 })
  await expect(form.locator('[data-form-problem]')).toBeFocused()
}

/** At the field it is about, with the focus. */
async function expectRefused(form: Locator, confirm: Locator, { field, text, says }: RefusedText) {
  const control = form.getByLabel(field, { exact: true })
  await control.fill(text)
  await confirm.click()
  await expect(form.getByRole('alert').filter({ hasText: says })).toBeVisible()
  await expect(control).toBeFocused()
  await expect(control).toHaveValue(text)
}

/** Ends the session while the browser keeps its cookie; then somebody else may sign in, as in another tab. */
async function signedInAs(page: Page, role: RoleName | undefined): Promise<void> {
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
