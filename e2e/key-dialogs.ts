/** What several browser tests do with keys. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the dialog behind a button. */
export async function openDialog(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  return page.getByRole('dialog')
}

/** Adds one key through the page of keys. */
export async function addKey(page: Page, text: string, label: string, kind = /^MAK/): Promise<void> {
  await page.goto('/keys')
  const dialog = await openDialog(page, 'Add keys')
  await dialog.getByLabel('Keys').fill(text)
  await dialog.getByRole('button', { name: 'Check these keys' }).click()
  await chooseKind(dialog, kind)
  await dialog.getByLabel('What it is for').fill(label)
  await dialog.getByRole('button', { name: 'Add 1 key' }).click()
  await expect(page.getByText('1 key added')).toBeVisible()
}

/** Chooses what kind of key it is; a press while the list is still moving into place is missed. */
export async function chooseKind(dialog: Locator, kind: RegExp): Promise<void> {
  const select = dialog.getByRole('combobox', { name: 'Kind' })
  await expect(async () => {
    await select.click({ timeout: 2_000 })
    await dialog.page().getByRole('option', { name: kind }).click({ timeout: 2_000 })
    await expect(select).toHaveText(kind, { timeout: 1_000 })
  }).toPass()
}
