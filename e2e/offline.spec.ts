/** An isolated network of 30 machines is activated by proxy, from their readings to the audit log; and one by phone. */
import { createHash } from 'node:crypto'
import type { Download, Locator, Page } from '@playwright/test'
import { expect, expectNoAxeFindings, test } from './fixtures'
import {
  chooseAnswers,
  confirmationIdOf,
  filledIn,
  grouped,
  importReading,
  installationIdOf,
  nameOf,
} from './vault-network'

const LAST_FIVE = '7XQWD'
const MACHINES = 30
const NETWORK = 'vault.example'

const ALL = Array.from({ length: MACHINES }, (_, index) => index + 1)

async function addMak(page: Page, granted: number): Promise<void> {
  await page.goto('/keys')
  await page.getByRole('button', { name: 'Add keys' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Keys').fill(LAST_FIVE)
  await dialog.getByRole('button', { name: 'Check these keys' }).click()
  await dialog.getByLabel('What it is for').fill('Vault machines')
  await dialog.getByRole('button', { name: 'Add 1 key' }).click()
  await expect(dialog).toHaveCount(0)
  await page.getByRole('row').filter({ hasText: LAST_FIVE }).getByRole('link').first().click()
  await page.waitForURL(/\/keys\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: /Enter (what was granted|an increase)/ }).click()
  await page.getByRole('dialog').getByLabel('Activations', { exact: true }).fill(String(granted))
  await page.getByRole('dialog').getByRole('button', { name: 'Enter the activations' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function textOf(download: Promise<Download>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await (await download).createReadStream()) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

async function downloadOf(page: Page, link: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  return textOf(download)
}

const states = (page: Page, word: string): Locator =>
  page.getByRole('table', { name: 'Requests' }).getByRole('row').filter({ hasText: word })

test('an isolated network of 30 machines is activated by proxy', async ({ pageAs }) => {
  test.setTimeout(240_000)
  const page = await pageAs('licensingAdmin')
  page.setDefaultTimeout(30_000)
  await importReading(page, 'vault.cil', { rows: ALL, lastFive: LAST_FIVE })
  await addMak(page, 31)

  await page.goto(`/keys/offline/new?domain=${NETWORK}`)
  await page.getByRole('combobox', { name: 'MAK' }).click()
  await page.getByRole('option', { name: new RegExp(LAST_FIVE) }).click()
  await expect(page.getByRole('checkbox', { name: /^Choose vault-/ })).toHaveCount(MACHINES)
  await expect(page.getByText(`30 machines, 30 activations of MAK …-${LAST_FIVE}.`)).toBeVisible()
  await expect(page.getByText('31 activations left of 31 granted; 1 after this package.')).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Prepare the package of 30 machines' }).click()
  await page.waitForURL(/\/keys\/offline\/\d+$/)
  const number = Number(/\d+$/.exec(page.url())?.[0])
  await expect(page.getByText(`Take package ${number} to a connected workstation by`)).toBeVisible()
  await expect(page.getByText(`30 activations of MAK …-${LAST_FIVE} reserved.`)).toBeVisible()
  await expectNoAxeFindings(page)

  const csv = await downloadOf(page, 'Download CSV')
  await expect(page.getByText(createHash('sha256').update(csv).digest('hex'))).toBeVisible()
  expect(csv).not.toContain(installationIdOf(1))
  expect(csv).toContain(installationIdOf(1).replace(/(\d{7})(?=\d)/g, '$1-'))
  const json = JSON.parse(await downloadOf(page, 'Download JSON'))
  expect(json.requests).toHaveLength(MACHINES)

  await page.getByRole('button', { name: 'Record the handover' }).click()
  await page.getByLabel('Carried by').fill('Jo Ortega')
  await page.getByLabel('To', { exact: true }).fill('VAMT in room 4.12')
  await page.getByRole('dialog').getByRole('button', { name: 'Record the handover' }).click()
  await expect(states(page, 'Carried out')).toHaveCount(MACHINES)

  const damaged: Readonly<Record<number, string>> = {
    1: '1.91730E+47',
    2: confirmationIdOf(2).slice(0, 45),
    3: grouped(confirmationIdOf(4)),
  }
  const first = filledIn(csv, (row) => damaged[row] ?? grouped(confirmationIdOf(row)))
  const strange = `,,,,,${'9'.repeat(62)}1,${grouped(confirmationIdOf(40))},,\r\n`
  await chooseAnswers(page, 'back.csv', first + strange)
  const lines = page.getByRole('table', { name: 'Lines of the answer file' })
  await expect(lines.getByText('turned into a number by a spreadsheet')).toBeVisible()
  await expect(lines.getByText('45 digits')).toBeVisible()
  await expect(lines.getByText('has the same confirmation ID')).toHaveCount(2)
  await expect(lines.getByText('No request of this package has this installation ID.')).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Enter 26 answers' }).click()
  await expect(states(page, 'Answered')).toHaveCount(26)

  await chooseAnswers(
    page,
    'again.csv',
    filledIn(csv, (row) => grouped(confirmationIdOf(row))),
  )
  await expect(page.getByText('4 lines fit, 26 already known.')).toBeVisible()
  await page.getByRole('button', { name: 'Enter 4 answers' }).click()
  await expect(states(page, 'Answered')).toHaveCount(MACHINES)

  const script = await downloadOf(page, 'PowerShell script')
  expect(script).toContain(confirmationIdOf(17))
  const commands = await downloadOf(page, 'List of commands (CSV)')
  expect(commands).toContain(`/atp ${confirmationIdOf(30)} 2de67392-b7a7-462a-b1ca-108dd189f588`)
  await page.getByRole('button', { name: 'Mark 30 machines as applied' }).click()
  await expect(states(page, 'Applied')).toHaveCount(MACHINES)

  await importReading(page, 'vault-after.cil', {
    rows: ALL.slice(0, 29),
    lastFive: LAST_FIVE,
    isLicensed: true,
  })
  await page.goto(`/keys/offline/${number}`)
  await expect(states(page, 'Verified')).toHaveCount(29)
  await expect(states(page, 'Applied')).toHaveCount(1)
  await expect(page.getByText('Read 1 machine again and import the output')).toBeVisible()

  await page.getByRole('link', { name: 'Chain of custody' }).click()
  const trail = page.getByRole('main')
  for (const words of [
    'prepared',
    'recorded the handover of',
    'entered confirmation IDs for',
    'marked confirmation IDs as applied in',
  ]) {
    await expect(trail.getByText(words).first()).toBeVisible()
  }
  await expect(trail.getByText(/Jo Ortega/).first()).toBeVisible()

  // The ledger counted each machine once, when it was planned, and not again when it was seen.
  await page.goto('/keys/offline/new')
  await page.getByRole('combobox', { name: 'MAK' }).click()
  await expect(page.getByRole('option', { name: new RegExp(LAST_FIVE) })).toContainText('1 activation left')
})

test('one machine is activated by phone or portal, group by group', async ({ pageAs }) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  page.setDefaultTimeout(30_000)
  await importReading(page, 'vault-31.cil', { rows: [31], lastFive: LAST_FIVE })
  await page.goto(`/keys/offline/phone?client=${nameOf(31)}`)
  const mak = page.getByRole('combobox', { name: 'MAK' })
  await mak.click()
  await page.getByRole('option', { name: new RegExp(LAST_FIVE) }).click()
  await page.getByRole('button', { name: `Reserve 1 activation of …-${LAST_FIVE}` }).click()
  await page.waitForURL(/\/keys\/offline\/\d+\/1$/)
  await expect(page.getByText(`Group 1: ${[...installationIdOf(31).slice(0, 7)].join(' ')}`)).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Installation ID, 9 groups' })).toBeVisible()
  await page.getByLabel('Group 1', { exact: true }).fill('12a')
  await expect(page.getByText('digits only')).toBeVisible()
  await page.getByLabel('Group 1', { exact: true }).fill('')
  await page.getByLabel('Group 1', { exact: true }).pressSequentially('123')
  await expect(page.getByText('3 missing')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Enter the confirmation ID' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectNoAxeFindings(page)
  await page.getByLabel('Group 1', { exact: true }).fill('')
  await page.getByLabel('Group 1', { exact: true }).evaluate(
    (box, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', text)
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    grouped(confirmationIdOf(31)),
  )
  await expect(page.getByLabel('Group 8', { exact: true })).toHaveValue(confirmationIdOf(31).slice(-6))
  await page.getByRole('button', { name: 'Enter the confirmation ID' }).click()
  await expect(page.getByText(`slmgr.vbs /atp ${confirmationIdOf(31)}`).first()).toBeVisible()
  await page.getByRole('button', { name: 'Mark as applied' }).click()
  await expect(page.locator('[data-exchange-state="applied"]')).toBeVisible()
  await importReading(page, 'vault-31-after.cil', { rows: [31], lastFive: LAST_FIVE, isLicensed: true })
  await page.goto('/keys/offline')
  await expect(page.getByRole('row').filter({ hasText: nameOf(31) })).toContainText('1 verified')
  await expectNoAxeFindings(page)
})

test('while another MAK is on its way, nothing can be spent from the one before', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  await importReading(page, 'vault-32.cil', { rows: [32], lastFive: LAST_FIVE })
  await page.goto(`/keys/offline/phone?client=${nameOf(32)}`)
  const hold = page.getByRole('button', { name: /^Reserve 1 activation of/ })
  await expect(hold).toBeEnabled()
  await expect(hold).not.toContainText(LAST_FIVE)
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/keys\/offline\/phone\?.*key=/, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('combobox', { name: 'MAK' }).click()
  await page.getByRole('option', { name: new RegExp(LAST_FIVE) }).click()
  await expect(page.getByRole('combobox', { name: 'MAK' })).toContainText(LAST_FIVE)
  await expect(hold).toBeDisabled()
  answer()
  await expect(hold).toContainText(LAST_FIVE)
  await expect(hold).toBeEnabled()
})

test('a manager reads packages and changes none', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/keys/offline')
  await expect(page.getByRole('heading', { name: 'Offline activation' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Prepare a package' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.goto('/keys/offline/online')
  await expectNoAxeFindings(page)
})

test.describe('refused', () => {
  test.use({ expectedErrors: ['403'] })

  test('helpdesk sees no exchange packages', async ({ pageAs }) => {
    const page = await pageAs('helpdesk')
    await page.goto('/keys/offline')
    await expect(page.getByText('Your role does not include this page')).toBeVisible()
  })
})
