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

test('in one browser: theme, rows, first page, dates and time zone', async ({ page }) => {
  await signIn(page)
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/account')
  await choose(page, 'Theme', 'Dark')
  await choose(page, 'Rows of lists', 'Roomy')
  await choose(page, 'Page after signing in', 'KMS hosts')
  await choose(page, 'Time zone', 'Asia/Tokyo')
  await choose(page, 'Dates', '2027-12-31')
  await expect(page.getByRole('combobox', { name: 'Dates' })).toHaveText('2027-12-31')
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
  await expect(page.getByRole('tooltip')).toHaveText(
    /^\d{4}-\d\d-\d\d, \d\d:\d\d UTC\d{4}-\d\d-\d\d, \d\d:\d\d GMT\+9 $/,
  )
  // Sentences of the server and of the browser alike; an error of hydration would fail the test.
  const IN_WORDS = /\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d{4})?\b/
  const machine = (await page.locator('main table tbody a').first().getAttribute('href')) ?? ''
  for (const path of ['/', machine, '/kms-hosts', '/alerts', '/keys', '/reports/R1']) {
    await page.goto(path)
    await page.getByRole('heading').first().waitFor()
    const text = (await page.locator('main').textContent()) ?? ''
    expect(IN_WORDS.exec(text)?.[0], path).toBeUndefined()
    if (path === machine) expect(text).toMatch(/\d{4}-\d\d-\d\d/)
  }
  const file = await page.request.get('/api/lists/alerts/export?as=csv')
  expect(await file.text()).not.toMatch(/\d\d\/\d\d\/\d{4}/)
})
