/** The forms of what people decide about machines. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'
import { importRequests, toJoinedNames } from './joined-names'

const WHY = { Reason: 'a test of dialogs' }
const MACHINE = '/clients/ber-kiosk-037.sample.example'

const fromMenu = (item: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

const ofSelection = (button: string) => async (page: Page) => {
  const box = page.getByRole('checkbox', { name: /^Select ber-/ }).first()
  await box.check()
  await page.getByRole('button', { name: button, exact: true }).click()
}

/** To the page of a machine that is forgotten. */
async function toForgotten(page: Page): Promise<void> {
  await importRequests(page, 'gone.xml', ['gone.sample.example'])
  await page.goto('/clients/gone.sample.example')
  const isForgotten = page.getByText('This machine was forgotten')
  await page.getByRole('heading', { name: 'gone.sample.example' }).waitFor()
  if (await isForgotten.isVisible()) return
  await fromMenu('Forget')(page)
  await page.getByRole('dialog').getByLabel('Reason').fill(WHY.Reason)
  await page.getByRole('dialog').getByRole('button', { name: 'Forget the machine' }).click()
  await isForgotten.waitFor()
}

export const MACHINE_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'clients/[name]/client-names.tsx separateNameAction': {
    page: toJoinedNames,
    opens: 'Separate',
    typed: WHY,
    confirm: 'Separate the names',
  },
  'clients/[name]/machine-menu.tsx renameMachineAction': {
    page: MACHINE,
    opens: fromMenu('Rename'),
    typed: { 'New name': 'dialogs.sample.example', ...WHY },
    confirm: 'Rename the machine',
  },
  'clients/machine-dialogs.tsx mergeMachinesAction': {
    page: '/clients?q=ber-',
    opens: ofSelection('Merge'),
    typed: { Into: 'nowhere.sample.example', ...WHY },
    confirm: 'Merge them',
  },
  'clients/machine-dialogs.tsx forgetMachinesAction': {
    page: '/clients?q=ber-',
    opens: ofSelection('Forget'),
    typed: WHY,
    confirm: 'Forget the machine',
  },
  'clients/machine-dialogs.tsx bringBackMachinesAction': {
    page: toForgotten,
    opens: 'Bring back',
    typed: WHY,
    confirm: 'Bring the machine back',
  },
}
