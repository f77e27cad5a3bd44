import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

test('the reference opens with what can be looked up and the codes of this fleet', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference')
  await expect(page.getByRole('list', { name: 'What can be looked up' }).getByRole('listitem')).toHaveCount(5)
  const frequent = await readTable(page, 'Most frequent in this fleet')
  expect(frequent.length).toBeGreaterThan(0)
  await expect(page.getByRole('heading', { name: 'Look like errors and are not' })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a code in any notation is found by keyboard, whole, and leads to exactly its clients', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference')
  const code = (await readTable(page, 'Most frequent in this fleet'))[0]?.Code ?? ''
  await page.keyboard.press('f')
  await expect(page.getByRole('searchbox', { name: 'Look up' })).toBeFocused()
  await page.keyboard.type(String(Number(code) | 0))
  await page.keyboard.press('Enter')
  const detail = page.getByRole('article', { name: code })
  for (const fact of ['Cause', 'Remedy', 'Symbol', 'Source']) {
    await expect(detail.getByRole('term').filter({ hasText: fact })).toBeVisible()
  }
  await expectNoAxeFindings(page)
  const link = detail.getByRole('link', { name: /clients?$/ })
  const clients = (await link.textContent()) ?? ''
  await link.click()
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toContainText(
    clients.split(' ')[0] ?? '',
  )
})

test('a code that looks like an error and is not says so', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/reference?q=0x4004F040')
  await expect(page.getByText('Looks like an error and is not')).toBeVisible()
})

test('words find several kinds at once; a kind narrows them and stays in the address', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference?q=server+2022')
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Published keys' })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Kinds' })
    .getByRole('link', { name: /KMS host keys/ })
    .click()
  await expect(page).toHaveURL(/q=server\+2022&kind=keyGroup/)
  await expect(page.getByRole('heading', { name: 'Products' })).toHaveCount(0)
  const [key] = await readTable(page, 'KMS host keys')
  expect(key?.['KMS host key']).toBe('Server 2022')
  await expectNoAxeFindings(page)
})

test('a last five and an event number are found', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference?q=2yt43')
  expect((await readTable(page, 'Published keys'))[0]?.Product).toContain('Enterprise')
  await page.goto('/reference?q=12290&kind=event')
  expect((await readTable(page, 'Events'))[0]?.['Written by']).toBe('KMS host')
  await expectNoAxeFindings(page)
})

test('a whole product key never becomes part of the address', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference')
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.getByRole('searchbox', { name: 'Look up' }).fill('BCDFG-HJKMP-QRTVW-XY234-2YT43')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=2YT43$/)
  await expect(page.getByRole('table', { name: 'Published keys' })).toBeVisible()
  expect(addresses.filter((address) => address.includes('BCDFG'))).toEqual([])
})

test('nothing found says so and offers to go on', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference?q=zzzz+nothing&kind=nonsense')
  await expect(page.getByText('Nothing in the tables holds')).toBeVisible()
  await expectNoAxeFindings(page)
})
