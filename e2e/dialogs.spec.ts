/**
 * Every form and dialog of the console: it is opened for axe; nothing answers, it is sent twice, the session has ended,
 * the operation refuses. What is sent without a form is in `sending.spec.ts`.
 */
import type { Locator, Page } from '@playwright/test'
import { holdSending, signedInAs } from './broken-connection'
import type { DialogRow, RefusedText } from './dialog-row'
import { DIALOGS } from './dialog-table'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { INLINE, OTHER_REQUESTS, PLAIN_DIALOGS } from './inline-table'
import { placesOfConsole } from './places'

// The connection is cut on purpose. Two rows enter what they then undo, on a console no other test uses.
test.use({ fleet: 'sampleDialogs', expectedErrors: ['net::ERR_FAILED', 'Failed to fetch', '401', '403'] })

// Each row stands for itself.
test.describe.configure({ mode: 'parallel' })

test('every form, every dialog and every sending of the console has a row, and every row is in the console', () => {
  const { forms, inline, plain } = placesOfConsole()
  expect(Object.keys(DIALOGS).sort()).toEqual(forms)
  expect([...Object.keys(INLINE), ...OTHER_REQUESTS].sort()).toEqual(inline)
  expect(Object.keys(PLAIN_DIALOGS).sort()).toEqual(plain)
})

for (const [name, row] of Object.entries(DIALOGS)) {
  test(name, async ({ pageAs }) => {
    const page = await pageAs('licensingAdmin')
    const form = await openForm(page, row)
    const confirm = form.getByRole('button', { name: row.confirm, exact: true })
    const typed = await typedIn(form)
    await expectNoAxeFindings(page, row.opens && '[role=dialog]')

    await test.step('sent twice while nothing answers: one request, and then it says so', async () => {
      const answer = await holdSending(page)
      await confirm.click()
      await expect(confirm).toBeDisabled()
      await confirm.click({ force: true })
      await page.keyboard.press('Enter')
      await expect.poll(() => answer.sent).toHaveLength(1)
      await answer.breakOff()
      await expectProblem(form, 'Nothing answered')
      await expect(confirm).toBeEnabled()
      expect(answer.sent).toHaveLength(1)
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

for (const [name, { page: way, opens }] of Object.entries(PLAIN_DIALOGS)) {
  test(`${name} is accessible, and Esc closes it`, async ({ pageAs }) => {
    const page = await pageAs('licensingAdmin')
    const dialog = await openForm(page, { page: way, opens, confirm: '' })
    await expectNoAxeFindings(page, '[role=dialog]')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })
}

async function openForm(page: Page, row: DialogRow): Promise<Locator> {
  if (typeof row.page === 'string') await page.goto(row.page)
  else await row.page(page)
  const { opens } = row
  const form = page.getByRole(opens ? 'dialog' : 'main')
  if (opens) {
    const button =
      typeof opens === 'function' ? opens(page) : page.getByRole('button', { name: opens, exact: true })
    if (!(await form.isVisible())) await button.first().click()
    await expect(form).toBeVisible()
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
