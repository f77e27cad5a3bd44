/** The forms of alerts. */
import type { Locator, Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'

const Reason = 'a test of dialogs'
const KIND = '/alerts/kinds/A5'
const MAINTENANCE = '/alerts/maintenance'

/** To the alert of the sample's unknown host. */
async function toAlert(page: Page): Promise<void> {
  await page.goto('/alerts?kind=A13')
  await page.getByRole('link', { name: 'Unknown KMS host' }).first().click()
  await page.getByRole('heading', { name: 'What to do' }).waitFor()
}

const planned = { Until: '2030-01-01T10:00', Reason }

async function chooseHost(form: Locator, page: Page): Promise<void> {
  await form.getByRole('combobox', { name: 'Host' }).press('ArrowDown')
  await page.getByRole('option', { name: 'kms-lab01.lab.sample.example' }).click()
}

/** To the windows, with one of its own. */
async function toWindow(page: Page): Promise<void> {
  await page.goto(MAINTENANCE)
  await page.getByRole('heading', { name: 'Maintenance', exact: true }).waitFor()
  if (await page.getByRole('button', { name: 'End it now' }).first().isVisible()) return
  await page.getByRole('button', { name: 'Plan maintenance' }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, text] of Object.entries(planned))
    await dialog.getByLabel(label, { exact: true }).fill(text)
  await chooseHost(dialog, page)
  await dialog.getByRole('button', { name: 'Plan it' }).click()
  await page.getByRole('button', { name: 'End it now' }).first().waitFor()
}

export const ALERT_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'alerts/alert-dialogs.tsx acknowledgeAction': {
    page: toAlert,
    opens: 'Acknowledge',
    typed: { 'Note (optional)': 'looked at' },
    confirm: 'Acknowledge',
  },
  'alerts/alert-dialogs.tsx assignAction': { page: toAlert, opens: 'Assign', confirm: 'Assign' },
  'alerts/alert-dialogs.tsx snoozeAction': {
    page: toAlert,
    opens: 'Snooze',
    typed: { 'Note (optional)': 'until the move' },
    confirm: 'Snooze',
  },
  'alerts/alert-dialogs.tsx closeAction': {
    page: toAlert,
    opens: 'Close by hand',
    typed: { Reason },
    confirm: 'Close by hand',
  },
  'alerts/alert-dialogs.tsx noteAction': {
    page: toAlert,
    opens: 'Write a note',
    typed: { Note: 'asked the partner' },
    confirm: 'Write the note',
    refused: { field: 'Note', text: ' ', says: 'Write a note.' },
  },
  'alerts/kinds/[rule]/limits-form.tsx limitsAction': {
    page: KIND,
    typed: { Reason },
    confirm: 'Save the limits',
  },
  'alerts/kinds/[rule]/switches.tsx switchAction': {
    page: KIND,
    opens: 'Switch off for everybody',
    typed: { Reason },
    confirm: 'Switch it off',
  },
  'alerts/kinds/[rule]/switches.tsx muteAction': {
    page: KIND,
    opens: 'Switch off for me',
    typed: { Reason },
    confirm: 'Switch it off',
    refused: { field: 'Reason', text: 'x', says: 'Write why.' },
  },
  'alerts/maintenance/maintenance-table.tsx addMaintenanceAction': {
    page: MAINTENANCE,
    opens: 'Plan maintenance',
    typed: planned,
    fill: chooseHost,
    confirm: 'Plan it',
  },
  'alerts/maintenance/maintenance-table.tsx endMaintenanceAction': {
    page: toWindow,
    opens: async (page) => page.getByRole('button', { name: 'End it now' }).first().click(),
    confirm: 'End it now',
  },
}
