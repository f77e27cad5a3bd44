/** What a person sees while the server has not answered: on a way to another page nothing looks dead. */
import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'

const bar = (page: Page) => page.getByRole('progressbar', { name: 'Loading the page' })

/** Holds what the router asks for when one goes from page to page, until it is let go; later ways are held again. */
async function holdPages(page: Page) {
  let waiting: (() => void)[] = []
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      await route.continue().catch(() => {})
    },
  )
  return {
    letGo: async () => {
      await expect.poll(() => waiting).not.toEqual([])
      for (const go of waiting) go()
      waiting = []
    },
  }
}

/** Before a page has come to life, the browser itself follows its links, and shows so in its own way. */
async function openAlive(page: Page, path: string) {
  const answer = await page.goto(path)
  await page.waitForFunction(() => !window.earlyPresses)
  return answer
}

/** In which order bar and skeleton come from now on. */
function watchSigns(page: Page) {
  return page.evaluateHandle(() => {
    const signs = { bar: '[role=progressbar]', skeleton: '[data-skeleton]' }
    const seen: string[] = []
    new MutationObserver(() => {
      for (const [sign, selector] of Object.entries(signs)) {
        if (!seen.includes(sign) && document.querySelector(selector)) seen.push(sign)
      }
    }).observe(document.body, { subtree: true, childList: true })
    return seen
  })
}

test('a click on the rail shows a bar at once, then the shape of the page, then the page', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await openAlive(page, '/')
  const { letGo } = await holdPages(page)
  const signs = await watchSigns(page)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Clients' }).click()
  await expect(bar(page)).toBeVisible()
  await expect(page.locator('[data-skeleton=list]')).toBeVisible()
  expect(await signs.jsonValue()).toEqual(['bar', 'skeleton'])
  await expectNoAxeFindings(page)
  await letGo()
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await expect(page.locator('[data-skeleton]')).toHaveCount(0)
})

test('keys, the palette, filters in the address and Back show the bar, and it always ends', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await openAlive(page, '/audit')
  const { letGo } = await holdPages(page)
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(bar(page)).toBeVisible()
  await letGo()
  await expect(page).toHaveURL(/\/kms-hosts$/)
  await expect(bar(page)).toHaveCount(0)
  await page.goBack()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'What' }).click()
  await page.getByRole('menuitemcheckbox').first().click()
  await expect(bar(page)).toBeVisible()
  await letGo()
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

test('rail and breadcrumb name the place one is on the way to, and the page is never without a title', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await openAlive(page, '/clients')
  const titles = await page.evaluateHandle(() => {
    const seen = [document.title]
    new MutationObserver(() => seen.push(document.title)).observe(document.head, { childList: true })
    return seen
  })
  const { letGo } = await holdPages(page)
  const rail = page.getByRole('navigation', { name: 'Main' })
  await rail.getByRole('link', { name: 'Keys' }).click()
  await expect(rail.locator('[aria-current=page]')).toHaveText('Keys')
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText('Keys')
  await letGo()
  await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible()
  await expect(page).toHaveTitle(/^Keys/)
  expect(await titles.jsonValue()).not.toContain('')
})

test.describe('offline', () => {
  test.use({ expectedErrors: ['ERR_INTERNET_DISCONNECTED'] })

  test('where the console does not answer, one stays on the page and is told, and the way goes on when it does', async ({
    pageAs,
  }) => {
    const page = await pageAs('licensingAdmin')
    await openAlive(page, '/clients')
    await page.context().setOffline(true)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Keys' }).click()
    await expect(page.getByText('The console does not answer.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible()
    await expect(page).toHaveURL(/\/clients$/)
    await expectNoAxeFindings(page)
    await page.context().setOffline(false)
    await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible()
    await expect(page.getByText('The console does not answer.')).toHaveCount(0)
  })
})

test.describe('at an unknown address', () => {
  test.use({ expectedErrors: ['404'] })

  test('the rail stays, and leads on', async ({ pageAs }) => {
    const page = await pageAs('licensingAdmin')
    const answer = await openAlive(page, '/clients/a/b/c')
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('There is no page at this address')).toBeVisible()
    await expectNoAxeFindings(page)
    const { letGo } = await holdPages(page)
    await page.getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page.locator('[data-skeleton=overview]')).toBeVisible()
    await letGo()
    await expect(page).toHaveURL(/\/$/)
    await expect(bar(page)).toHaveCount(0)
  })
})
