/** From the clients list to a package: selected machines, or all that match the filter. */
import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'

const select = (page: Page, row: number) =>
  page.getByRole('table', { name: 'Clients' }).getByRole('row').nth(row).getByRole('checkbox').check()

const prepare = (page: Page) => page.getByRole('button', { name: 'Prepare a package' })

test('selected machines, or all that match, are taken to a package', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/clients?key=Q7F3D&channel=MAK')
  await expect(page.getByText('34 clients match')).toBeVisible()
  await select(page, 1)
  await select(page, 2)
  await prepare(page).click()
  await page.waitForURL(/\/keys\/offline\/new\?names=/)
  const machines = page.getByRole('table', { name: 'Machines' }).getByRole('row')
  await expect(machines).toHaveCount(3)
  await expect(page.getByRole('combobox', { name: 'MAK' })).toContainText('Q7F3D')
  await expectNoAxeFindings(page)

  await page.goto('/clients?key=Q7F3D&channel=MAK')
  await select(page, 1)
  await page.getByRole('button', { name: /^Select all 34/ }).click()
  await prepare(page).click()
  await page.waitForURL(/\/keys\/offline\/new\?names=/)
  await expect(machines).toHaveCount(35)
})

test('more machines than go to a package at once are refused with the numbers', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/clients')
  await select(page, 1)
  await page.getByRole('button', { name: /^Select all/ }).click()
  await expect(prepare(page)).toHaveAttribute('aria-disabled', 'true')
  await prepare(page).hover()
  await expect(page.getByText(/a package takes at most 300/)).toBeVisible()
})

test('helpdesk sees that it prepares no packages', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  await select(page, 1)
  await expect(prepare(page)).toHaveAttribute('aria-disabled', 'true')
})
