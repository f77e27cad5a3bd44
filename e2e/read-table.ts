import type { Locator, Page } from '@playwright/test'

/** The shown rows of a table as records, keyed by the words of the column headers. */
export async function readTable(page: Page, name: string): Promise<Record<string, string>[]> {
  const table = page.getByRole('table', { name })
  await table.waitFor()
  const headers = await texts(table.locator('thead th'))
  const cells = await texts(table.locator('tbody').locator('th, td'))
  const rows = Array.from({ length: cells.length / headers.length }, (_, row) => row * headers.length)
  return rows.map((begin) =>
    Object.fromEntries(headers.map((header, position) => [header, cells[begin + position] ?? ''])),
  )
}

async function texts(cells: Locator): Promise<string[]> {
  return (await cells.allInnerTexts()).map((text) => text.trim())
}
