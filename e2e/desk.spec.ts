import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

const WHOLE_KEY = 'BCDFG-HJKMP-QRTVW-XY234-2YT43'

const TRANSCRIPT = `C:\\>cscript //nologo slmgr.vbs /dlv

Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
Partial Product Key: 2YT43
License Status: Notification
Notification Reason: 0xC004F056.
`

const box = (page: Page) => page.getByRole('textbox', { name: 'What you were sent' })
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })

async function read(page: Page, text: string): Promise<void> {
  await box(page).fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Read this text' })).toBeEnabled()
}

async function someLicensed(page: Page): Promise<string> {
  await page.goto('/clients?state=licensed')
  return (await readTable(page, 'Clients'))[0]?.Name ?? ''
}

test('a transcript is answered beside the record, and copies as a ticket', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = await someLicensed(page)
  await page.goto('/desk')
  await expect(box(page)).toBeFocused()
  await expectNoAxeFindings(page)
  await read(page, `${name}\n${TRANSCRIPT}`)
  await expect(answer(page).getByRole('link', { name })).toBeVisible()
  await expect(answer(page).getByRole('region', { name: 'The text says' })).toContainText(
    'Shows notifications',
  )
  await expect(answer(page).getByRole('region', { name: 'The record says' })).toContainText('Licensed')
  await expect(answer(page)).toContainText('They differ: notification in the text, licensed in the record.')
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Copy for ticket' }).click()
  const ticket = await page.evaluate(() => navigator.clipboard.readText())
  expect(ticket.split('\n')[0]).toBe(name)
  expect(ticket).toContain('Next: ')
  expect(ticket).toContain('0xC004F056')
})

test('a machine name, a code and an event are understood alone', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  const name = await someLicensed(page)
  await page.goto('/desk')
  await read(page, name.toUpperCase())
  await expect(answer(page).getByRole('region', { name: 'The record says' })).toContainText('Licensed')
  await read(page, '-1073418124')
  await expect(answer(page).getByRole('link', { name: '0xC004F074' })).toBeVisible()
  await expect(answer(page).getByText('What to do')).toBeVisible()
  await read(page, 'Event ID: 12293')
  await expect(answer(page)).toContainText('SRV record')
  await expectNoAxeFindings(page)
})

test('a misspelt code on a misspelt machine leads to the machine, and the answer survives Back', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients?state=notification')
  const name = (await readTable(page, 'Clients'))[0]?.Name ?? ''
  const [label = '', ...domain] = name.split('.')
  const misspelt = `${label[1]}${label[0]}${label.slice(2)}.${domain.join('.')}`
  await page.goto('/desk')
  await read(page, `0xCOO4FO74 on ${misspelt}`)
  await expect(answer(page)).toContainText('0xCOO4FO74 was read as 0xC004F074.')
  await expect(answer(page)).toContainText(`No machine is named ${misspelt}.`)
  await expect(answer(page).getByRole('heading', { name: 'What to do next' })).toBeVisible()
  await expectNoAxeFindings(page)
  await answer(page).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page.goBack()
  await expect(answer(page).getByRole('link', { name, exact: true })).toBeVisible()
  await read(page, 'what about zz-printer-99')
  await expect(answer(page)).toContainText('zz-printer-99 is not in the record')
})

test('nothing understood says so; nothing pasted is asked for', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/desk')
  await read(page, 'good morning')
  await expect(answer(page).getByText('Nothing in this text was recognised')).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(box(page)).toBeFocused()
  await page.getByRole('button', { name: 'Read this text' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Paste something first.' })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a product key is masked before it leaves the page, and no text is ever in an address', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/desk')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''))
  await read(page, `slmgr /ipk ${WHOLE_KEY}\nsecret-words 0xC004F074`)
  await expect(answer(page).getByRole('link', { name: '0xC004F074' })).toBeVisible()
  await expect(box(page)).toHaveValue(/XXXXX-XXXXX-XXXXX-XXXXX-2YT43/)
  expect(sent.filter((text) => text.includes('BCDFG'))).toEqual([])
  expect(sent.filter((text) => text.startsWith('http') && text.includes('secret-words'))).toEqual([])
  // The address holds the code alone, which the reference knows.
  expect(page.url()).toMatch(/\/desk\?about=0xC004F074$/)
})

test('only those who may import carry the text over, and only when they ask for it', async ({ pageAs }) => {
  const helpdesk = await pageAs('helpdesk')
  await helpdesk.goto('/desk')
  await expect(helpdesk.getByText('Nothing is stored')).toBeVisible()
  await expect(helpdesk.getByRole('button', { name: 'import this instead' })).toHaveCount(0)
  const admin = await pageAs('licensingAdmin')
  const sent: string[] = []
  admin.on('request', (request) =>
    sent.push(`${request.method()} ${request.url()}`, request.postData() ?? ''),
  )
  await admin.goto('/desk')
  await read(admin, `slmgr /ipk ${WHOLE_KEY}\n${TRANSCRIPT}`)
  await expect(answer(admin).getByRole('region', { name: 'The text says' })).toBeVisible()
  expect(sent.filter((text) => text.includes('/api/imports'))).toEqual([])
  await admin.getByRole('button', { name: 'import this instead' }).click()
  await expect(admin).toHaveURL(/\/imports\/[0-9a-f-]{36}$/)
  await expect(admin.getByText('Pasted text').first()).toBeVisible()
  expect(sent.filter((text) => text.startsWith('POST') && text.includes('/api/imports'))).toHaveLength(1)
  expect(sent.filter((text) => text.includes('BCDFG'))).toEqual([])
})
