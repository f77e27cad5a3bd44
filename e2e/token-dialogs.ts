import type { Page } from '@playwright/test'

const TOKENS = '/settings/tokens'

const NAME = 'Of dialogs'

export const ofToken = (button: string) => (page: Page) =>
  page.getByRole('row', { name: NAME }).getByRole('button', { name: button, exact: true }).click()

/** To the page of the tokens, with one of its own. */
export async function toToken(page: Page): Promise<void> {
  await page.goto(TOKENS)
  await page.getByRole('button', { name: 'Create a token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(NAME)
  await dialog.getByRole('button', { name: 'Create the token' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens the new secret of that token, shown once. */
export async function openSecret(page: Page): Promise<void> {
  await ofToken('New secret')(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByRole('dialog', { name: /^Token/ }).waitFor()
}
