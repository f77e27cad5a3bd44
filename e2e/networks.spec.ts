import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { srvAnswer, startTestDnsServer, type TestDnsServer } from '@/lib/probes/dns-server.testing'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

test.use({ fleet: 'sampleNetworks' })

const LIST = `kind;name;forest;trust;zone;servers
forest;north.example;;own;north.example;10.0.0.53
domain;emea.north.example;north.example;;;
city;berlin;;;;
workgroup;kiosk;;;;`

let dns: TestDnsServer
let host: Server

test.beforeAll(async () => {
  host = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  const address = host.address()
  const port = typeof address === 'object' && address ? address.port : 0
  dns = await startTestDnsServer(({ name, type }) => {
    if (name === '_vlmcs._tcp.eye.example' && type === 'SRV') {
      return { answers: [srvAnswer('eye.example', 'kms.eye.example', port)] }
    }
    if (name !== 'kms.eye.example') return undefined
    return { answers: type === 'A' ? [{ type: 'A', name, data: '127.0.0.1' }] : [] }
  })
})

test.afterAll(async () => {
  await dns.close()
  host.close()
})

const dialog = (page: Page) => page.getByRole('dialog')

async function addZone(page: Page, name: string, servers: string): Promise<void> {
  await page.goto(`/networks?add=zone&name=${name}`)
  await expect(dialog(page).getByRole('textbox', { name: 'Zone', exact: true })).toHaveValue(name)
  await dialog(page).getByLabel('DNS servers').fill(servers)
  await dialog(page).getByRole('button', { name: 'Add the zone' }).click()
  await expect(page.getByText(`${name} is listed`)).toBeVisible()
}

test('the page says first what is listed, and shows the sample’s forests, zones and workgroup', async ({
  pageAs,
}) => {
  const page = await pageAs('manager')
  await page.goto('/networks')
  await expect(page.getByText(/3 forests, 2 domains and 1 workgroup/)).toBeVisible()
  const units = await readTable(page, 'Forests, domains and workgroups')
  expect(units.map(({ Kind }) => Kind).sort()).toEqual([
    'domain',
    'domain',
    'forest',
    'forest',
    'forest',
    'workgroup',
  ])
  const zones = await readTable(page, 'DNS zones')
  expect(zones.find(({ Zone }) => Zone?.startsWith('partner.example'))?.['Records made by']).toBe(
    'its administrators',
  )
  await expectNoAxeFindings(page)
})

test('a list is shown before it is recorded: bad lines with their reason, the rest taken, twice nothing', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/networks')
  const open = async () => {
    await page.getByRole('button', { name: 'Import a list' }).click()
    await dialog(page).getByLabel('List').fill(LIST)
    await dialog(page).getByRole('button', { name: 'Show what it changes' }).click()
  }
  await open()
  await expect(dialog(page)).toContainText('4 entries are new')
  await expect(dialog(page)).toContainText('Line 4: "city" is not a kind')
  await expectNoAxeFindings(page)
  await dialog(page).getByRole('button', { name: 'Import 4 entries' }).click()
  await expect(page.getByText('4 entries added, 0 changed')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'emea.north.example', exact: true })).toBeVisible()
  await open()
  await expect(dialog(page)).toContainText('4 stay the same')
  await expect(dialog(page).getByRole('button', { name: 'Import', exact: true })).toHaveAttribute(
    'aria-disabled',
  )
})

test('a unit is retired with a reason, and the audit log has it', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/networks?add=workgroup&name=to-retire')
  await dialog(page).getByRole('button', { name: 'Add the workgroup' }).click()
  await page.getByRole('button', { name: 'Actions for to-retire' }).click()
  await page.getByRole('menuitem', { name: 'Retire' }).click()
  await dialog(page).getByRole('button', { name: 'Retire to-retire' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('Give a reason')
  await dialog(page).getByLabel('Reason').fill('the shop has closed')
  await dialog(page).getByRole('button', { name: 'Retire to-retire' }).click()
  await expect(page.getByText('to-retire is retired')).toBeVisible()
  await page.goto('/audit')
  await expect(page.getByText('the shop has closed').first()).toBeVisible()
})

test('a zone has a page with its exceptions; a wrong server is refused in words', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/networks?add=zone&name=refused.example')
  await dialog(page).getByLabel('DNS servers').fill('dns01.refused.example')
  await dialog(page).getByRole('button', { name: 'Add the zone' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText('is not an address')
  await page.goto('/networks/lab.sample.example')
  const row = page.getByRole('row', { name: /kms01\.sample\.example/ })
  await expect(row).toContainText('no, by exception')
  await row.getByRole('button', { name: /What is expected/ }).click()
  await expectNoAxeFindings(page)
  await dialog(page).getByLabel('Its record in this zone').click()
  await page.getByRole('option', { name: /By the rule/ }).click()
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('yes, by the rule')
})

test('who only reads sees everything and is told why nothing can be changed', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/networks')
  const add = page.getByRole('button', { name: 'Add', exact: true }).first()
  await expect(add).toHaveAttribute('aria-disabled')
  await add.hover()
  await expect(page.getByText('Only a licensing admin can change the networks.').first()).toBeVisible()
  const answer = await page.request.get('/api/networks/export')
  expect(answer.status()).toBe(403)
})

test('the export can be read again', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/networks')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export', exact: true }).click(),
  ])
  const rows = parse(await readFile(await download.path(), 'utf8'), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  expect(rows.find(({ kind, name }) => kind === 'forest' && name === 'partner.example')?.trust).toBe(
    'untrusted',
  )
})

test('a directory is set up, and its connection test says what is wrong', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/networks/directory')
  await page.getByRole('button', { name: 'Set up a directory' }).first().click()
  await dialog(page).getByLabel('Directory server').fill('127.0.0.1')
  await dialog(page).getByLabel('Base').fill('DC=north,DC=example')
  await dialog(page).getByLabel('Account').fill('reader@north.example')
  await dialog(page).getByLabel('Password').fill('a secret of this test')
  await dialog(page).getByText('More about the connection').click()
  await dialog(page).getByLabel('Port').fill('1')
  await expectNoAxeFindings(page)
  await dialog(page).getByRole('button', { name: 'Set up the directory' }).click()
  await expect(page.getByRole('heading', { name: '127.0.0.1' })).toBeVisible()
  // By server: the own one stands before that of the sample, which is never asked.
  await page.getByRole('button', { name: 'Test the connection' }).first().click()
  await expect(dialog(page)).toContainText('accepts no connections on port 1')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Read now' }).first().click()
  await expect(page.getByText(/did not finish.*accepts no connections/)).toBeVisible({
    timeout: 20_000,
  })
  expect(await page.content()).not.toContain('a secret of this test')
  await expectNoAxeFindings(page)
})

test('machines that never reported: those in use first, and what to do about each', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/networks/never-heard')
  await expect(
    page.getByText('37 machines of the directory are in use and have never reported'),
  ).toBeVisible()
  const table = page.getByRole('table', { name: 'Computers that never reported' })
  await expect(table.getByText('Collect its state.').first()).toBeVisible()
  await page.goto('/networks/never-heard?show=stale')
  await expect(table.getByText('Delete the account').first()).toBeVisible()
  await expectNoAxeFindings(page)
})

test('the client’s eye asks DNS and the port now, and says which host the machine takes', async ({
  pageAs,
}) => {
  const admin = await pageAs('licensingAdmin')
  await addZone(admin, 'eye.example', dns.address)
  const page = await pageAs('helpdesk')
  await page.goto('/discovery/client-eye')
  await page.getByLabel('Name of the machine').fill('pc-1.eye.example')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/name=pc-1\.eye\.example/)
  await expect(page.getByText('It looks in eye.example')).toBeVisible()
  await page.getByRole('button', { name: 'Check DNS and ports now' }).click()
  await expect(page.getByText('It finds kms.eye.example')).toBeVisible()
  await expect(page.getByRole('row', { name: /kms\.eye\.example/ })).toContainText('100 %')
  await expect(page.getByText('This host is not registered.')).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a zone that is not listed is not asked, and can be added from there', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/discovery/client-eye?name=pc-1.nowhere.example')
  await expect(page.getByText('which is not listed among the networks')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Check DNS and ports now' })).toHaveAttribute('aria-disabled')
  await page.getByRole('link', { name: 'Add the zone' }).click()
  await expect(dialog(page).getByRole('textbox', { name: 'Zone', exact: true })).toHaveValue(
    'nowhere.example',
  )
})

test('what-if: a registered host is the only one asked', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/discovery/client-eye?name=pc-1.sample.example')
  await expect(page.getByText('DNS: _vlmcs._tcp.sample.example')).toBeVisible()
  await page.getByLabel('Registered host').fill('kms01.sample.example')
  await page.getByRole('button', { name: 'Show for this machine' }).click()
  await expect(page).toHaveURL(/registered=kms01/)
  await expect(page.getByText('The host registered on it: kms01.sample.example, port 1688')).toBeVisible()
  await expect(page.getByText('DNS: _vlmcs._tcp.sample.example')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Check DNS and ports now' })).toHaveAttribute('aria-disabled')
})

test('the page of a client has what it asks', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const [first] = await readTable(page, 'Clients')
  await page.goto(`/clients/${first?.Name}`)
  await expect(page.getByRole('heading', { name: 'What it asks' })).toBeVisible()
  await expectNoAxeFindings(page)
})
