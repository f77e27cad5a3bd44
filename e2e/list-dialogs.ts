/** The forms that stand with lists: views, notes, schedules of reports, imports discarded and tokens revoked together. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'
import { toToken } from './token-dialogs'

const VIEW = 'Of dialogs'

/** To the page of the views, with one of one's own. */
async function toView(page: Page): Promise<void> {
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(VIEW)
  await dialog.getByRole('button', { name: 'Save the view' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.goto('/settings/views')
}
const ofView = (button: string) => (page: Page) =>
  page.getByRole('row', { name: VIEW }).getByRole('button', { name: button }).click()

/** To a machine of the sample fleet with a note. */
async function toNote(page: Page): Promise<void> {
  await page.goto('/kms-hosts/kms-lab01.lab.sample.example')
  await page.getByLabel('Note', { exact: true }).fill('Of dialogs')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByText('Of dialogs').waitFor()
}

/** To the imports, with two of which nothing is recognised. */
async function toUnrecognised(page: Page): Promise<void> {
  await page.goto('/imports')
  await page.locator('button:enabled', { hasText: 'Choose files' }).waitFor()
  const files = ['odd-1.bin', 'odd-2.bin'].map((name) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(`nothing that anybody knows, ${name}`),
  }))
  await page.getByTestId('import-files').setInputFiles(files)
  await page.getByRole('button', { name: /^Discard \d+ unrecognised$/ }).waitFor()
}

/** To the scheduled reports, with one. */
async function toSchedule(page: Page): Promise<void> {
  await page.goto('/reports/schedules')
  await page.getByRole('button', { name: 'Schedule a report' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Recipients').fill('ada@corp.example')
  await dialog.getByRole('button', { name: 'Schedule it' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
const ofSchedule = (button: string) => (page: Page) =>
  page.getByRole('table').getByRole('button', { name: button }).first().click()

/** To the shared reports, with one. */
async function toShare(page: Page): Promise<void> {
  await page.goto('/reports/R3')
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For').fill('Auditors')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  await page.waitForURL('**/reports/shares')
}

export const LIST_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'notes-section.tsx addNoteAction': {
    page: '/kms-hosts/kms-lab01.lab.sample.example#notes',
    typed: { Note: 'Of dialogs' },
    confirm: 'Add the note',
    refused: { field: 'Note', text: ' ', says: 'Write a note.' },
  },
  'notes-section.tsx removeNoteAction': {
    page: toNote,
    opens: (page) => page.locator('#notes').getByRole('button', { name: 'Remove' }).first().click(),
    confirm: 'Remove the note',
    refused: { role: 'helpdesk', says: 'Only whoever wrote a note, or a licensing admin, removes it.' },
  },
  'reports/[report]/entitlement-dialog.tsx setEntitlementAction': {
    page: '/reports/R14',
    opens: 'Licenses bought',
    typed: { Licenses: '40' },
    fill: async (form, page) => {
      await form.getByLabel('Product').click()
      await page.getByRole('option').first().click()
    },
    confirm: 'Save',
  },
  'reports/shares/share-dialogs.tsx shareReportAction': {
    page: '/reports/R3',
    opens: 'Share',
    typed: { For: 'Auditors' },
    confirm: 'Make the link',
  },
  'reports/shares/share-dialogs.tsx revokeShareAction': {
    page: toShare,
    opens: (page) => page.getByRole('table').getByRole('button', { name: 'Withdraw' }).first().click(),
    confirm: 'Withdraw it',
  },
  'reports/schedules/schedule-dialogs.tsx addScheduleAction': {
    page: '/reports/schedules',
    opens: 'Schedule a report',
    typed: { Recipients: 'ada@corp.example' },
    confirm: 'Schedule it',
  },
  'reports/schedules/schedule-dialogs.tsx pauseScheduleAction': {
    page: toSchedule,
    opens: ofSchedule('Pause'),
    confirm: 'Pause it',
  },
  'reports/schedules/schedule-dialogs.tsx removeScheduleAction': {
    page: toSchedule,
    opens: ofSchedule('Remove'),
    confirm: 'Remove the schedule',
  },
  'settings/views/views-table.tsx changeViewAction': {
    page: toView,
    opens: ofView('Change'),
    typed: { Name: 'Of dialogs, changed' },
    confirm: 'Save the changes',
    refused: { field: 'Name', text: ' ', says: 'Enter a name.' },
  },
  'settings/views/views-table.tsx removeViewAction': {
    page: toView,
    opens: ofView('Remove'),
    confirm: 'Remove the view',
    refused: { role: 'helpdesk', says: 'You have no such view.' },
  },
  'imports/imports-table.tsx discardAction': {
    page: toUnrecognised,
    opens: /^Discard \d+ unrecognised$/,
    confirm: /^Discard \d+ unrecognised import/,
  },
  'settings/tokens/token-table.tsx revokeTokensAction': {
    page: toToken,
    opens: async (page) => {
      await page.getByRole('row', { name: 'Of dialogs' }).getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Revoke', exact: true }).first().click()
    },
    confirm: /^Revoke \d+ token/,
  },
}
