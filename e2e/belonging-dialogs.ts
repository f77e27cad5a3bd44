/** The forms of sites and owners. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'

const SITES = '/settings/sites'
const PATTERN = 'dialogs-*'

const openRulePreview = async (page: Page) => {
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Pattern').fill(PATTERN)
  await dialog.getByLabel('Site', { exact: true }).fill('Dialogs')
  await dialog.getByRole('button', { name: 'Show what it does' }).click()
  await dialog.getByText('matches 0 machines now').waitFor()
}

/** To the page of the rules, with one of its own. */
async function toRule(page: Page): Promise<void> {
  await page.goto(SITES)
  await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor()
  if (await page.getByRole('row', { name: PATTERN }).first().isVisible()) return
  await openRulePreview(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Add the rule' }).click()
  await page.getByRole('row', { name: PATTERN }).first().waitFor()
}

/** With a second rule behind its own. */
export async function toTwoRules(page: Page): Promise<void> {
  await toRule(page)
  const down = page.getByRole('button', { name: `Move ${PATTERN} down` }).first()
  if (await down.isEnabled()) return
  await openRulePreview(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Add the rule' }).click()
  await page.getByRole('row', { name: PATTERN }).nth(1).waitFor()
}

const ofRule = (button: string) => (page: Page) =>
  page.getByRole('row', { name: PATTERN }).first().getByRole('button', { name: button }).click()

const openListPreview = async (page: Page) => {
  await page.getByRole('button', { name: 'Import a list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('List').fill('host,site\ndialogs-1,Dialogs')
  await dialog.getByRole('button', { name: 'Show what it says' }).click()
  await dialog.getByRole('button', { name: 'Import 1 machine' }).waitFor()
}

export const BELONGING_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'settings/sites/rule-dialog.tsx previewRuleAction': {
    page: SITES,
    opens: 'Add a rule',
    typed: { Pattern: PATTERN, Site: 'Dialogs' },
    confirm: 'Show what it does',
  },
  'settings/sites/rule-dialog.tsx addRuleAction': {
    page: SITES,
    opens: openRulePreview,
    confirm: 'Add the rule',
  },
  'settings/sites/rule-dialog.tsx changeRuleAction': {
    page: toRule,
    opens: async (page) => {
      await ofRule('Change')(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Show what it does' }).click()
      await page.getByRole('dialog').getByText('matches 0 machines now').waitFor()
    },
    confirm: 'Change the rule',
  },
  'settings/sites/rule-table.tsx removeRuleAction': {
    page: toRule,
    opens: ofRule('Remove'),
    confirm: 'Remove the rule',
  },
  'settings/sites/list-dialog.tsx previewListAction': {
    page: SITES,
    opens: 'Import a list',
    typed: { List: 'host,site\ndialogs-1,Dialogs' },
    confirm: 'Show what it says',
  },
  'settings/sites/list-dialog.tsx importListAction': {
    page: SITES,
    opens: openListPreview,
    confirm: 'Import 1 machine',
  },
  'clients/belonging-dialog.tsx setBelongingAction': {
    page: '/clients',
    opens: async (page) => {
      await page
        .getByRole('checkbox', { name: /^Select ber-/ })
        .first()
        .check()
      await page.getByRole('button', { name: 'Set site and owner' }).click()
    },
    typed: { Site: 'Dialogs' },
    confirm: 'Set them',
  },
}
