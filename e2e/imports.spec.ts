/** Files in, license states out: what a licensing admin does every week, and what others may not. */
import type { Locator, Page } from '@playwright/test'
import type { OverviewView } from '@/lib/data/overview/overview'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

/** `slmgr.vbs /dlv` of a Windows 11 machine that renewed two hours ago. It does not say which machine. */
const DLV = [
  'Software licensing service version: 10.0.22621.2506',
  '',
  'Name: Windows(R), Enterprise edition',
  'Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  'Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300',
  'Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f',
  'Product Key Channel: Volume:GVLK',
  'Partial Product Key: 2YT43',
  'License Status: Licensed',
  'Volume activation expiration: 259080 minute(s) (179 day(s))',
  'Remaining Windows rearm count: 1001',
  '',
  'Most recent activation information:',
  'Key Management Service client information',
  '    Client Machine ID (CMID): 5a1f9c52-3f4e-4d07-9b8e-6a1d2c3b4e5f',
  '    Registered KMS machine name: kms07.lab.example:1688',
  '    Activation interval: 120 minutes',
  '    Renewal interval: 10080 minutes',
  '    KMS host caching is enabled',
  '',
].join('\r\n')

const textFile = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** A KMS host's log of so many requests, each of another client: about 700 bytes an event. */
function kmsLog(events: number): string {
  const start = Date.parse('2026-10-01T08:00:00Z')
  return Array.from({ length: events }, (_, at) => {
    const time = new Date(start + at * 1000).toISOString()
    const cmid = `7d21c4b8-90ae-4f53-a6c1-${String(at).padStart(12, '0')}`
    const facts = `0x0,25,farm-${at}.lab.example,${cmid},2026/10/1 8:00,0,1,259200,73111121-5638-40f6-bc11-f1d7b0d64300`
    return (
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>' +
      '<Provider Name="Microsoft-Windows-Security-SPP" EventSourceName="Software Protection Platform Service"/>' +
      `<EventID Qualifiers="16384">12290</EventID><TimeCreated SystemTime="${time}"/>` +
      `<EventRecordID>${at}</EventRecordID><Channel>Key Management Service</Channel>` +
      `<Computer>kms07.lab.example</Computer></System><EventData><Data>${facts}</Data></EventData></Event>\r\n`
    )
  }).join('')
}

async function openImports(page: Page): Promise<void> {
  await page.goto('/imports')
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled()
}

const rowOf = (page: Page, fileName: string): Locator =>
  page.getByRole('table', { name: 'Imports' }).getByRole('row').filter({ hasText: fileName })

test('a file named after its machine becomes a client with the right state', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  await page.getByTestId('import-files').setInputFiles(textFile('lab-0417.txt', DLV))
  const row = rowOf(page, 'lab-0417.txt')
  await expect(row).toContainText('Ready')
  await expect(row).toContainText('for lab-0417')
  await row.getByRole('link', { name: 'lab-0417.txt' }).click()
  await expect(page.getByText('slmgr')).not.toHaveCount(0)
  await expect(page.getByText('(from the file name)')).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Import 1 observation' }).click()
  await expect(page.getByText('1 new observation imported: 1 new client')).toBeVisible()
  await page.goto('/clients?q=lab-0417')
  await expect(page.getByRole('row').filter({ hasText: 'lab-0417' })).toContainText('Licensed')
})

test('pasted text asks for its machine before it can be imported', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const pasted = rowOf(page, 'Pasted text')
  const earlier = await pasted.count()
  await page.getByRole('button', { name: 'Paste text' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Text').fill(DLV)
  await expectNoAxeFindings(page)
  await dialog.getByRole('button', { name: 'Read this text' }).click()
  await expect(pasted).toHaveCount(earlier + 1)
  const newest = pasted.first()
  await expect(newest).toContainText('Which machine?')
  await newest.getByRole('link').click()
  await expect(page.getByRole('button', { name: 'Import 1 observation' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.getByLabel('Machine', { exact: true }).fill('not a name')
  await page.getByRole('button', { name: 'Use this machine' }).click()
  await expect(page.getByText('Enter a machine name such as')).toBeVisible()
  await page.getByLabel('Machine', { exact: true }).fill('LAB-0418.lab.example')
  await page.getByRole('button', { name: 'Use this machine' }).click()
  const commit = page.getByRole('button', { name: 'Import 1 observation' })
  await expect(commit).not.toHaveAttribute('aria-disabled', 'true')
  await commit.click()
  await expect(page.getByText('1 new observation imported')).toBeVisible()
  await page.goto('/clients/lab-0418.lab.example')
  await expect(page.getByText(/Licensed/).first()).toBeVisible()
})

test('a file whose dates can be read in two ways asks once which comes first', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const text = 'Windows(R), Enterprise edition:\r\n    Volume activation will expire 2/3/2020 4:27:01 PM\r\n'
  await page.getByTestId('import-files').setInputFiles(textFile('lab-0419.txt', text))
  const row = rowOf(page, 'lab-0419.txt')
  await expect(row).toContainText('Day or month first?')
  await row.getByRole('link', { name: 'lab-0419.txt' }).click()
  const commit = page.getByRole('button', { name: 'Import 1 observation' })
  await expect(commit).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('table', { name: 'Rejected rows' })).toHaveCount(0)
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Read the dates so' }).click()
  await expect(page.getByText('Choose one.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Dates such as 6/3/2026' }).click()
  await page.getByRole('option', { name: /^Month first/ }).click()
  await page.getByRole('button', { name: 'Read the dates so' }).click()
  await expect(page.getByText('the month comes first')).toBeVisible()
  await commit.click()
  await expect(page.getByText('1 new observation imported')).toBeVisible()
})

test('many files at once are recorded with one button', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const names = ['lab-0501', 'lab-0502', 'lab-0503']
  await page
    .getByTestId('import-files')
    .setInputFiles(
      names.map((name, index) => textFile(`${name}.txt`, DLV.replace('5a1f9c52', `5a1f9c6${index}`))),
    )
  for (const name of names) await expect(rowOf(page, `${name}.txt`)).toContainText('Ready')
  const another = await pageAs('licensingAdmin')
  await openImports(another)
  await rowOf(another, 'lab-0502.txt').getByRole('link').click()
  await expect(another.getByRole('button', { name: 'Import 1 observation', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /Import \d+ observations of \d+ files/ }).click()
  for (const name of names) await expect(rowOf(page, `${name}.txt`)).toContainText('Imported')
  await expect(another.getByText('1 new observation imported')).toBeVisible()
})

test('a file of something else is rejected with its reason, and the rows can be downloaded', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  await page.getByTestId('import-files').setInputFiles(textFile('shopping.txt', '=1+1 apples\r\npears\r\n'))
  const row = rowOf(page, 'shopping.txt')
  await expect(row).toContainText('Not recognised')
  await row.getByRole('link').click()
  await expect(page.getByText('No license data was recognised').first()).toBeVisible()
  await expectNoAxeFindings(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  const stream = await (await download).createReadStream()
  let csv = ''
  for await (const part of stream) csv += part
  expect(csv).toContain('line,reason,excerpt')
  expect(csv).not.toMatch(/(^|,)=1\+1/m)
})

test('a large log is read and recorded in the background, and its progress survives a reload', async ({
  pageAs,
}) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const log = { name: 'kms07-events.xml', mimeType: 'text/xml', buffer: Buffer.from(kmsLog(6_000)) }
  await page.getByTestId('import-files').setInputFiles(log)
  await rowOf(page, 'kms07-events.xml').getByRole('link').click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await page.reload()
  const commit = page.getByRole('button', { name: 'Import 6,000 observations', exact: true })
  await expect(commit).toBeVisible({ timeout: 60_000 })
  await commit.click()
  await expect(commit).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('6,000 new observations imported: 6,000 new clients')).toBeVisible({
    timeout: 60_000,
  })
  await page.goto('/clients?host=kms07.lab.example')
  await expect(page.getByText(/6,00\d/).first()).toBeVisible()
})

test('an import that is not wanted is discarded, and leaves nothing in the record', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  await page.getByTestId('import-files').setInputFiles(textFile('lab-0700.txt', DLV))
  await rowOf(page, 'lab-0700.txt').getByRole('link').click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the import' }).click()
  await expect(page.getByText('Cancelled before anything was imported.')).toBeVisible()
  await page.goto('/clients?q=lab-0700')
  await expect(page.getByRole('row').filter({ hasText: 'lab-0700' })).toHaveCount(0)
})

/** Every figure of the overview: machines and licenses by state, hosts, sites, days of the trend, weeks of the horizon. */
async function figures(page: Page) {
  const answer = await page.request.get('/api/overview')
  const { fleet, licenses, sites, hosts, trend, horizon }: OverviewView = await answer.json()
  return { fleet, licenses, sites, hosts, trend, horizon }
}

/** When a job has found out where every machine of earlier imports belongs. */
async function settledFigures(page: Page) {
  await expect(async () => {
    const { fleet, sites } = await figures(page)
    expect(sites.reduce((sum, { count }) => sum + count, 0)).toBe(fleet.clients)
  }).toPass({ timeout: 30_000 })
  return figures(page)
}

test('an import made by mistake is undone, and every figure is what it was', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/clients?state=licensed')
  const known = (await readTable(page, 'Clients'))[0]?.Name ?? ''
  const rowFor = (name: string) =>
    `${name},"Windows(R) Operating System, VOLUME_KMSCLIENT channel",5,2YT43,kms66.mistake.example`
  const list = [
    'Computer name,Description,License status,Partial product key,KMS host',
    rowFor(known),
    rowFor('lab-0811.lab.example'),
  ].join('\r\n')
  const before = await settledFigures(page)
  await openImports(page)
  await page.getByTestId('import-files').setInputFiles(textFile('mistake.csv', list))
  await rowOf(page, 'mistake.csv').getByRole('link').click()
  const changes = page.getByRole('table', { name: 'What it would change' })
  await expect(changes.getByRole('row').filter({ hasText: known })).toContainText('Other state')
  await expect(changes.getByRole('row').filter({ hasText: 'lab-0811' })).toContainText('New machine')
  await page.getByRole('button', { name: 'Import 2 observations' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  expect(await figures(page)).not.toEqual(before)
  await page.goto('/clients?q=lab-0811')
  await expect(page.getByRole('row').filter({ hasText: 'lab-0811' })).toHaveCount(1)
  await page.goto('/imports')
  await rowOf(page, 'mistake.csv').getByRole('button', { name: 'Undo' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 observations removed.')
  await dialog.getByLabel('Reason').fill('the wrong list')
  await dialog.getByRole('button', { name: 'Undo the import' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => figures(page)).toEqual(before)
  await page.goto('/clients?q=lab-0811')
  await expect(page.getByRole('row').filter({ hasText: 'lab-0811' })).toHaveCount(0)
  await page.goto(`/clients/${known}`)
  await expect(page.getByText('kms66.mistake.example')).toHaveCount(0)
})

test('files can be dropped anywhere on the page', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'lab-0600.txt', { type: 'text/plain' }))
    return transfer
  }, DLV)
  await page.getByRole('heading', { name: 'Imports' }).dispatchEvent('drop', { dataTransfer: data })
  await expect(rowOf(page, 'lab-0600.txt')).toContainText('Ready')
  await expectNoAxeFindings(page)
})

test('a product key in a file name is masked before it is kept', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await openImports(page)
  const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')
  await page.getByTestId('import-files').setInputFiles(textFile(`key ${key}.txt`, DLV))
  await expect(rowOf(page, 'XXXXX-XXXXX-XXXXX-XXXXX-6789B')).toBeVisible()
  expect(await page.content()).not.toContain(key)
})

test('a manager sees imports but imports no files; helpdesk sees none', async ({ pageAs }) => {
  const manager = await pageAs('manager')
  await manager.goto('/imports')
  await expect(manager.getByRole('heading', { name: 'Imports' })).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Choose files' })).toHaveCount(0)
})

test.describe('refused', () => {
  test.use({ expectedErrors: ['403'] })

  test('helpdesk is told that the role does not include imports', async ({ pageAs }) => {
    const page = await pageAs('helpdesk')
    await page.goto('/imports')
    await expect(page.getByText('Your role does not include this page')).toBeVisible()
    await expectNoAxeFindings(page)
  })
})
