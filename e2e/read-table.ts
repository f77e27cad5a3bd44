import type { Locator, Page } from '@playwright/test'

/** The shown rows of a table as records, keyed by the words of the column headers. */
export async function readTable(page: Page, name: string): Promise<Record<string, string>[]> {
  const table = page.getByRole('table', { name })
  await table.waitFor()
  const headers = await texts(table.locator('thead th'))
  const rows = await table.locator('tbody tr').all()
  return Promise.all(
    rows.map(async (row) => {
      const cells = await texts(row.locator('td'))
      return Object.fromEntries(headers.map((header, position) => [header, cells[position] ?? '']))
    }),
  )
}

async function texts(cells: Locator): Promise<string[]> {
  return (await cells.allInnerTexts()).map((text) => text.trim())
}
