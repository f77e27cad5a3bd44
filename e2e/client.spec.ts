import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

async function openFirst(page: Page, state: string): Promise<string> {
  await page.goto(`/clients?state=${state}`)
  const [first] = await readTable(page, 'Clients')
  const name = first?.Name ?? ''
  await page.getByRole('link', { name }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  return name
}

test('a licensed client is answered in words, with nothing to do', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await openFirst(page, 'licensed')
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(/^Licensed /)
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a client in notification says what to do next and why, and copies as a ticket', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = await openFirst(page, 'notification')
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer.getByRole('heading', { name: 'What to do next' })).toBeVisible()
  await expect(answer.getByText('Source')).toBeVisible()
  await page.getByRole('button', { name: 'Copy for ticket' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const ticket = await page.evaluate(() => navigator.clipboard.readText())
  expect(ticket.split('\n')[0]).toBe(name)
  expect(ticket).toContain('Next: ')
  expect(ticket).toContain(`/clients/${name}`)
  await expectNoAxeFindings(page)
})

test('the history is a picture and a table', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openFirst(page, 'licensed')
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('img').first()).toBeVisible()
  await page.getByText('Show as table').click()
  const rows = await readTable(page, 'History as a table')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows[0]?.When).toMatch(/UTC$/)
})

test('a licensing admin follows a fact to its import; helpdesk sees its name only', async ({ pageAs }) => {
  const admin = await pageAs('licensingAdmin')
  const name = await openFirst(admin, 'licensed')
  const products = admin.getByRole('region', { name: 'Products' })
  await expect(products.locator('footer a').first()).toHaveAttribute('href', /^\/imports\//)
  const helpdesk = await pageAs('helpdesk')
  await helpdesk.goto(`/clients/${name}`)
  await expect(helpdesk.getByText('Known from').first()).toBeVisible()
  await expect(helpdesk.getByRole('region', { name: 'Products' }).locator('footer a')).toHaveCount(0)
})

test.describe('a name nobody has', () => {
  test.use({ expectedErrors: ['404'] })

  test('offers similar names, and the search', async ({ pageAs }) => {
    const page = await pageAs('helpdesk')
    await page.goto('/clients')
    const name = (await readTable(page, 'Clients'))[0]?.Name?.split('.')[0] ?? ''
    await page.goto(`/clients/${name.slice(0, -1)}`)
    await expect(page.getByText(`No client is named ${name.slice(0, -1)}`)).toBeVisible()
    await expect(page.getByRole('list', { name: 'Similar names' }).getByRole('link').first()).toBeVisible()
    await expectNoAxeFindings(page)
    await page.getByRole('link', { name: 'Search the clients' }).click()
    await expect(page).toHaveURL(/\/clients\?q=/)
  })
})

test('a KMS host is answered in words and leads to its clients', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/kms-hosts')
  const hosts = await readTable(page, 'KMS hosts')
  const busiest = hosts.find((host) => host.Clients !== '–')
  const name = busiest?.['KMS host'] ?? ''
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('link', { name: /^Its .* clients?$/ }).click()
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText(name)
  const count = await page.getByRole('status').filter({ hasText: 'match' }).textContent()
  expect(count).toContain(busiest?.Clients)
})
