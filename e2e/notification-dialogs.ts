/** The forms of channels and routes. */
import { expect, type Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'
import { openDialog } from './key-dialogs'

const PAGE = '/settings/notifications'
const NAME = 'Of dialogs'

const rowOf = (page: Page, name: string) => page.getByRole('row', { name })
const ofRow = (name: string, button: string) => (page: Page) =>
  rowOf(page, name).first().getByRole('button', { name: button, exact: true }).click()

async function addWebhook(page: Page, name: string, url: string): Promise<void> {
  const dialog = await openDialog(page, 'Add a channel')
  await dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: /^Webhook/ }).click()
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('textbox', { name: 'Address' }).fill(url)
  await dialog.getByRole('button', { name: 'Add the channel' }).click()
  await page.getByRole('dialog', { name }).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** To the channels and routes, with one of its own of each. */
async function toOwn(page: Page): Promise<void> {
  await page.goto(PAGE)
  await page.getByRole('heading', { name: 'Routes' }).waitFor()
  if (await rowOf(page, NAME).first().isVisible()) return
  // This machine: nothing is ever sent there.
  await addWebhook(page, NAME, 'https://localhost:9/hook')
  const dialog = await openDialog(page, 'Add a route')
  await dialog.getByLabel('Name').fill('Route of dialogs')
  await dialog.getByRole('button', { name: 'Add the route' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function toOff(page: Page): Promise<void> {
  await toOwn(page)
  if (!(await rowOf(page, 'Off of dialogs').isVisible())) {
    await addWebhook(page, 'Off of dialogs', 'https://localhost:9/hook')
    await ofRow('Off of dialogs', 'Switch off')(page)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}

async function openEndPrevious(page: Page): Promise<void> {
  const end = rowOf(page, NAME).first().getByRole('button', { name: 'End previous secret' })
  if (!(await end.isVisible())) await openNewSecret(page)
  await end.click()
}

/** Opens the new secret, shown once, and closes it. */
async function openNewSecret(page: Page): Promise<void> {
  await openSecretOfChannel(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export async function openSecretOfChannel(page: Page): Promise<void> {
  await ofRow(NAME, 'New secret')(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByRole('dialog', { name: NAME, exact: true }).waitFor()
}

export const toChannels = toOwn

/** To a message that was not delivered. */
export async function toDeadLetter(page: Page): Promise<void> {
  await toOwn(page)
  await ofRow('Route of dialogs', 'Test')(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Send the test' }).click()
  await page.getByRole('button', { name: 'Send again' }).waitFor()
}

const CHANNEL_TABLE = 'settings/notifications/channel-table.tsx'

export const NOTIFICATION_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'settings/notifications/channel-dialog.tsx addChannelAction': {
    page: toOwn,
    opens: 'Add a channel',
    typed: { Name: 'Relay', 'Mail server': 'smtp.corp.example', Sender: 'console@corp.example' },
    confirm: 'Add the channel',
  },
  'settings/notifications/channel-dialog.tsx changeChannelAction': {
    page: toOwn,
    opens: ofRow(NAME, 'Change'),
    typed: { Name: 'Of dialogs, changed' },
    confirm: 'Save the changes',
  },
  [`${CHANNEL_TABLE} renewSecretAction`]: {
    page: toOwn,
    opens: ofRow(NAME, 'New secret'),
    confirm: 'Make a new secret',
  },
  [`${CHANNEL_TABLE} endPreviousAction`]: {
    page: toOwn,
    opens: openEndPrevious,
    confirm: 'End the previous secret',
  },
  [`${CHANNEL_TABLE} switchOffAction`]: {
    page: toOwn,
    opens: ofRow(NAME, 'Switch off'),
    confirm: 'Switch off',
  },
  [`${CHANNEL_TABLE} switchOnAction`]: {
    page: toOff,
    opens: ofRow('Off of dialogs', 'Switch on'),
    confirm: 'Switch on',
  },
  [`${CHANNEL_TABLE} removeChannelAction`]: {
    page: toOwn,
    opens: ofRow(NAME, 'Remove'),
    confirm: 'Remove the channel',
  },
  'settings/notifications/route-dialog.tsx addRouteAction': {
    page: toOwn,
    opens: 'Add a route',
    typed: { Name: 'Another route' },
    confirm: 'Add the route',
  },
  'settings/notifications/route-dialog.tsx changeRouteAction': {
    page: toOwn,
    opens: ofRow('Route of dialogs', 'Change'),
    typed: { Name: 'Route of dialogs, changed' },
    confirm: 'Save the changes',
  },
  'settings/notifications/route-table.tsx removeRouteAction': {
    page: toOwn,
    opens: ofRow('Route of dialogs', 'Remove'),
    confirm: 'Remove the route',
  },
  'settings/notifications/route-table.tsx sendTestAction': {
    page: toOwn,
    opens: ofRow('Route of dialogs', 'Test'),
    confirm: 'Send the test',
  },
}
