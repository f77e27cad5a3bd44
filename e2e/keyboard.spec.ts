import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { readTable } from './read-table'

test('the list is walked, looked into and left by keyboard alone', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const rows = await readTable(page, 'Clients')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  const look = page.getByRole('complementary')
  await expect(look.getByRole('heading', { level: 2 })).toHaveText(rows[1]?.Name ?? '')
  await expect(page).toHaveURL(/open=/)
  await page.keyboard.press('k')
  await expect(look.getByRole('heading', { level: 2 })).toHaveText(rows[0]?.Name ?? '')
  await page.keyboard.press('x')
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(look).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(rows[0]?.Name ?? '')
})

test('the palette finds a machine and goes there', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const name = (await readTable(page, 'Clients'))[3]?.Name ?? ''
  await page.keyboard.press('/')
  const palette = page.getByRole('dialog', { name: 'Search' })
  await expect(palette).toBeVisible()
  await page.keyboard.type(name)
  await expect(palette.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clients/${name}$`))
  await page.keyboard.press('Control+k')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
})

test('the palette takes a misspelt code and a misspelt machine apart', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients?state=notification')
  const name = (await readTable(page, 'Clients'))[0]?.Name ?? ''
  await page.keyboard.press('/')
  await page.keyboard.insertText(
    `0xCOO4FO74 on ${name.charAt(1)}${name.charAt(0)}${name.slice(2).split('.')[0]}`,
  )
  const palette = page.getByRole('dialog', { name: 'Search' })
  await expect(palette.getByRole('option', { name: '0xC004F074' })).toBeVisible()
  await palette.getByRole('option', { name }).click()
  await expect(page).toHaveURL(new RegExp(`/clients/${name}$`))
})

test('a name typed in one go after / goes to its machine, however slow the browser and the search', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const name = (await readTable(page, 'Clients'))[3]?.Name ?? ''
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.route('**/api/search*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clients/${name}$`), { timeout: 30_000 })
})

for (const [key, field] of [
  ['/', 'combobox'],
  ['f', 'searchbox'],
] as const) {
  test(`what is typed after ${key} before the page has come to life stands in its field`, async ({
    pageAs,
  }) => {
    const page = await pageAs('helpdesk')
    const letScriptsCome = await openBeforeScripts(page, '/clients')
    await page.keyboard.press(key)
    await page.keyboard.type('kjx-042')
    letScriptsCome()
    await expect(page.getByRole(field)).toHaveValue('kjx-042')
  })
}

test('a button pressed before the page has come to life opens its form, and what is typed after it stands there', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  const letScriptsCome = await openBeforeScripts(page, '/kms-hosts')
  const button = page.getByRole('button', { name: 'Register a host' })
  await button.click()
  await button.click()
  await page.keyboard.type('kms90.sample.example')
  letScriptsCome()
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue(
    'kms90.sample.example',
  )
})

test('a menu, a choice and a box pressed before the page has come to life open and are ticked', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  let letScriptsCome = await openBeforeScripts(page, '/networks')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  letScriptsCome()
  await expect(page.getByRole('menuitem', { name: 'DNS zone' })).toBeVisible()
  letScriptsCome = await openBeforeScripts(page, '/settings/people')
  await page
    .getByRole('row', { name: /helpdesk/ })
    .getByRole('combobox')
    .click()
  letScriptsCome()
  await expect(page.getByRole('option', { name: /^Manager/ })).toBeVisible()
  letScriptsCome = await openBeforeScripts(page, '/clients')
  await page.getByRole('row').nth(1).getByRole('checkbox').click()
  letScriptsCome()
  await expect(page.getByText('1 selected')).toBeVisible()
})

test('g and a letter goes to a place, ? lists the keys, f goes to the filter', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  await page.keyboard.press('f')
  await expect(page.getByRole('searchbox', { name: 'Filter clients' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'Quick look at the row',
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page).toHaveURL(/\/kms-hosts$/)
})

test('the first Tab offers to skip to the content', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})

test('the theme stays chosen over a reload', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  await page.getByRole('button', { name: /^Theme/ }).press('Enter')
  await page.getByRole('menuitemradio', { name: 'Dark' }).press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  // It stays with the person, whom other tests share.
  await page.getByRole('button', { name: /^Theme/ }).press('Enter')
  await page.getByRole('menuitemradio', { name: 'System' }).press('Enter')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
})

/** Opens a page whose scripts come only when they are let. */
async function openBeforeScripts(page: Page, path: string): Promise<() => void> {
  let letScriptsCome = () => {}
  const scriptsMayCome = new Promise<void>((resolve) => {
    letScriptsCome = resolve
  })
  await page.unrouteAll()
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await scriptsMayCome
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.getByRole('table').first().waitFor()
  return letScriptsCome
}
