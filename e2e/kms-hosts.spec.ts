/** KMS hosts: which are ours, why a count is what it is, and who may change what. */
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

test.use({ fleet: 'sampleApart' })

const LAB = 'kms-lab01.lab.sample.example'

test('the list tells hosts of ours from unknown, retired and cloud ones', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/kms-hosts')
  const rows = await readTable(page, 'KMS hosts')
  const states = Object.fromEntries(rows.map((row) => [row['KMS host'], row.State]))
  expect(states).toMatchObject({
    'kms01.sample.example': 'Serves',
    [LAB]: 'Below threshold',
    'kms.partner.example': 'Unknown',
    'kms-old.sample.example': 'Retired, in use',
    'azkms.core.windows.net': 'Azure',
  })
  await expectNoAxeFindings(page)
})

test('the page of a host explains its count and what happens when machines stop', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto(`/kms-hosts/${LAB}`)
  const count = page.getByRole('region', { name: 'The count, explained' })
  await expect(count.getByRole('heading', { name: /Windows: count 17/ })).toBeVisible()
  await expect(count).toContainText('8 more machines must ask within 30 days, each with its own CMID')
  await expect(count).toContainText('The host reported 17, and its log gives the same count.')
  const slots = page.getByRole('table', { name: 'Slots of the Windows count' })
  // The first rows come with the page, the others when it has come to life.
  await expect(slots.locator('tbody').getByRole('row')).toHaveCount(17)
  await count.getByRole('checkbox').first().check()
  await expect(count.getByRole('status')).toContainText('Without 1 machine the count is 16')
  await expectNoAxeFindings(page)
})

test('the setup ticks itself off, with commands and the warning of port 1688', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto(`/kms-hosts/${LAB}`)
  const setup = page.getByRole('region', { name: 'Setup' })
  await expect(setup).toContainText('Port 1688 must never be reachable from outside')
  await expect(setup.getByRole('listitem').filter({ hasText: 'Install the host key' }).first()).toContainText(
    'Done',
  )
  await expect(setup.getByRole('listitem').filter({ hasText: 'Reach the threshold' }).first()).toContainText(
    'To do',
  )
  await setup.getByText('Open inbound TCP 1688').click()
  await expect(setup.getByText(/SPPSVC-In-TCP -Profile Domain/)).toBeVisible()
})

test('only a licensing admin changes hosts; the others see why not', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/kms-hosts')
  const register = page.getByRole('button', { name: 'Register a host' })
  await expect(register).toHaveAttribute('aria-disabled', 'true')
  await expect(async () => {
    await page.mouse.move(0, 0)
    await register.hover()
    await expect(page.getByText('Only a licensing admin can register KMS hosts.')).toBeVisible({
      timeout: 2000,
    })
  }).toPass()
  await expect(page.getByRole('button', { name: 'Register a list' })).toHaveCount(0)
})

test('an unknown host says by whom it was seen, and is registered with one form', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/kms-hosts/kms.partner.example')
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(
    'Unknown KMS host, seen by 9 clients and DNS (partner.example)',
  )
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('kms.partner.example')
  await expectNoAxeFindings(page)
  await expect(dialog.getByLabel('Site (optional)')).toBeHidden()
  await dialog.getByText('More about this host').click()
  await dialog.getByLabel('Site (optional)').fill('Partner')
  await dialog.getByRole('button', { name: 'Register the host' }).click()
  await expect(page.getByRole('region', { name: 'As registered' })).toContainText('Partner')
})

test('a pasted list registers the good lines and names the others', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/kms-hosts')
  await page.getByRole('button', { name: 'Register a list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('Hosts')
    .fill('name,platform\nkms77.sample.example,Server 2022\nkms 78,\nkms79,Windows 98')
  await dialog.getByRole('button', { name: 'Register the hosts' }).click()
  await expect(dialog).toContainText('1 host registered, 2 lines left out')
  await expect(dialog.getByRole('list', { name: 'Lines left out' })).toContainText('Line 3:')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.goto('/kms-hosts/kms77.sample.example')
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('it has never reported')
})

test('a host is retired for a reason and restored, and the audit log has both', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  const dialog = page.getByRole('dialog')
  await page.goto('/kms-hosts/kms03.sample.example')
  await page.getByRole('button', { name: 'Retire' }).click()
  await dialog.getByRole('button', { name: 'Retire the host' }).click()
  await expect(dialog).toContainText('Give a reason')
  await dialog.getByLabel('Reason').fill('moved to another site')
  await dialog.getByRole('button', { name: 'Retire the host' }).click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('moved to another site')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore' }).click()
  await dialog.getByLabel('Reason').fill('it stays')
  await dialog.getByRole('button', { name: 'Restore the host' }).click()
  await expect(page.getByRole('button', { name: 'Retire' })).toBeVisible()
  await page.goto('/audit')
  await expect(page.getByText('moved to another site').first()).toBeVisible()
})

test('two names are merged into one host and separated again', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/kms-hosts/kms01.sample.example')
  await page.getByRole('button', { name: 'Merge names' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Other name' }).click()
  await page.getByRole('option', { name: 'azkms.core.windows.net' }).click()
  await dialog.getByLabel('Reason').fill('a test of names')
  await dialog.getByRole('button', { name: 'Merge the names' }).click()
  const names = page.getByRole('region', { name: 'Names' })
  await expect(names).toContainText('azkms.core.windows.net')
  await expect(dialog).toHaveCount(0)
  await names.getByRole('button', { name: 'Separate' }).click()
  await dialog.getByLabel('Reason').fill('not the same')
  await dialog.getByRole('button', { name: 'Separate the names' }).click()
  await expect(names).toHaveCount(0)
})

test('machines that share a CMID are listed with the remedy', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/kms-hosts')
  await page.getByRole('link', { name: '1 shared CMID' }).click()
  await expect(page.getByRole('heading', { name: 'Shared CMIDs' })).toBeVisible()
  await expect(page.getByText('7 machines share 1 CMID.')).toBeVisible()
  await expect(page.getByText(/sysprep.exe \/generalize/)).toBeVisible()
  await expectNoAxeFindings(page)
})
