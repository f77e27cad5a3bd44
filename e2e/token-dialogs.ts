import type { Page } from '@playwright/test'

export const TOKENS = '/settings/tokens'

export const ofToken = (name: string, button: string) => (page: Page) =>
  page.getByRole('row', { name }).getByRole('button', { name: button, exact: true })

/** To the page of the tokens, with one of this name. */
export const toToken = (name: string) => async (page: Page) => {
  await page.goto(TOKENS)
  await page.getByRole('button', { name: 'Create a token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create the token' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** To the new secret of a token, shown once. */
export async function toSecret(page: Page): Promise<void> {
  await toToken('With a new secret')(page)
  await ofToken('With a new secret', 'New secret')(page).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByRole('dialog', { name: /^Token/ }).waitFor()
}
