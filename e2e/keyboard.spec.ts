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

test('a name typed in one go after / goes to its machine, however slow the browser and the search', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const name = (await readTable(page, 'Clients'))[3]?.Name ?? ''
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.route('**/api/search*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clients/${name}$`))
})

for (const [key, field] of [
  ['/', 'combobox'],
  ['f', 'searchbox'],
] as const) {
  test(`what is typed after ${key} before the page has come to life stands in its field`, async ({
    pageAs,
  }) => {
    const page = await pageAs('helpdesk')
    let letScriptsCome = () => {}
    const scriptsMayCome = new Promise<void>((resolve) => {
      letScriptsCome = resolve
    })
    await page.route('**/_next/static/**/*.js*', async (route) => {
      await scriptsMayCome
      await route.continue()
    })
    await page.goto('/clients', { waitUntil: 'commit' })
    await expect(page.getByRole('table', { name: 'Clients' })).toBeVisible()
    await page.keyboard.press(key)
    await page.keyboard.type('kjx-042')
    letScriptsCome()
    await expect(page.getByRole(field)).toHaveValue('kjx-042')
  })
}

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
})
