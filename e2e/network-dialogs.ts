/** The forms of the networks, and the ways to those that are not one press away. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'

const SAMPLE_ZONE = '/networks/lab.sample.example'
const WHY = { Reason: 'a test of dialogs' }

/** Opens the dialog of one entry of a menu. */
const byMenu = (menu: string, item: string) => async (page: Page) => {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** What is needed to set a directory up. */
const aDirectory = (server: string) => ({
  'Directory server': server,
  Base: 'DC=test,DC=example',
  Account: 'reader@test.example',
  Password: 'a password of dialogs',
})

/** A directory of its own: that of the sample is never asked, so there is nothing to change. */
export async function toOwnDirectory(page: Page): Promise<void> {
  await page.goto('/networks/directory')
  await page.getByRole('button', { name: 'Set up a directory' }).first().click()
  const dialog = page.getByRole('dialog')
  const server = `dc-${Date.now()}.test.example`
  for (const [label, text] of Object.entries(aDirectory(server))) {
    await dialog.getByLabel(label, { exact: true }).fill(text)
  }
  await dialog.getByRole('button', { name: 'Set up the directory' }).click()
  await page.getByRole('heading', { name: server }).waitFor()
  await dialog.waitFor({ state: 'hidden' })
}

/** To what a list of one new workgroup changes. */
async function openImportPreview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import a list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('List').fill('kind,name\nworkgroup,dialogs')
  await dialog.getByRole('button', { name: 'Show what it changes' }).click()
  await dialog.getByText('1 entry is new').waitFor()
}

const workgroup = (item: string) => byMenu('Actions for lab', item)

/** By file under app/(console) and the action it sends. */
export const NETWORK_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'networks/import-dialog.tsx previewNetworksAction': {
    page: '/networks',
    opens: 'Import a list',
    typed: { List: 'kind,name\nworkgroup,dialogs' },
    confirm: 'Show what it changes',
  },
  'networks/import-dialog.tsx importNetworksAction': {
    page: '/networks',
    opens: openImportPreview,
    confirm: 'Import 1 entry',
  },
  'networks/unit-dialogs.tsx addUnitAction': {
    page: '/networks',
    opens: byMenu('Add', 'Workgroup'),
    typed: { Name: 'dialogs' },
    confirm: 'Add the workgroup',
  },
  'networks/unit-dialogs.tsx changeUnitAction': {
    page: '/networks',
    opens: workgroup('Change'),
    typed: { 'Note (optional)': 'a test of dialogs' },
    confirm: 'Save the changes',
  },
  'networks/unit-dialogs.tsx retireUnitAction': {
    page: '/networks',
    opens: workgroup('Retire'),
    typed: WHY,
    confirm: 'Retire lab',
  },
  'networks/unit-dialogs.tsx removeUnitAction': {
    page: '/networks',
    opens: workgroup('Remove'),
    typed: WHY,
    confirm: 'Remove lab',
  },
  'networks/zone-dialogs.tsx addZoneAction': {
    page: '/networks',
    opens: byMenu('Add', 'DNS zone'),
    typed: { Zone: 'dialogs.example' },
    confirm: 'Add the zone',
  },
  'networks/zone-dialogs.tsx changeZoneAction': {
    page: SAMPLE_ZONE,
    opens: 'Change',
    typed: { 'Note (optional)': 'a test of dialogs' },
    confirm: 'Save the changes',
  },
  'networks/zone-dialogs.tsx retireZoneAction': {
    page: SAMPLE_ZONE,
    opens: 'Retire',
    typed: WHY,
    confirm: 'Retire the zone',
  },
  'networks/zone-dialogs.tsx removeZoneAction': {
    page: SAMPLE_ZONE,
    opens: 'Remove',
    typed: WHY,
    confirm: 'Remove the zone',
  },
  'networks/[zone]/host-expectations.tsx setExpectationAction': {
    page: SAMPLE_ZONE,
    opens: 'What is expected of kms01.sample.example',
    fill: async (form, page) => {
      await form.getByLabel('Its record in this zone').click()
      await page.getByRole('option', { name: 'Expected, with other numbers' }).click()
    },
    confirm: 'Save',
  },
  'networks/directory/directory-form.tsx addDirectoryAction': {
    page: toOwnDirectory,
    opens: 'Set up a directory',
    typed: aDirectory('dc.test.example'),
    confirm: 'Set up the directory',
  },
  'networks/directory/directory-form.tsx changeDirectoryAction': {
    page: toOwnDirectory,
    opens: 'Change',
    typed: { Base: 'OU=PCs,DC=test,DC=example' },
    confirm: 'Save the changes',
  },
  'networks/directory/directory-card.tsx removeDirectoryAction': {
    page: toOwnDirectory,
    opens: 'Remove',
    typed: WHY,
    confirm: 'Remove the directory',
  },
}
