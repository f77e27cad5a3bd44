/** Every form, confirmation and inline action of the console. One that is in the code and not here fails `dialogs.spec.ts`. */
import { expect, type Page } from '@playwright/test'
import { ACCOUNT_DIALOGS } from './account-dialogs'
import { ALERT_DIALOGS } from './alert-dialogs'
import { BELONGING_DIALOGS } from './belonging-dialogs'
import type { DialogRow } from './dialog-row'
import { FILE_DIALOGS } from './file-dialogs'
import { addKey, chooseKind, openDialog } from './key-dialogs'
import { LIST_DIALOGS } from './list-dialogs'
import { MACHINE_DIALOGS } from './machine-dialogs'
import { NETWORK_DIALOGS } from './network-dialogs'
import { NOTIFICATION_DIALOGS } from './notification-dialogs'
import { PLAN_DIALOGS } from './plan-dialogs'
import { PROVIDER_DIALOGS } from './provider-dialogs'
import { ofToken, toToken } from './token-dialogs'
import { chooseAnswers, confirmationIdOf, filledIn, grouped, importReading, nameOf } from './vault-network'

const LAB = 'kms-lab01.lab.sample.example'
const WHY = { Reason: 'a test of dialogs' }

const toKey = (label: string) => async (page: Page) => {
  await page.goto('/keys')
  await page.getByRole('link', { name: label }).click()
  await page.getByRole('heading', { name: label }).waitFor()
}
export const laptops = toKey('Windows 11 Pro, field laptops')
const hostKey = toKey('Windows Server 2022 KMS hosts')
/** A key of this table alone, for what must be changed before its dialog is there. */
const toOwnKey =
  (label: string, text: string, kind?: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.goto('/keys')
    await page.getByRole('heading', { name: 'Product keys', exact: true }).waitFor()
    const isThere = await page.getByRole('link', { name: label }).isVisible()
    if (!isThere) await addKey(page, text, label, kind)
    await toKey(label)(page)
  }
// No real key: the groups only have the shape of one.
const fullKey = toOwnKey('Dialog MAK', ['DFGHJ', 'KMPQR', 'TVWXY', '23467', '89NBC'].join('-'))
const people = '/settings/people'
const ofPerson = (email: RegExp, button: string) => (page: Page) =>
  page.getByRole('row', { name: email }).getByRole('button', { name: button }).click()

/** Of the sample fleet: the package that was carried out and waits for its answers, and its MAK. */
export const WAITING = '/keys/offline/2'
const VAULT_MAK = 'K3VDX'
/** Confirmation IDs have no digits to check, so these six will do. */
export const GROUPS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((at) => [`Group ${at}`, '123456']))
const toNewPackage = (row: number) => async (page: Page) => {
  await importReading(page, `vault-${row}.cil`, { rows: [row], lastFive: VAULT_MAK })
  await page.goto(`/keys/offline/new?names=${nameOf(row)}`)
  await page.getByRole('combobox', { name: 'MAK' }).filter({ hasText: VAULT_MAK }).waitFor()
  await page.getByRole('button', { name: 'Prepare the package of 1 machine' }).waitFor()
}
/** To a request of the waiting package, when its boxes follow what is typed. */
export const toRequest = (row: number) => async (page: Page) => {
  await page.goto(`${WAITING}/${row}`)
  const first = page.getByLabel('Group 1', { exact: true }).first()
  await expect(async () => {
    await first.fill('')
    await first.fill('1')
    await expect(page.getByText('5 missing')).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

/** By file under app/(console) and the action it sends. */
export const DIALOGS: Readonly<Record<string, DialogRow>> = {
  ...MACHINE_DIALOGS,
  'desk/desk-view.tsx deskAction': {
    page: '/desk',
    typed: { 'What you were sent': '0xC004F074' },
    confirm: 'Read this text',
    refused: { field: 'What you were sent', text: ' ', says: 'Paste something first.' },
  },
  'discovery/alias/alias-wizard.tsx checkAliasAction': {
    page: '/discovery/alias?name=kms.sample.example&hosts=kms01.sample.example,kms02.sample.example',
    confirm: 'Check the name now',
    refused: 'manager',
  },
  ...FILE_DIALOGS,
  'keys/add-keys-dialog.tsx inspectKeysAction': {
    page: '/keys',
    opens: 'Add keys',
    typed: { Keys: 'VWXY2' },
    confirm: 'Check these keys',
  },
  'keys/add-keys-dialog.tsx addKeysAction': {
    page: '/keys',
    opens: async (page) => {
      const dialog = await openDialog(page, 'Add keys')
      await dialog.getByLabel('Keys').fill('VWXY3')
      await dialog.getByRole('button', { name: 'Check these keys' }).click()
      await dialog.getByRole('list', { name: 'Lines' }).waitFor()
    },
    typed: { 'What it is for': 'Windows 11 Enterprise', 'Owner (optional)': 'Ines' },
    fill: (form) => chooseKind(form, /^MAK/),
    confirm: 'Add 1 key',
  },
  'keys/[id]/key-dialogs.tsx revealKeyAction': {
    page: fullKey,
    opens: 'Reveal',
    typed: WHY,
    confirm: 'Reveal the key',
  },
  'keys/[id]/key-dialogs.tsx editKeyAction': {
    page: laptops,
    opens: 'Change',
    typed: { 'What it is for': 'Windows 11 Pro, loaned laptops' },
    confirm: 'Save the changes',
  },
  'keys/[id]/key-dialogs.tsx retireKeyAction': {
    page: laptops,
    opens: 'Retire',
    typed: WHY,
    confirm: 'Retire the key',
  },
  'keys/[id]/key-dialogs.tsx restoreKeyAction': {
    page: async (page) => {
      await toOwnKey('Retired MAK', 'VWXY4')(page)
      if (await page.getByRole('button', { name: 'Restore' }).isVisible()) return
      const dialog = await openDialog(page, 'Retire')
      await dialog.getByLabel('Reason').fill('a test of dialogs')
      await dialog.getByRole('button', { name: 'Retire the key' }).click()
      await page.getByRole('button', { name: 'Restore' }).waitFor()
      await dialog.waitFor({ state: 'hidden' })
    },
    opens: 'Restore',
    typed: WHY,
    confirm: 'Restore the key',
  },
  'keys/[id]/register-section.tsx hostLimitsAction': {
    page: hostKey,
    opens: 'Raise the limit',
    typed: { Hosts: '8', ...WHY },
    confirm: 'Save the limits',
  },
  'keys/[id]/register-section.tsx recordHostAction': {
    page: hostKey,
    opens: 'Enter an activation',
    typed: { Machine: 'dr-09.sample.example', When: '2026-01-15T10:30' },
    confirm: 'Enter the activation',
  },
  'keys/[id]/register-section.tsx withdrawHostAction': {
    page: async (page) => {
      await toOwnKey('Dialog host key', 'VWXY6', /^KMS host key/)(page)
      if (await page.getByRole('button', { name: 'Withdraw' }).isVisible()) return
      const dialog = await openDialog(page, 'Enter an activation')
      await dialog.getByLabel('Machine').fill('dr-08.sample.example')
      await dialog.getByLabel('When').fill('2026-01-15T10:30')
      await dialog.getByRole('button', { name: 'Enter the activation' }).click()
      await page.getByRole('button', { name: 'Withdraw' }).waitFor()
      await dialog.waitFor({ state: 'hidden' })
    },
    opens: 'Withdraw',
    typed: WHY,
    confirm: 'Withdraw the entry',
  },
  'keys/offline/online/online-commands.tsx revealKeyAction': {
    page: async (page) => {
      await fullKey(page)
      await page.getByRole('link', { name: 'Commands' }).click()
      await page.waitForURL(/\/keys\/offline\/online/)
    },
    opens: 'Put the key in',
    typed: WHY,
    confirm: 'Put the key in',
  },
  'keys/[id]/ledger/ledger-dialogs.tsx correctionAction': {
    page: laptops,
    opens: 'Correct the balance',
    typed: { Change: '-3', ...WHY },
    confirm: 'Enter the correction',
  },
  'keys/[id]/ledger/ledger-dialogs.tsx microsoftCountAction': {
    page: laptops,
    opens: 'Enter Microsoft’s count',
    typed: { 'Activations left': '3' },
    confirm: 'Enter the count',
  },
  'keys/[id]/ledger/ledger-dialogs.tsx increaseAction': {
    page: laptops,
    opens: 'Enter an increase',
    typed: { Activations: '3' },
    confirm: 'Enter the activations',
  },
  'keys/[id]/ledger/ledger-dialogs.tsx planAction': {
    page: laptops,
    opens: 'Plan activations',
    typed: { Machines: 'cell-9.plant.example', 'What for': 'new cells' },
    confirm: 'Take them from the balance',
  },
  'keys/[id]/ledger/ledger-dialogs.tsx lowCountRulesAction': {
    page: laptops,
    opens: 'Set alerts',
    typed: { 'Activations left (optional)': '7' },
    confirm: 'Save the rules',
  },
  'keys/offline/new/new-package.tsx prepareAction': {
    page: toNewPackage(91),
    typed: { 'Note (optional)': 'for cell 9' },
    confirm: 'Prepare the package of 1 machine',
  },
  'keys/offline/phone/by-phone.tsx prepareAction': {
    page: async (page) => {
      await toNewPackage(92)(page)
      const key = new URL(page.url()).searchParams.get('key') ?? ''
      await page.goto(`/keys/offline/phone?client=${nameOf(92)}&key=${key}`)
    },
    confirm: /^Reserve 1 activation/,
  },
  'keys/offline/[number]/package-dialogs.tsx carryOutAction': {
    page: async (page) => {
      await toNewPackage(93)(page)
      await page.getByRole('button', { name: /^Prepare the package/ }).click()
      await page.waitForURL(/\/keys\/offline\/\d+$/)
    },
    opens: 'Record the handover',
    typed: { 'Carried by': 'Jo Ortega', To: 'VAMT in room 4.12' },
    confirm: 'Record the handover',
  },
  'keys/offline/[number]/package-dialogs.tsx cancelAction': {
    page: WAITING,
    opens: 'Cancel open requests',
    typed: WHY,
    confirm: 'Cancel the open requests',
  },
  'keys/offline/[number]/answers-section.tsx takeAction': {
    page: async (page) => {
      await page.goto(WAITING)
      const csv = await page.request.get('/api/exchange/2/file?as=csv')
      const text = filledIn(await csv.text(), (row) => grouped(confirmationIdOf(row)))
      await chooseAnswers(page, 'answers.csv', text)
    },
    confirm: /^Enter \d answers?$/,
  },
  'keys/offline/[number]/[row]/confirmation-id.tsx takeAction': {
    page: toRequest(1),
    typed: GROUPS,
    confirm: 'Enter the confirmation ID',
  },
  'keys/offline/[number]/[row]/confirmation-id.tsx replaceAction': {
    page: async (page) => {
      await page.goto(`${WAITING}/2`)
      const take = page.getByRole('button', { name: 'Enter the confirmation ID' })
      if (await take.isVisible()) {
        await toRequest(2)(page)
        for (const [label, group] of Object.entries(GROUPS)) {
          await page.getByLabel(label, { exact: true }).fill(group.replace('1', '9'))
        }
        await take.click()
      }
      await page.getByText('If it is refused, replace it').click()
    },
    typed: { ...GROUPS, ...WHY },
    confirm: 'Replace the confirmation ID',
  },
  'kms-hosts/host-form.tsx registerHostAction': {
    page: '/kms-hosts',
    opens: 'Register a host',
    typed: { Name: 'kms88.sample.example' },
    confirm: 'Register the host',
  },
  'kms-hosts/host-form.tsx changeHostAction': {
    page: `/kms-hosts/${LAB}`,
    opens: 'Change',
    typed: { 'Site (optional)': 'Laboratory' },
    confirm: 'Save the changes',
  },
  'kms-hosts/register-hosts.tsx registerHostsAction': {
    page: '/kms-hosts',
    opens: 'Register a list',
    typed: { Hosts: 'kms89.sample.example' },
    confirm: 'Register the hosts',
  },
  'kms-hosts/[name]/names-section.tsx mergeHostNamesAction': {
    page: `/kms-hosts/${LAB}`,
    opens: 'Merge names',
    typed: WHY,
    confirm: 'Merge the names',
  },
  'kms-hosts/[name]/names-section.tsx partHostNameAction': {
    page: async (page) => {
      await page.goto('/kms-hosts/kms01.sample.example')
      await page.getByRole('button', { name: 'Merge names' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox', { name: 'Other name' }).click()
      await page.getByRole('option', { name: 'azkms.core.windows.net' }).click()
      await dialog.getByLabel('Reason').fill('to separate them again')
      await dialog.getByRole('button', { name: 'Merge the names' }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
    opens: 'Separate',
    typed: WHY,
    confirm: 'Separate the names',
  },
  'kms-hosts/[name]/host-actions.tsx retireHostAction': {
    page: `/kms-hosts/${LAB}`,
    opens: 'Retire',
    typed: WHY,
    confirm: 'Retire the host',
  },
  'kms-hosts/[name]/host-actions.tsx restoreHostAction': {
    page: '/kms-hosts/kms-old.sample.example',
    opens: 'Restore',
    typed: WHY,
    confirm: 'Restore the host',
  },
  'sample-fleet.tsx removeSampleAction': {
    page: '/',
    opens: 'Remove it',
    confirm: 'Remove the sample fleet',
  },
  ...LIST_DIALOGS,
  ...NETWORK_DIALOGS,
  ...PLAN_DIALOGS,
  ...ACCOUNT_DIALOGS,
  ...ALERT_DIALOGS,
  ...BELONGING_DIALOGS,
  ...NOTIFICATION_DIALOGS,
  ...PROVIDER_DIALOGS,
  'settings/tokens/create-token-dialog.tsx createTokenAction': {
    page: toToken,
    opens: 'Create a token',
    typed: { Name: 'Site Dublin' },
    confirm: 'Create the token',
  },
  'settings/tokens/token-table.tsx rotateTokenAction': {
    page: toToken,
    opens: ofToken('New secret'),
    confirm: 'Make a new secret',
  },
  'settings/tokens/token-table.tsx revokeTokenAction': {
    page: toToken,
    opens: ofToken('Revoke'),
    confirm: 'Revoke',
  },
  'settings/people/invite-dialog.tsx inviteAction': {
    page: people,
    opens: 'Invite a person',
    typed: { Name: 'Ada', 'Email address': 'ada@example.com' },
    confirm: 'Make the invitation link',
  },
  'settings/people/person-actions.tsx passwordLinkAction': {
    page: people,
    opens: ofPerson(/helpdesk/, 'New password'),
    confirm: 'Make the link',
  },
  'settings/people/person-actions.tsx disableAction': {
    page: people,
    opens: ofPerson(/helpdesk/, 'Disable'),
    confirm: 'Disable',
  },
  'settings/people/person-actions.tsx eraseAction': {
    page: people,
    opens: async (page) => {
      // The next row enables the manager again.
      await ofPerson(/manager/, 'Disable')(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await ofPerson(/manager/, 'Erase')(page)
    },
    typed: { Reason: 'left the company and asked for it' },
    confirm: 'Erase',
  },
  'settings/people/invitation-table.tsx withdrawAction': {
    page: people,
    opens: async (page) => {
      await ofPerson(/manager/, 'Enable')(page)
      const dialog = await openDialog(page, 'Invite a person')
      await dialog.getByLabel('Name').fill('Ivy Sample')
      await dialog.getByLabel('Email address').fill('ivy@demo.example')
      await dialog.getByRole('button', { name: 'Make the invitation link' }).click()
      await dialog.getByRole('button', { name: 'Done' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await ofPerson(/Ivy Sample/, 'Withdraw')(page)
    },
    confirm: 'Withdraw',
  },
}
