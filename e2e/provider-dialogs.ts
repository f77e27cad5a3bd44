/** The forms of the ways to sign in. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'
import { openDialog } from './key-dialogs'
import { toOwnDirectory } from './network-dialogs'

const PAGE = '/settings/people/sign-in'
const NAME = 'Provider of dialogs'
// Nobody answers there, and nobody is asked.
const ISSUER = 'https://login.dialogs.example'

/** To a provider of its own, with a group that has a role. */
export async function toProvider(page: Page): Promise<void> {
  await page.goto(PAGE)
  await page.getByRole('heading', { name: 'Ways to sign in' }).waitFor()
  const link = page.getByRole('link', { name: NAME })
  if (await link.isVisible()) {
    await link.click()
    await page.getByRole('heading', { name: NAME }).waitFor()
    return
  }
  const dialog = await openDialog(page, 'Add a provider')
  await dialog.getByLabel('Name').fill(NAME)
  await dialog.getByLabel('Issuer').fill(ISSUER)
  await dialog.getByLabel('Client ID').fill('console')
  await dialog.getByLabel('Client secret').fill('a secret of dialogs')
  await dialog.getByRole('button', { name: 'Add the provider' }).click()
  await page.getByRole('heading', { name: NAME }).waitFor()
  const group = await openDialog(page, 'Give a group a role')
  await group.getByLabel('Group').fill('desk')
  await group.getByRole('button', { name: 'Give the role' }).click()
  await page.getByRole('row', { name: 'desk' }).waitFor()
}

/** To a directory that somebody could sign in through. */
async function toFreeDirectory(page: Page): Promise<void> {
  await toOwnDirectory(page)
  await page.goto(PAGE)
  await page.getByRole('heading', { name: 'Ways to sign in' }).waitFor()
}

/** To a directory as a way to sign in. */
async function toDirectoryProvider(page: Page): Promise<void> {
  await toFreeDirectory(page)
  const name = `Directory ${Date.now()}`
  const dialog = await openDialog(page, 'Add a directory')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Add the directory' }).click()
  await page.getByRole('heading', { name }).waitFor()
}

/** To a provider that is off. */
export async function toSwitchedOff(page: Page): Promise<void> {
  await toProvider(page)
  const off = page.getByRole('button', { name: 'Switch off' })
  if (!(await off.isVisible())) return
  await off.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
  await page.getByRole('button', { name: 'Switch on' }).waitFor()
}

const FOLDER = 'settings/people/sign-in'

export const PROVIDER_DIALOGS: Readonly<Record<string, DialogRow>> = {
  [`${FOLDER}/provider-dialogs.tsx addOidcProviderAction`]: {
    page: PAGE,
    opens: 'Add a provider',
    typed: { Name: 'Entra ID', Issuer: ISSUER, 'Client ID': 'console', 'Client secret': 'of dialogs' },
    confirm: 'Add the provider',
  },
  [`${FOLDER}/provider-dialogs.tsx changeOidcProviderAction`]: {
    page: toProvider,
    opens: 'Change',
    typed: { 'Client ID': 'console-2' },
    confirm: 'Save the changes',
  },
  [`${FOLDER}/[id]/group-table.tsx mapGroupAction`]: {
    page: toProvider,
    opens: 'Give a group a role',
    typed: { Group: 'licensing' },
    confirm: 'Give the role',
  },
  [`${FOLDER}/[id]/group-table.tsx unmapGroupAction`]: {
    page: toProvider,
    opens: (page) => page.getByRole('row', { name: 'desk' }).getByRole('button').click(),
    confirm: 'Take the role',
  },
  [`${FOLDER}/[id]/provider-actions.tsx removeProviderAction`]: {
    page: toProvider,
    opens: 'Remove',
    confirm: 'Remove',
  },
  [`${FOLDER}/provider-dialogs.tsx addDirectoryProviderAction`]: {
    page: toFreeDirectory,
    opens: 'Add a directory',
    typed: { Name: 'Corp' },
    confirm: 'Add the directory',
  },
  [`${FOLDER}/provider-dialogs.tsx changeDirectoryProviderAction`]: {
    page: toDirectoryProvider,
    opens: 'Change',
    typed: { Name: 'Corp' },
    confirm: 'Save the changes',
  },
  [`${FOLDER}/[id]/provider-actions.tsx tryDirectoryProviderAction`]: {
    page: toDirectoryProvider,
    opens: 'Test now',
    typed: { Account: 'ada' },
    confirm: 'Look up',
  },
}
