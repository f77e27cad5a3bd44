/** Product keys: adding, revealing, host keys, and what each role may see. */
import { expect, expectNoAxeFindings, test } from './fixtures'
import { addKey, openDialog } from './key-dialogs'

// No real keys: the groups only have the shape of one.
const MAK = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'].join('-')
const OTHER = ['98764', '32YXW', 'VTRQP', 'MKJHG', 'FDCBN'].join('-')

test('keys of the sample fleet lead to the machines that use them', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/keys')
  const row = page.getByRole('table', { name: 'Keys' }).getByRole('row').filter({ hasText: 'Q7F3D' })
  await expect(row).toContainText('34')
  await expectNoAxeFindings(page)
  await row.getByRole('link', { name: '34' }).click()
  await expect(page).toHaveURL(/\/clients\?key=Q7F3D/)
  await expect(page.getByText('34', { exact: false }).first()).toBeVisible()
  await page.goto('/keys')
  await page.getByRole('link', { name: 'Windows 11 Pro, field laptops' }).click()
  await expect(page.getByText('34 machines use this MAK')).toBeVisible()
  const breadcrumb = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(breadcrumb).toHaveText('Keys/MAK …-Q7F3D')
  await page.reload()
  await expect(breadcrumb).toHaveText('Keys/MAK …-Q7F3D')
  await expect(page.getByRole('table', { name: 'Machines that use it' }).getByRole('row')).toHaveCount(35)
  await expectNoAxeFindings(page)
})

test('a pasted list is judged line by line, a wrong letter named by its position', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/keys')
  const dialog = await openDialog(page, 'Add keys')
  const text = [
    `Plant MAK\t${MAK.toLowerCase()}`,
    MAK.replace('HJK', 'HJO'),
    MAK.replaceAll('-', ''),
    'W4HJ9',
  ]
  await dialog.getByLabel('Keys').fill(text.join('\n'))
  await dialog.getByRole('button', { name: 'Check these keys' }).click()
  const line = (number: number) => dialog.getByRole('listitem').nth(number - 1)
  await expect(line(1)).toContainText('New')
  await expect(line(2)).toContainText('Position 8 (the third of the second group) is O')
  await expect(line(3)).toContainText('The same as line 1')
  await expect(line(4)).toContainText('Already in the inventory')
  await expect(line(1).getByLabel('What it is for')).toHaveValue('Plant MAK')
  await expectNoAxeFindings(page)
  expect(await page.content()).not.toContain(MAK.slice(0, 17))
  await dialog.getByText('More about these keys').click()
  await dialog.getByLabel('Agreement').fill('EA 4711')
  await dialog.getByRole('button', { name: 'Add 1 key' }).click()
  await expect(page.getByText('1 key added')).toBeVisible()
  await page.getByRole('link', { name: 'Plant MAK' }).click()
  await expect(page.getByText('No machine reports this MAK yet')).toBeVisible()
  await expect(page.getByText('EA 4711', { exact: true })).toBeVisible()
})

test('revealing asks for a reason, shows the key once and stands in the audit log', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await addKey(page, OTHER, 'Vault MAK')
  await page.getByRole('link', { name: 'Vault MAK' }).click()
  const dialog = await openDialog(page, 'Reveal')
  await dialog.getByRole('button', { name: 'Reveal the key' }).click()
  await expect(dialog.getByText('Give a reason')).toBeVisible()
  await dialog.getByLabel('Reason').fill('for the image of the lab')
  await dialog.getByRole('button', { name: 'Reveal the key' }).click()
  await expect(dialog.getByTestId('revealed-key')).toHaveText(OTHER)
  await expectNoAxeFindings(page)
  await dialog.getByRole('button', { name: 'Hide' }).click()
  await expect(page.getByTestId('revealed-key')).toHaveCount(0)
  await page.reload()
  expect(await page.content()).not.toContain(OTHER)
  await expect(page.getByRole('table', { name: 'Audit entries' })).toContainText('for the image of the lab')
  await page.goto('/audit?action=key.reveal')
  await expect(page.getByRole('table', { name: 'Audit entries' })).toContainText('revealed the full key')
})

test('a host key says what is left, and refuses the seventh host with the way out', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/keys')
  await page.getByRole('link', { name: 'Windows Server 2022 KMS hosts' }).click()
  await expect(page.getByText('3 of 6 hosts used; 3 left')).toBeVisible()
  const enter = async (host: string) => {
    const dialog = await openDialog(page, 'Enter an activation')
    await dialog.getByLabel('Machine').fill(host)
    await dialog.getByLabel('When').fill('2026-01-15T10:30')
    await dialog.getByRole('button', { name: 'Enter the activation' }).click()
    return dialog
  }
  for (const host of ['dr-01', 'dr-02', 'dr-03']) {
    await enter(`${host}.sample.example`)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await expect(page.getByText('All 6 hosts of this key are used')).toBeVisible()
  const refused = await enter('dr-04.sample.example')
  await expect(refused.getByRole('alert')).toContainText('Microsoft Activation Center')
  await expectNoAxeFindings(page)
  await refused.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  const limits = await openDialog(page, 'Raise the limit')
  await limits.getByLabel('Hosts').fill('8')
  await limits.getByLabel('Reason').fill('case 1200345')
  await limits.getByRole('button', { name: 'Save the limits' }).click()
  await expect(page.getByText('6 of 8 hosts used; 2 left')).toBeVisible()
})

test('a manager sees counts and changes nothing', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/keys')
  await expect(page.getByRole('columnheader', { name: 'Left', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add keys' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('link', { name: 'Windows Server 2022 KMS hosts' }).click()
  await expect(page.getByRole('heading', { name: 'Register of host activations' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reveal' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Retire' })).toHaveCount(0)
  await expectNoAxeFindings(page)
})

test('helpdesk sees the last five and the machines, but no counts, agreement or history', async ({
  pageAs,
}) => {
  const page = await pageAs('helpdesk')
  await page.goto('/keys')
  await expect(page.getByText('Q7F3D')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Left', exact: true })).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Left' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Windows 11 Pro, field laptops' }).click()
  await expect(page.getByText('34 machines use this MAK')).toBeVisible()
  await expect(page.getByText('Sample agreement 1')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'History' })).toHaveCount(0)
  await expectNoAxeFindings(page)
})
