/** From the printed link to an invited colleague, and the ways in that are refused. */
import { expect, expectNoAxeFindings, test } from './fixtures'

const PASSWORD = 'walnut-meadow-lantern'

test.use({ fleet: 'empty' })
test.describe.configure({ mode: 'serial' })

test('before the set-up, the sign-in page says what to do', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText('Nobody can sign in yet')).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a wrong link is explained', async ({ page }) => {
  await page.goto('/setup?token=not-a-token')
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('the printed link makes the first licensing admin, by keyboard alone', async ({
  page,
  console: server,
}) => {
  await page.goto(server.setupPath ?? '')
  await expect(page.getByRole('heading', { name: 'Set up the console' })).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Ines Castillo')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Ines@corp.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Tab')
  await page.keyboard.type('something else')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The passwords do not match.')).toBeVisible()
  await page.getByLabel('Password again').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/$/)
  await expect(
    page.getByRole('button', { name: /Signed in as Ines Castillo, Licensing admin/ }),
  ).toBeVisible()
})

test('the link works once', async ({ page, console: server }) => {
  await page.goto(server.setupPath ?? '')
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
})

test('a wrong password is refused in words, the right one leads back to where one was going', async ({
  page,
}) => {
  await page.goto('/settings/people')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('address or the password is wrong')).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/settings\/people$/)
})

test('signing in brings back the whole address, with a query the page does not name', async ({ page }) => {
  await page.goto('/audit?action=person.&subject=kept')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/audit\?action=person\.&subject=kept$/)
})

test('an admin invites a colleague, who joins with the link and is disabled again', async ({
  page,
  browser,
}) => {
  await page.goto('/sign-in?next=/settings/people')
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Mia Braun')
  await dialog.getByLabel('Email address').fill('mia@corp.example')
  await expectNoAxeFindings(page)
  await dialog.getByRole('button', { name: 'Make the invitation link' }).click()
  const link = await dialog.getByLabel('One-time link').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('table', { name: 'Open invitations' })).toContainText('Mia Braun')

  const context = await browser.newContext()
  const mia = await context.newPage()
  await mia.goto(link)
  await mia.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await mia.getByLabel('Password again').fill(PASSWORD)
  await mia.getByRole('button', { name: 'Join and sign in' }).click()
  await expect(mia.getByRole('button', { name: /Signed in as Mia Braun, Helpdesk/ })).toBeVisible()

  await page.reload()
  const row = page.getByRole('row').filter({ hasText: 'mia@corp.example' })
  await row.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(row).toContainText('Disabled')
  await expectNoAxeFindings(page)

  await mia.goto('/')
  await expect(mia).toHaveURL(/\/sign-in/)
  await mia.getByLabel('Email address').fill('mia@corp.example')
  await mia.getByLabel('Password').fill(PASSWORD)
  await mia.getByRole('button', { name: 'Sign in' }).click()
  await expect(mia.getByText('This account is disabled')).toBeVisible()
  await context.close()

  await page.goto('/audit')
  await expect(page.getByRole('row').filter({ hasText: 'disabled Mia Braun' })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('the last licensing admin cannot be disabled, and the page says why', async ({ page }) => {
  await page.goto('/sign-in?next=/settings/people')
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const row = page.getByRole('row').filter({ hasText: 'ines@corp.example' })
  const disable = row.getByRole('button', { name: 'Disable' })
  await expect(disable).toHaveAttribute('aria-disabled', 'true')
  await disable.hover()
  await expect(page.getByText('The only licensing admin who can sign in').first()).toBeVisible()
})

test('signing out ends the session', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: /Signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/clients')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fclients/)
})
