/** What is sent without a form tells its problems in a toast and can be sent again; a server that hangs is not waited for. */
import type { Page } from '@playwright/test'
import { holdSending } from './broken-connection'
import { expect, test } from './fixtures'
import { INLINE, type InlineRow } from './inline-table'

// The connection is cut on purpose, on a console no other file uses.
test.use({
  fleet: 'sampleDialogs',
  expectedErrors: ['net::ERR_', 'Failed to fetch', 'No answer came in time', '401', '403'],
})

/** In a toast, or in the dialog or section the control stands in. */
const told = (page: Page, words: string) =>
  page.locator('[data-toast], [role=dialog], main section').filter({ hasText: words }).first()

test.describe.configure({ mode: 'parallel' })

for (const [name, row] of Object.entries(INLINE)) {
  test(name, async ({ pageAs, signedInAs }) => {
    const page = await pageAs('licensingAdmin')
    if (typeof row.page === 'string') await page.goto(row.page)
    else await row.page(page)
    const control = row.control(page)

    await test.step('sent twice while nothing answers: one request, and then it says so', async () => {
      const answer = await holdSending(page)
      await press(page, row)
      await expect.poll(() => answer.sent).toHaveLength(1)
      if (await control.isEnabled()) await press(page, row)
      await answer.breakOff()
      await expect(told(page, 'Nothing answered')).toBeVisible()
      await expect(control).toBeEnabled()
      expect(answer.sent).toHaveLength(1)
    })

    await test.step('the session has ended', async () => {
      await signedInAs(page, 'nobody')
      await press(page, row)
      const answer = told(page, 'You were signed out')
      await expect(answer.locator('a, button', { hasText: 'Sign in' })).toBeVisible()
    })

    await test.step('the operation refuses', async () => {
      await signedInAs(page, row.refused ?? 'helpdesk')
      await press(page, row)
      await expect(told(page, 'Your role does not let you')).toBeVisible()
    })
  })
}

test.describe('with a clock in our hands', () => {
  // It would go on in the context of the other tests.
  test.use({ contextOptions: { locale: 'en-GB' } })

  test('a server that hangs is not waited for: what was typed is sent again under the same key, and entered once', async ({
    pageAs,
  }) => {
    const page = await pageAs('licensingAdmin')
    await page.clock.install()
    await page.goto('/keys')
    await page.getByRole('link', { name: 'Windows 11 Pro, field laptops' }).click()
    await page.getByRole('button', { name: 'Correct the balance' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Change').fill('-1')
    await form.getByLabel('Reason').fill('a server that hangs')
    const confirm = form.getByRole('button', { name: 'Enter the correction' })
    const hanging = await holdSending(page)
    for (const [round, later] of ['first', 'second'].entries()) {
      await test.step(`the ${later} time`, async () => {
        await confirm.click()
        await expect.poll(() => hanging.sent).toHaveLength(round + 1)
        await page.clock.fastForward(20_000)
        await expect(form.getByRole('alert').filter({ hasText: 'No answer yet' })).toBeVisible()
        await expect(confirm).toBeEnabled()
      })
    }
    const keys = hanging.sent.map((body) => /"idempotencyKey":"([^"]+)"/.exec(body)?.[1])
    expect(keys).toEqual([expect.any(String), keys[0]])
    await hanging.breakOff()
    await confirm.click()
    await expect(form).toHaveCount(0)
    await expect(told(page, 'The correction is in the ledger')).toBeVisible()
  })
})

async function press(page: Page, { control, choose }: InlineRow): Promise<void> {
  if (!choose) return control(page).click()
  const choice = choose(page)
  await expect(async () => {
    // A menu stays open after a choice; a list of choices closes, and is still there for a moment.
    if (!(await choice.isVisible())) await control(page).click()
    await choice.click({ timeout: 2_000 })
  }).toPass()
}
