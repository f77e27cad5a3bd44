/** Typed text is lost by no way out of a form without a question: first the dialog's own ways, then those off the page. */
import type { Locator, Page } from '@playwright/test'
import { holdSending } from './broken-connection'
import { expect, test } from './fixtures'

test.use({ expectedErrors: ['net::ERR_FAILED', 'Failed to fetch'] })

const question = (page: Page) => page.getByRole('dialog', { name: 'Discard what you typed?' })

/** Each way asks, and whoever goes on editing finds the text where it was. */
async function expectQuestions(page: Page, field: Locator, ways: Readonly<Record<string, () => unknown>>) {
  const address = page.url()
  const typed = await field.inputValue()
  for (const [way, go] of Object.entries(ways)) {
    await test.step(way, async () => {
      await go()
      await question(page).getByRole('button', { name: 'Keep editing' }).click()
      await expect(question(page)).toHaveCount(0)
      await expect(field).toHaveValue(typed)
      expect(page.url()).toBe(address)
    })
  }
}

async function goByPalette(page: Page, place: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search' })
  await palette.getByRole('combobox').fill(place)
  await palette.getByRole('option', { name: place, exact: true }).click()
}

/** Whether the browser asks when the tab is closed; the tab stays then. */
async function asksOnClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    return true
  })
  const closed = page.waitForEvent('close').then(() => false)
  await page.close({ runBeforeUnload: true })
  return Promise.race([asked, closed])
}

const back = (page: Page) => page.evaluate(() => history.back())

/** Comes to a page of the rail from another, so that Back stays in the console. */
async function goFrom(page: Page, start: string, place: string): Promise<void> {
  await page.goto(start)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
  await page.getByRole('heading', { level: 1, name: place }).waitFor()
}

test('a dialog asks', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await goFrom(page, '/desk', 'KMS hosts')
  await page.getByRole('button', { name: 'Register a host' }).click()
  const dialog = page.getByRole('dialog', { name: /^Register/ })
  const name = dialog.getByLabel('Name', { exact: true })
  await name.fill('kms88.sample.example')
  await expectQuestions(page, name, {
    'the Esc key': () => page.keyboard.press('Escape'),
    'the cross': () => dialog.getByRole('button', { name: 'Close' }).click(),
    'a press outside': () => page.mouse.click(5, 5),
    'the Cancel button': () => dialog.getByRole('button', { name: 'Cancel' }).click(),
    'the palette': () => goByPalette(page, 'Discovery'),
    'the Back button': () => back(page),
  })
  expect(await asksOnClosing(page)).toBe(true)
  await back(page)
  await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveURL(/\/desk$/)
})

test('a form on its page asks', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/keys/offline/2')
  await page.getByRole('table', { name: 'Requests' }).getByRole('link').first().click()
  const group = page.getByLabel('Group 1', { exact: true })
  await group.fill('1')
  await expect(page.getByText('5 missing')).toBeVisible()
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expectQuestions(page, group, {
    'a link': () => rail.getByRole('link', { name: 'Discovery' }).click(),
    'a key': async () => {
      await group.blur()
      await page.keyboard.press('g')
      await page.keyboard.press('d')
    },
    'the palette': () => goByPalette(page, 'Discovery'),
    'the Back button': () => back(page),
  })
  expect(await asksOnClosing(page)).toBe(true)
  await rail.getByRole('link', { name: 'Discovery' }).click()
  await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveURL(/\/discovery$/)
})

test('a dialog of two steps asks once in either, and the way back has what was typed', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/networks')
  await page.getByRole('button', { name: 'Import a list' }).click()
  const dialog = page.getByRole('dialog').first()
  const list = dialog.getByLabel('List')
  await list.fill('zone\nkept.example')
  await dialog.getByRole('button', { name: 'Show what it changes' }).click()
  await expect(dialog).toContainText('1 entry is new')
  await page.keyboard.press('Escape')
  await question(page).getByRole('button', { name: 'Keep editing' }).click()
  await dialog.getByRole('button', { name: 'Back to the list' }).click()
  await expect(list).toHaveValue('zone\nkept.example')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('signing out asks, and says when nothing answers', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/desk')
  const typed = page.getByLabel('What you were sent')
  await expect(page.getByRole('button', { name: 'Read this text' })).toBeEnabled()
  await typed.fill('0xC004F074')
  const signOut = async () => {
    await page.getByRole('button', { name: /Manager/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
  }
  await expectQuestions(page, typed, { 'the menu': signOut })
  const answer = await holdSending(page)
  await signOut()
  await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => answer.sent).toHaveLength(1)
  await answer.breakOff()
  await expect(page.getByText('You are still signed in')).toBeVisible()
  await signOut()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a dialog that holds nothing typed asks nothing', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/kms-hosts')
  await page.getByRole('button', { name: 'Register a host' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('signing in asks nothing', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill('ines@corp.example')
  expect(await asksOnClosing(page)).toBe(false)
})
