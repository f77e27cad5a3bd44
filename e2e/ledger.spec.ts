/** The ledger of a MAK: what readings enter by themselves, what people enter, what is refused, and who sees it. */
import type { Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'

// No real key: the groups only have the shape of one.
const MAK = ['CDFGH', 'JKMPQ', 'RTVWX', 'Y2346', '789DC'].join('-')
const LAST_FIVE = MAK.slice(-5)

/** VAMT's list of machines with that key, and two that must not count: another key, a preinstalled one. */
function vamtList(day: string, machines: readonly { name: string; cmid: string }[]): string {
  const columns =
    '"FullyQualifiedDomainName","ProductName","ProductKeyType","PartialProductKey","LicenseStatus","LicenseStatusLastUpdated","CMID"'
  const row = (name: string, type: string, key: string, cmid: string) =>
    `"${name}","Windows 11 Pro","${type}","${key}","Licensed","${day}","${cmid}"`
  return [
    columns,
    ...machines.map(({ name, cmid }) => row(name, 'MAK', LAST_FIVE, cmid)),
    row('mill-oem.plant.example', 'OEM:DM', LAST_FIVE, ''),
    row('mill-other.plant.example', 'MAK', 'QQQQQ', ''),
    '',
  ].join('\n')
}

const machine = (number: number, build = 1) => ({
  name: `mill-${number}.plant.example`,
  cmid: `7d21c4b8-90ae-4f53-a6c1-${String(build).padStart(4, '0')}${String(number).padStart(8, '0')}`,
})

async function importText(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/imports')
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled()
  await page
    .getByTestId('import-files')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const row = page.getByRole('table', { name: 'Imports' }).getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('Ready')
  await row.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await page.getByRole('button', { name: /^Import \d+ observations/ }).click()
  await expect(page.getByText(/new observations? imported/)).toBeVisible()
}

async function addMak(page: Page): Promise<void> {
  await page.goto('/keys')
  await page.getByRole('button', { name: 'Add keys' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Keys').fill(MAK)
  await dialog.getByRole('button', { name: 'Check these keys' }).click()
  await dialog.getByLabel('What it is for').fill('Mill MAK')
  const kind = dialog.getByRole('combobox', { name: 'Kind' })
  if (!(await kind.textContent())?.includes('MAK')) {
    await kind.click()
    await page.getByRole('option', { name: /^MAK/ }).click()
  }
  await dialog.getByRole('button', { name: 'Add 1 key' }).click()
  await expect(page.getByText('1 key added')).toBeVisible()
}

const openKey = async (page: Page, label = 'Mill MAK') => {
  await page.goto('/keys')
  await page.getByRole('link', { name: label }).click()
  await expect(page.getByRole('heading', { name: label })).toBeVisible()
}

async function fill(
  page: Page,
  button: string,
  fields: Record<string, string>,
  confirm: string,
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value)
  await dialog.getByRole('button', { name: confirm }).click()
}

const answer = (page: Page) => page.getByRole('region', { name: 'Ledger' })

test('a MAK added after its machines explains their uses, and what Microsoft counts beside them', async ({
  pageAs,
}) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  const machines = [1, 2, 3, 4].map((number) => machine(number))
  await importText(page, 'vamt-june.csv', vamtList('2026-06-04T10:00:00Z', machines))
  await addMak(page)
  await openKey(page)
  await expect(answer(page)).toContainText('4 activations seen, and the number granted is not entered')
  await expectNoAxeFindings(page)

  await fill(page, 'Enter what was granted', { Activations: '10' }, 'Enter the activations')
  await expect(answer(page)).toContainText('6 of 10 activations left')

  // One machine was rebuilt, another one is read again as it was.
  await importText(page, 'vamt-july.csv', vamtList('2026-07-04T10:00:00Z', [machine(1, 2), machine(2)]))
  await openKey(page)
  await expect(answer(page)).toContainText('5 of 10 activations left')
  const entries = page.getByRole('table', { name: 'Entries', exact: true })
  const rebuild = entries.getByRole('row').filter({ hasText: 'Reactivation, rebuild' })
  await expect(rebuild).toContainText('mill-1.plant.example')
  await expect(rebuild.getByRole('link', { name: 'vamt-july.csv, line 2' })).toBeVisible()

  await fill(page, 'Enter Microsoft’s count', { 'Activations left': '2' }, 'Enter the count')
  await expect(answer(page)).toContainText('2 of 10 activations left')
  await expect(answer(page)).toContainText(/Microsoft said 2 on .+, none used since/)
  const drift = page.getByRole('table', { name: /^Periods/ })
  await expect(drift).toContainText('3 activations that our sources do not show')
  await drift.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/ledger\?to=/)
  await expect(page.getByRole('table', { name: 'Entries', exact: true }).getByRole('row')).toHaveCount(8)
  await expectNoAxeFindings(page)
})

test('planned spending is refused when it overdraws; what is planned does not count twice', async ({
  pageAs,
}) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  await openKey(page, 'Office LTSC 2024, isolated labs')
  const left = Number(/(\d+) of 25 activations left/.exec((await answer(page).textContent()) ?? '')?.[1])
  expect(left).toBeGreaterThan(2)
  const names = Array.from({ length: left + 1 }, (_, index) => `cell-${index}.plant.example`)
  await fill(
    page,
    'Plan activations',
    { Machines: names.join('\n'), 'What for': 'new cells' },
    'Take them from the balance',
  )
  await expect(page.getByRole('dialog')).toContainText(`${left + 1} are needed: 1 too few`)
  await page.getByRole('dialog').getByLabel('Machines').fill('cell-1.plant.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Take them from the balance' }).click()
  await expect(answer(page)).toContainText(`${left - 1} of 25 activations left`)
  const day = new Date(Date.now() + 60_000).toISOString()
  const seen = vamtList(day, [machine(1)])
    .replaceAll('mill-1', 'cell-1')
    .replaceAll(LAST_FIVE, 'K3VDX')
  await importText(page, 'vamt-cells.csv', seen)
  await openKey(page, 'Office LTSC 2024, isolated labs')
  await expect(answer(page)).toContainText(`${left - 1} of 25 activations left`)
  await expect(page.getByRole('table', { name: 'Entries', exact: true })).toContainText(
    'counted when planned',
  )

  await fill(
    page,
    'Correct the balance',
    { Change: '-30', Reason: 'used before 2026' },
    'Enter the correction',
  )
  await expect(answer(page).getByRole('alert')).toContainText('Overdrawn')
  // The alert opens with the next round.
  await expect(async () => {
    await page.goto('/')
    await expect(page.getByRole('link', { name: /K3VDX.* is overdrawn by/ })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await page.goto('/audit?action=mak.')
  await expect(page.getByText(/corrected the ledger of/).first()).toBeVisible()
})

test('the forecast names a day, and the request for more is ready to copy', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await openKey(page, 'Windows 11 Pro, field laptops')
  await expect(answer(page)).toContainText(/it runs out about \d+ \w+/)
  await expect(page.locator('#forecast svg.recharts-surface')).toBeVisible()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('table', { name: /Activations left at the end/ })).toBeVisible()
  await page.getByRole('button', { name: 'Ask for more' }).click()
  const request = page.getByRole('dialog').getByLabel('The request')
  await expect(request).toHaveValue(/Key, last five characters: Q7F3D/)
  await page.getByRole('dialog').getByLabel('Wanted').fill('120')
  await expect(request).toHaveValue(/Wanted: 120 more/)
  await expectNoAxeFindings(page)
})

test('a manager reads ledgers and changes nothing; helpdesk sees the last five only', async ({ pageAs }) => {
  const manager = await pageAs('manager')
  await openKey(manager, 'Windows 11 Pro, field laptops')
  const button = manager.getByRole('button', { name: 'Correct the balance' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  const helpdesk = await pageAs('helpdesk')
  await openKey(helpdesk, 'Windows 11 Pro, field laptops')
  await expect(helpdesk.getByText('Q7F3D').first()).toBeVisible()
  await expect(helpdesk.getByRole('region', { name: 'Ledger' })).toHaveCount(0)
  await expect(helpdesk.getByText(/activations left/)).toHaveCount(0)
})
