/** An isolated network of made-up machines that several browser tests activate offline. */
import { expect, type Page } from '@playwright/test'

const NETWORK = 'vault.example'

export const nameOf = (row: number) => `vault-${String(row).padStart(2, '0')}.${NETWORK}`
/** Data of no machine: digits that differ from row to row, some with zeros in front. */
export const installationIdOf = (row: number) =>
  `0${String(row).padStart(3, '0')}${'6482019375'.repeat(6)}`.slice(0, 63)
export const confirmationIdOf = (row: number) =>
  `${String(row).padStart(4, '0')}${'9173046258'.repeat(5)}`.slice(0, 48)
export const grouped = (digits: string) => digits.replace(/(\d{6})(?=\d)/g, '$1-')

interface Reading {
  rows: readonly number[]
  /** The MAK they have. */
  lastFive: string
  isLicensed?: true
}

/** Imports VAMT's list of machines of the network. */
export async function importReading(page: Page, name: string, reading: Reading): Promise<void> {
  const count = reading.rows.length
  await page.goto('/imports')
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled()
  const buffer = Buffer.from(vamtList(reading))
  await page.getByTestId('import-files').setInputFiles({ name, mimeType: 'text/xml', buffer })
  await page.getByRole('link', { name }).first().click()
  const commit = page.getByRole('button', {
    name: `Import ${count} observation${count === 1 ? '' : 's'}`,
    exact: true,
  })
  await expect(commit).not.toHaveAttribute('aria-disabled', 'true')
  await commit.click()
  await expect(page.getByText(/observations? imported/).first()).toBeVisible({ timeout: 30_000 })
}

function vamtList({ rows, lastFive, isLicensed }: Reading): string {
  const computers = rows.map(
    (
      row,
    ) => `    <Computer Name="${nameOf(row)}" OSEdition="Windows 10 Pro" NetworkType="Domain" NetworkName="${NETWORK}">
      <Products><Product>
        <Sku Id="2de67392-b7a7-462a-b1ca-108dd189f588" Name="Windows(R), Professional edition" ApplicationId="55c92734-d682-4d71-983e-d6ec3f16059f"/>
        <PartialProductKey>${lastFive}</PartialProductKey>
        <ProductKeyType>MAK</ProductKeyType>
        <LicenseStatus>${isLicensed ? 1 : 2}</LicenseStatus>
        <GracePeriodRemaining>${isLicensed ? 0 : 41760}</GracePeriodRemaining>
        <InstallationId>${installationIdOf(row)}</InstallationId>
      </Product></Products>
    </Computer>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n<SoftwareLicensingData Version="2.0">\n  <Computers>\n${computers.join('\n')}\n  </Computers>\n</SoftwareLicensingData>\n`
}

/** The package's own CSV with its column filled in, row by row. */
export function filledIn(csv: string, answer: (row: number) => string): string {
  const [header = '', ...rows] = csv.split('\r\n').filter((line) => line !== '')
  const at = header.split(',').findIndex((cell) => cell.startsWith('Confirmation ID'))
  const filled = rows.map((line, index) => {
    const cells = line.split(',')
    const row = Number(/vault-(\d+)/.exec(line)?.[1] ?? index + 1)
    return cells.map((cell, position) => (position === at ? answer(row) : cell)).join(',')
  })
  return [header, ...filled, ''].join('\r\n')
}

/** Chooses a file of answers on the page of a package. */
export async function chooseAnswers(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByTestId('answer-file').setInputFiles(file)
  await expect(page.getByRole('table', { name: 'Lines of the answer file' })).toBeVisible()
}
