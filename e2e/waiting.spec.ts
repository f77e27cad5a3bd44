/** What a person sees while the server takes three seconds: on a way to another page nothing looks dead. */
import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'

const SLOW_MS = 3_000

const bar = (page: Page) => page.getByRole('progressbar', { name: 'Loading the page' })

/** Holds back what the router asks for when one goes from page to page. */
async function slowDown(page: Page): Promise<void> {
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
      await route.continue().catch(() => {})
    },
  )
}

test('a click on the rail shows a bar at once, then the shape of the page, then the page', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/')
  await slowDown(page)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Clients' }).click()
  await expect(bar(page)).toBeVisible({ timeout: 500 })
  await expect(page.locator('[data-skeleton=list]')).toBeVisible({ timeout: 1_500 })
  await expectNoAxeFindings(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await expect(page.locator('[data-skeleton]')).toHaveCount(0)
})

test('keys, the palette, filters in the address and Back show the bar, and it always ends', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/audit')
  await slowDown(page)
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(bar(page)).toBeVisible({ timeout: 500 })
  await expect(page).toHaveURL(/\/kms-hosts$/)
  await expect(bar(page)).toHaveCount(0)
  await page.goBack()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('navigation', { name: 'Filter' }).getByRole('link').nth(1).click()
  await expect(bar(page)).toBeVisible({ timeout: 500 })
  await expect(page).toHaveURL(/\/audit\?action=/)
  await expect(bar(page)).toHaveCount(0)
})

test('a link opened elsewhere or to this very page leaves no bar behind', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/clients')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Clients' })
  const opened = page.context().waitForEvent('page')
  await link.click({ modifiers: ['ControlOrMeta'] })
  await (await opened).close()
  await expect(bar(page)).toHaveCount(0)
  await link.click()
  await expect(bar(page)).toHaveCount(0)
})

test.describe('at an unknown address', () => {
  test.use({ expectedErrors: ['404'] })

  test('the rail stays, and leads on', async ({ pageAs }) => {
    const page = await pageAs('licensingAdmin')
    const answer = await page.goto('/clients/a/b/c')
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('There is no page at this address')).toBeVisible()
    await expectNoAxeFindings(page)
    await slowDown(page)
    await page.getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page.locator('[data-skeleton=overview]')).toBeVisible()
    await expect(page).toHaveURL(/\/$/)
    await expect(bar(page)).toHaveCount(0)
  })
})
