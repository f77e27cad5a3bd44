import type { Page } from '@playwright/test'
import pg from 'pg'
import { srvAnswer, startTestDnsServer } from '@/lib/probes/dns-server.testing'
import { expect, expectNoAxeFindings, test } from './fixtures'

const cell = (page: Page, name: string) => page.getByRole('button', { name, exact: false })

test('the matrix says first how much needs work, and each cell in a word', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/discovery')
  await expect(page.getByText(/\d+ of \d+ cells need work/)).toBeVisible()
  await expect(cell(page, 'shop.sample.example, kms02.sample.example: Wrong port')).toBeVisible()
  await expect(cell(page, 'apac.sample.example, kms01.sample.example: DNS unreachable')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /kms-old.*retired/ })).toBeVisible()
  await expectNoAxeFindings(page)
})

test('a cell opens beside the matrix with evidence and repair, by an address that can be shared', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/discovery')
  await cell(page, 'shop.sample.example, kms02.sample.example').click()
  const panel = page.getByRole('complementary', { name: /Quick look at kms02/ })
  await expect(panel).toContainText('sends clients to port 1689')
  await expect(panel).toContainText('192.0.2.53:53')
  await expect(panel).toContainText('update delete _vlmcs._tcp.shop.sample.example. IN SRV 0 0 1689')
  await panel.getByRole('button', { name: 'PowerShell' }).click()
  await expect(panel).toContainText('Add-DnsServerResourceRecord -Srv')
  await expectNoAxeFindings(page)
  const address = page.url()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await page.goto(address)
  await expect(panel).toContainText('Wrong port')
})

test('filters live in the address and say when nothing matches', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/discovery')
  await page.getByRole('button', { name: 'Needs work' }).click()
  await expect(page).toHaveURL(/show=work/)
  await expect(page.getByRole('rowheader', { name: 'lab.sample.example' })).toBeHidden()
  await page.getByRole('searchbox', { name: 'Zone or host' }).fill('shop')
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await page.goto('/discovery?q=no-such-thing')
  await expect(page.getByText('No zone or host matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(6)
})

test('all repairs come as one script; an untrusted zone has its own, for its administrators', async ({
  pageAs,
}) => {
  const page = await pageAs('manager')
  await page.goto('/discovery')
  await page.getByRole('button', { name: 'Repairs' }).click()
  const dialog = page.getByRole('dialog', { name: 'Repairs' })
  await expect(dialog).toContainText('update add')
  await expect(dialog).not.toContainText('zone partner.example.')
  await expectNoAxeFindings(page)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('kms-dns-repair.nsupdate')
  await dialog.getByRole('combobox', { name: 'Which zones' }).click()
  await page.getByRole('option', { name: /partner.example/ }).click()
  await expect(dialog).toContainText('zone partner.example.')
  await expect(dialog).toContainText('Send this to the administrators')
})

test('checking now is shown and closed to a manager, and the schedule is an admin’s', async ({ pageAs }) => {
  const manager = await pageAs('manager')
  await manager.goto('/discovery')
  await expect(manager.getByRole('button', { name: 'Check DNS now' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(manager.getByText('Schedule: every hour.')).toBeVisible()
  const admin = await pageAs('licensingAdmin')
  await admin.goto('/discovery')
  await admin.getByRole('button', { name: /^Schedule/ }).click()
  await admin.getByRole('menuitemradio', { name: 'Every 4 hours' }).click()
  await expect(admin.getByRole('button', { name: 'Schedule: every 4 hours' })).toBeVisible()
})

test('checks a real server now, shows what it answered, and checks again after the repair', async ({
  pageAs,
  console: server,
}) => {
  let records = [srvAnswer('live.example', 'rogue.live.example')]
  const dns = await startTestDnsServer(({ name, type }) => {
    if (type === 'SRV') return { answers: records }
    return type === 'A' ? { answers: [{ type: 'A', name, data: '192.0.2.1' }] } : {}
  })
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query(
    `INSERT INTO dns_zone (id, name, servers, created_at) VALUES (gen_random_uuid(), 'live.example', $1, now())`,
    [[dns.address]],
  )
  await client.end()
  const page = await pageAs('helpdesk')
  await page.goto('/discovery?q=live')
  await expect(cell(page, 'live.example, kms01.sample.example: Not checked yet')).toBeVisible()
  await page.getByRole('button', { name: 'Check DNS now' }).click()
  await expect(cell(page, 'live.example, rogue.live.example: Unknown host')).toBeVisible({ timeout: 20_000 })
  await expect(cell(page, 'live.example, kms01.sample.example: Missing')).toBeVisible()
  await expect(page.getByText(/1 zone checked .*by/)).toBeVisible()
  records = []
  await page.getByRole('button', { name: 'Check DNS now' }).click()
  await expect(cell(page, 'rogue.live.example')).toBeHidden({ timeout: 20_000 })
  await dns.close()
})

test('a round-robin name is made of address records, and says that two CNAMEs are not legal', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/discovery/alias')
  await expect(page.getByText(/Two CNAME records of one name.*not legal DNS/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('kms.sample.example')
  await expect(page.getByText('Choose two hosts or more')).toBeVisible()
  await page.getByRole('checkbox', { name: /kms01/ }).check()
  await page.getByRole('checkbox', { name: /kms02/ }).check()
  await expect(page.getByText('kms.sample.example. 3600 IN A 192.0.2.12')).toBeVisible()
  await expect(page.getByText('/skms kms.sample.example')).toBeVisible()
  await expect(page.getByText('KeyManagementServiceName /t REG_SZ /d kms.sample.example')).toBeVisible()
  await expectNoAxeFindings(page)
  const manager = await pageAs('manager')
  await manager.goto(page.url())
  await expect(manager.getByRole('button', { name: 'Check the name now' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test.describe('at 390 px', () => {
  test.use({ contextOptions: { viewport: { width: 390, height: 844 } } })

  test('the matrix scrolls inside itself', async ({ pageAs }) => {
    const page = await pageAs('manager')
    for (const path of ['/discovery', '/discovery/alias']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(390)
      await expectNoAxeFindings(page)
    }
  })
})
