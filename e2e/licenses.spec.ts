/** Licenses as rows: what a licensing admin asks of Office and every other product. */
import { expect, expectNoAxeFindings, test } from './fixtures'

test('every Office license without a host key is found in two clicks, and exported', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Licenses' }).click()
  const office = page.getByRole('table', { name: 'Office', exact: true })
  const unserved = office.getByRole('row').last().getByRole('cell').last().getByRole('link')
  const count = Number((await unserved.textContent())?.replaceAll(/\D/g, ''))
  expect(count).toBeGreaterThan(0)
  await expectNoAxeFindings(page)
  await unserved.click()
  await expect(page.getByText(`of ${count} licenses match`)).toBeVisible()
  await expectNoAxeFindings(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: `Export ${count} as CSV` }).click()
  let csv = ''
  for await (const part of await (await download).createReadStream()) csv += part
  const rows = csv.trimEnd().split('\r\n').slice(1)
  expect(rows).toHaveLength(count)
  for (const row of rows) expect(row).toMatch(/Office/)
})

test('the list of licenses is narrowed, sorted and put in order again by the address', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/licenses/list')
  await page.getByRole('button', { name: 'Family' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Office' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/family=office/)
  await page.getByRole('button', { name: 'Product', exact: true }).last().click()
  await expect(page).toHaveURL(/sort=product/)
  await page.getByLabel('Filter licenses').fill('no such machine')
  await expect(page.getByText('No license matches this filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(page).toHaveURL(/licenses\/list\?sort=product$/)
})
