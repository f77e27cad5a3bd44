import type { Page } from '@playwright/test'
import { REFERENCE_KINDS } from '@/lib/activation/reference/reference-kind'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

test('the reference opens with what can be looked up and the codes of this fleet', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference')
  await expect(page.getByRole('list', { name: 'What can be looked up' }).getByRole('listitem')).toHaveCount(
    REFERENCE_KINDS.length,
  )
  const frequent = await readTable(page, 'Most frequent in this fleet')
  expect(frequent.length).toBeGreaterThan(0)
  await expect(page.getByRole('heading', { name: 'Look like errors but are not' })).toBeVisible()
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

test('a code that looks like an error but is not says so', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/reference?q=0x4004F040')
  await expect(page.getByText('Looks like an error but is not')).toBeVisible()
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
  await expect(page.getByText('Nothing in the reference matches')).toBeVisible()
  await expectNoAxeFindings(page)
})

test('the glossary is part of the reference, and found through the same box', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/reference?q=CMID')
  await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible()
  await expect(page.getByText('Client machine ID, a GUID')).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Kinds' })
    .getByRole('link', { name: /Glossary/ })
    .click()
  await expect(page).toHaveURL(/q=CMID&kind=word/)
  await expect(page.getByRole('term').filter({ hasText: /^CMID$/ })).toBeVisible()
  await expectNoAxeFindings(page)
})

/** No product of anybody: made up for these tests. */
const ACTIVATION_ID = '0f0e0d0c-1111-4000-8000-00000000e2e1'

test('a licensing admin adds a product, everyone reads it, and withdrawing it takes it back', async ({
  pageAs,
}) => {
  const admin = await pageAs('licensingAdmin')
  await admin.goto(`/reference?q=${ACTIVATION_ID}&kind=product`)
  await admin.getByRole('link', { name: 'Add a product' }).click()
  await expect(admin.getByRole('heading', { name: 'Add a product' })).toBeVisible()
  await expectNoAxeFindings(admin)
  await admin.getByLabel('Activation ID').fill('0f0e')
  await admin.getByRole('button', { name: 'Add a product' }).click()
  await expect(admin.getByText('Enter the name people use.')).toBeVisible()
  await expect(admin.getByText('Enter the activation ID as', { exact: false })).toBeVisible()
  await admin.getByLabel('Activation ID').fill(ACTIVATION_ID.toUpperCase())
  await admin.getByLabel('Name').fill('Windows Server for the plant')
  await choose(admin, 'Belongs to', 'Windows Server')
  await admin.getByLabel('Version').fill('Windows Server 2025')
  await admin.getByLabel('Edition').fill('Plant')
  await choose(admin, 'Kind of key', 'GVLK: a KMS client')
  await admin.getByLabel('Source').fill('Ticket 4711')
  await admin.getByLabel('As of').fill('2026-02')
  await admin.getByRole('button', { name: 'Add a product' }).click()
  await expect(admin).toHaveURL(new RegExp(`q=${ACTIVATION_ID}&kind=product`))
  const [row] = await readTable(admin, 'Products')
  expect(row?.Product).toBe('Windows Server for the plant')
  expect(row?.Source).toContain('Ours')
  expect(row?.Source).toContain('Ticket 4711, 2026-02')

  const helpdesk = await pageAs('helpdesk')
  await helpdesk.goto(`/reference?q=${ACTIVATION_ID}`)
  expect((await readTable(helpdesk, 'Products'))[0]?.Product).toBe('Windows Server for the plant')
  await expect(helpdesk.getByRole('link', { name: /^Correct/ })).toHaveCount(0)
  await helpdesk.goto('/reference')
  await expect(helpdesk.getByRole('heading', { name: 'Our entries' })).toBeVisible()
  await expectNoAxeFindings(helpdesk)

  await admin.getByRole('link', { name: /^Correct/ }).click()
  await expect(admin.getByRole('heading', { name: 'Correct the product' })).toBeVisible()
  await admin.getByRole('button', { name: 'Withdraw this entry' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Withdraw the entry' }).click()
  await expect(dialog.getByText('Give a reason; it is kept in the audit log.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Made for a test')
  await expectNoAxeFindings(admin)
  await dialog.getByRole('button', { name: 'Withdraw the entry' }).click()
  await expect(admin).toHaveURL(/\/reference\?kind=product/)
  await admin.goto(`/reference?q=${ACTIVATION_ID}`)
  await expect(admin.getByText('Nothing in the reference matches')).toBeVisible()
  await admin.goto('/audit?action=reference.')
  await expect(admin.getByText('withdrew the reference entry for').first()).toBeVisible()
})

test('our note stands beside a code, here and at the desk', async ({ pageAs }) => {
  const admin = await pageAs('licensingAdmin')
  await admin.goto('/reference?q=0xC004D501')
  await admin.getByRole('link', { name: 'Add our note on this code' }).click()
  await admin.getByLabel('Our note').fill('Seen after the plant changed its images')
  await admin.getByLabel('What we do').fill('Call the plant')
  await admin.getByLabel('Source').fill('Ticket 4712')
  await admin.getByRole('button', { name: 'Add a note on a code' }).click()
  await expect(admin.getByRole('region', { name: 'Our note' })).toContainText('Call the plant')
  await expectNoAxeFindings(admin)
  const helpdesk = await pageAs('helpdesk')
  await helpdesk.goto('/desk')
  await helpdesk.getByRole('textbox', { name: 'What you were sent' }).fill('0xC004D501')
  await helpdesk.keyboard.press('Control+Enter')
  await expect(helpdesk.getByRole('region', { name: 'Answer' })).toContainText('Call the plant')
})

const FILE = [
  {
    kind: 'keyGroup',
    key: 'own-office-of-the-plant-2031',
    value: { application: 'office', label: 'Office of the plant 2031', serves: 'Office LTSC 2031' },
    source: 'Ticket 4713',
    dated: '2026-02',
  },
  { kind: 'event', key: 'no number', value: {}, source: 'Ticket 4713', dated: '2026-02' },
]

test('a file of entries is previewed, imported and exported again; its host key can then be chosen', async ({
  pageAs,
}) => {
  const admin = await pageAs('licensingAdmin')
  await admin.goto('/reference')
  await admin.getByRole('button', { name: 'Import' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('File').setInputFiles({
    name: 'ours.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(FILE.map((entry) => JSON.stringify(entry)).join('\n')),
  })
  await expectNoAxeFindings(admin)
  await dialog.getByRole('button', { name: 'Show what it changes' }).click()
  await expect(dialog.getByText('1 entry would be added and 0 changed.')).toBeVisible()
  const [wrong, good] = await readTable(admin, 'Lines of the file')
  expect(wrong).toMatchObject({ Line: '2' })
  expect(wrong?.['What happens']).toContain('Left out: key: Enter the event number')
  expect(good).toMatchObject({ Line: '1', 'What happens': 'Added', Entry: 'own-office-of-the-plant-2031' })
  await expectNoAxeFindings(admin)
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(admin.getByRole('dialog')).toHaveCount(0)
  await expect(admin.getByRole('table', { name: 'Our entries' })).toContainText('Office of the plant 2031')

  const helpdesk = await pageAs('helpdesk')
  await helpdesk.goto('/reference')
  await expect(helpdesk.getByRole('button', { name: 'Import' })).toHaveAttribute('aria-disabled', 'true')
  const download = helpdesk.waitForEvent('download')
  await helpdesk.getByRole('link', { name: 'Export our entries' }).click()
  expect((await download).suggestedFilename()).toMatch(/^reference-.*\.jsonl$/)
  const exported = await helpdesk.request.get('/api/reference/export')
  expect(await exported.text()).toContain(JSON.stringify(FILE[0]))

  await admin.goto('/kms-hosts')
  await admin.getByRole('button', { name: 'Register a host' }).click()
  await admin.getByRole('dialog').getByText('More about this host').click()
  await admin.getByRole('dialog').getByRole('combobox', { name: 'Key group' }).click()
  await expect(admin.getByRole('option', { name: 'Office of the plant 2031', exact: true })).toBeAttached()
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  const select = page.getByRole('combobox', { name: label })
  await select.click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(select).toHaveText(option)
}
