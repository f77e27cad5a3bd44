/** What somebody chooses for themselves in one browser holds in another one, from its first page on. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { personOf } from './server/prepared'

// Its manager likes the console in another way afterwards: a console whose manager no other test uses.
test.use({ fleet: 'sampleFactors', viewport: { width: 1440, height: 900 } })
test.describe.configure({ mode: 'serial' })

const manager = personOf('manager')

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(manager.email)
  await page.getByLabel('Password').fill(manager.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('option', { name: value, exact: true }).click()
  await kept
}

const theme = (page: Page) => page.locator('html').getAttribute('data-theme')

test('in one browser: theme, rows, first page and time zone', async ({ page }) => {
  await signIn(page)
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/account')
  await choose(page, 'Theme', 'Dark')
  await choose(page, 'Rows of lists', 'Roomy')
  await choose(page, 'Page after signing in', 'KMS hosts')
  await choose(page, 'Time zone', 'Europe/Berlin')
  expect(await theme(page)).toBe('dark')
})

test('in another one they hold, and the first byte has the theme', async ({ page }) => {
  await signIn(page)
  await expect(page).toHaveURL(/\/kms-hosts$/)
  await expect.poll(() => theme(page)).toBe('dark')
  await page.context().clearCookies({ name: 'theme' })
  expect(await (await page.request.get('/clients')).text()).toContain('data-theme="dark"')
  await page.goto('/clients')
  await expect(page.locator('table[data-table=roomy]')).toBeVisible()
  await page.locator('main time').first().hover()
  await expect(page.getByRole('tooltip')).toContainText('GMT+1')
})
