import { expect, type Page } from '@playwright/test'

const CMID = '7d21c4b8-90ae-4f53-a6c1-0123456789ab'

/** Imports the log of a KMS host in which these machines asked with one CMID. */
export async function importRequests(page: Page, file: string, names: readonly string[]): Promise<void> {
  const requests = names.map(
    (name, at) =>
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>' +
      '<Provider Name="Microsoft-Windows-Security-SPP" EventSourceName="Software Protection Platform Service"/>' +
      `<EventID Qualifiers="16384">12290</EventID><TimeCreated SystemTime="2026-10-01T08:0${at}:00Z"/>` +
      `<EventRecordID>${at}</EventRecordID><Channel>Key Management Service</Channel>` +
      '<Computer>kms01.sample.example</Computer></System><EventData><Data>' +
      `0x0,25,${name},${CMID},2026/10/1 8:00,0,1,259200,73111121-5638-40f6-bc11-f1d7b0d64300` +
      '</Data></EventData></Event>\r\n',
  )
  await page.goto('/imports')
  await page.getByTestId('import-files').setInputFiles({
    name: file,
    mimeType: 'text/xml',
    buffer: Buffer.from(requests.join('')),
  })
  await page.getByRole('link', { name: file }).first().click()
  const observations = `${names.length} ${names.length === 1 ? 'observation' : 'observations'}`
  await page.getByRole('button', { name: `Import ${observations}`, exact: true }).click()
  await expect(page.getByText(/new observations? imported/)).toBeVisible()
}

/** To the page of a client whose short name was joined to its full one, as both asked a KMS host with the same CMID. */
export async function toJoinedNames(page: Page): Promise<void> {
  await importRequests(page, 'twins.xml', ['twin', 'twin.sample.example'])
  await page.goto('/clients/twin.sample.example')
}
