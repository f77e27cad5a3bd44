/** What is sent without a form, and dialogs that send nothing. One that is in the code and not here fails `dialogs.spec.ts`. */
import { expect, type Locator, type Page } from '@playwright/test'
import { toTwoRules } from './belonging-dialogs'
import type { Opens, Place } from './dialog-row'
import { GROUPS, laptops, toRequest, WAITING } from './dialog-table'
import { withFiles } from './file-dialogs'
import { toOwnDirectory } from './network-dialogs'
import { openSecretOfChannel, toChannels, toDeadLetter } from './notification-dialogs'
import { toSwitchedOff } from './provider-dialogs'
import type { RoleName } from './server/prepared'
import { openSecret, toToken } from './token-dialogs'

export interface InlineRow {
  /** The page it is on, or the way there. */
  page: Place
  /** The control that sends. */
  control: (page: Page) => Locator
  /** What else is pressed, where the control opens a choice. */
  choose?: (page: Page) => Locator
  /** A role whose sending the operation refuses; helpdesk when absent. */
  refused?: RoleName
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first()
/** The directory of the sample cannot be asked: its buttons say so. */
const ofOwnDirectory = (label: string) => (page: Page) =>
  page.locator('button:not([aria-disabled])', { hasText: label }).first()
const ofManager = (page: Page) => page.getByRole('row', { name: /manager/ })

/** To a machine whose confirmation ID is entered and not yet applied. */
async function toAnswered(page: Page): Promise<void> {
  await page.goto(`${WAITING}/3`)
  const enter = page.getByRole('button', { name: 'Enter the confirmation ID' })
  if (await enter.isVisible()) {
    await toRequest(3)(page)
    for (const [label, group] of Object.entries(GROUPS)) {
      await page.getByLabel(label, { exact: true }).fill(group)
    }
    await enter.click()
  }
  await page.getByRole('button', { name: 'Mark as applied' }).waitFor()
}

/** Opens the dialog that has tested the connection of a directory that is not there. */
async function openConnectionTest(page: Page): Promise<void> {
  await ofOwnDirectory('Test the connection')(page).click()
  await page.getByRole('dialog').getByText('The connection was not established').waitFor()
}

/** By file under app/(console) and what it sends. */
export const INLINE: Readonly<Record<string, InlineRow>> = {
  'settings/people/sign-in/[id]/provider-actions.tsx switchProviderOnAction': {
    page: toSwitchedOff,
    control: button('Switch on'),
  },
  'desk/desk-view.tsx pasteAction': {
    page: async (page) => {
      await page.goto('/desk')
      await page.getByLabel('What you were sent').fill('0xC004F074')
    },
    control: button('import this instead'),
  },
  'discovery/check-line.tsx checkNowAction': {
    page: async (page) => {
      await page.goto(`/networks?add=zone&name=check-${Date.now()}.test.example`)
      await page.getByRole('dialog').getByRole('button', { name: 'Add the zone' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.goto('/discovery')
    },
    control: button('Check DNS now'),
    refused: 'manager',
  },
  'discovery/check-line.tsx changeScheduleAction': {
    page: '/discovery',
    control: button(/^Schedule:/),
    choose: (page) => page.getByRole('menuitemradio', { name: 'Every 4 hours' }),
  },
  'imports/[id]/import-actions.tsx recordAction': {
    page: withFiles('lab-0904.txt'),
    control: button(/^Import \d+ observations?$/),
  },
  'imports/imports-table.tsx recordAllAction': {
    page: withFiles('lab-0905.txt', 'lab-0906.txt'),
    control: button(/^Import \d+ observations? of \d+ files$/),
  },
  'keys/offline/[number]/[row]/confirmation-id.tsx applyAction': {
    page: toAnswered,
    control: button('Mark as applied'),
  },
  'keys/offline/[number]/machines-section.tsx applyAction': {
    page: async (page) => {
      await toAnswered(page)
      await page.goto(WAITING)
    },
    control: button(/^Mark \d+ machines? as applied/),
  },
  'networks/network-tables.tsx addZoneAction': {
    page: '/networks',
    control: button(/^Add .+\.example$/),
  },
  'networks/directory/directory-card.tsx testDirectoryAction': {
    page: async (page) => {
      await toOwnDirectory(page)
      await openConnectionTest(page)
    },
    control: button('Test again'),
  },
  'networks/directory/directory-card.tsx readDirectoryAction': {
    page: toOwnDirectory,
    control: ofOwnDirectory('Read now'),
  },
  'settings/sites/rule-table.tsx moveRuleAction': {
    page: toTwoRules,
    control: button('Move dialogs-* down'),
  },
  'settings/notifications/deliveries/[id]/receiver-table.tsx sendAgainAction': {
    page: toDeadLetter,
    control: button('Send again'),
  },
  'settings/people/role-select.tsx changeRoleAction': {
    page: '/settings/people',
    control: (page) => ofManager(page).getByRole('combobox'),
    choose: (page) => page.getByRole('option', { name: /^Helpdesk/ }),
  },
  'settings/people/person-actions.tsx enableAction': {
    page: async (page) => {
      await page.goto('/settings/people')
      await ofManager(page).getByRole('button', { name: 'Disable' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
      await ofManager(page).getByRole('button', { name: 'Enable' }).waitFor()
    },
    control: (page) => ofManager(page).getByRole('button', { name: 'Enable' }),
  },
}

/** Without a row: requests that are no action and have words of their own, and what stands on an empty console only. */
export const OTHER_REQUESTS = [
  // What one chooses for oneself is refused to no role; see `own-choices.spec.ts`.
  'account/choices-section.tsx chooseAction',
  'components/layout/keep-choices.tsx choose',
  // Of a provider that is on, which takes a licensing admin who is not of the sample.
  'settings/people/person-actions.tsx endEmergencyAction',
  // Of a job that is over in seconds.
  'plan/what-if/[run]/run-board.tsx cancelWhatIfAction',
  'components/layout/sign-out-item.tsx signOut',
  'clients/client-selection.tsx namesThatMatch',
  'keys/offline/[number]/answers-section.tsx previewFile',
  'sample-fleet.tsx loadSampleAction',
] as const

interface PlainRow {
  page: Place
  opens: Opens
}

/** Dialogs without a form, by file and component. */
export const PLAIN_DIALOGS: Readonly<Record<string, PlainRow>> = {
  'components/layout/keys-dialog.tsx KeysDialog': { page: '/clients', opens: 'Keyboard shortcuts' },
  'discovery/repairs-dialog.tsx RepairsDialog': { page: '/discovery', opens: 'Repairs' },
  'keys/[id]/ledger/ledger-dialogs.tsx RequestDialog': { page: laptops, opens: 'Ask for more' },
  'networks/directory/directory-card.tsx TestConnection': {
    page: toOwnDirectory,
    opens: openConnectionTest,
  },
  'settings/notifications/secret-dialog.tsx SecretDialog': {
    page: toChannels,
    opens: openSecretOfChannel,
  },
  'settings/tokens/token-table.tsx TokenActions': { page: toToken, opens: openSecret },
  'settings/people/one-time-link.tsx OneTimeLinkDialog': {
    page: '/settings/people',
    opens: async (page) => {
      await ofManager(page).getByRole('button', { name: 'New password' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click()
      await page.getByRole('dialog', { name: /^Link for/ }).waitFor()
    },
  },
}
