/** Menus and selects open above the page, outside of its landmarks: axe looks at each of them while it is open. */
import { expect, expectNoAxeFindings, test } from './fixtures'
import { expectAccessibleOverlays } from './overlays'

const WITH_OVERLAYS = [
  '/clients',
  '/kms-hosts',
  '/discovery',
  '/discovery/client-eye?name=ws-0001.corp.example',
  '/networks',
  '/settings/people',
] as const

for (const path of WITH_OVERLAYS) {
  test(`every menu and select of ${path} is accessible while it is open`, async ({ pageAs }) => {
    test.setTimeout(120_000)
    const page = await pageAs('licensingAdmin')
    await page.goto(path)
    await expectAccessibleOverlays(page)
  })
}

test('the menu of a KMS host is accessible while it is open', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/kms-hosts')
  await page.locator('main a[href^="/kms-hosts/"]').first().click()
  await expect(page).toHaveURL(/\/kms-hosts\/./)
  await expectAccessibleOverlays(page)
})

test('a select in a dialog is accessible while it is open', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Invite a person' }).click()
  await expectAccessibleOverlays(page, page.getByRole('dialog'))
})

test('a tooltip is accessible while it is shown', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).hover()
  await expect(page.getByRole('tooltip')).toBeVisible()
  await expectNoAxeFindings(page)
})

test('on a phone, the rest of the places opens as an accessible menu', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/clients')
  await page.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectNoAxeFindings(page)
})
