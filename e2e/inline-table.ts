/** What is sent without a form, and dialogs that send nothing. One that is in the code and not here fails `dialogs.spec.ts`. */
import type { Locator, Page } from '@playwright/test'
import type { RoleName } from './server/prepared'

export interface InlineRow {
  /** The page it is on, or the way there. */
  page: string | ((page: Page) => Promise<void>)
  /** The control that sends. */
  control: (page: Page) => Locator
  /** What is chosen in it, where it is a select. */
  option?: string
  /** A role whose sending the operation refuses; helpdesk when absent. */
  refused?: RoleName
}

const ofPerson = (page: Page, email: RegExp) => page.getByRole('row', { name: email })

/** By file under app/(console) and what it sends. */
export const INLINE: Readonly<Record<string, InlineRow>> = {
  'settings/people/role-select.tsx changeRoleAction': {
    page: '/settings/people',
    control: (page) => ofPerson(page, /manager/).getByRole('combobox'),
    option: 'Helpdesk',
  },
  'settings/people/person-actions.tsx enableAction': {
    page: async (page) => {
      await page.goto('/settings/people')
      const person = ofPerson(page, /manager/)
      await person.getByRole('button', { name: 'Disable' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
      await person.getByRole('button', { name: 'Enable' }).waitFor()
    },
    control: (page) => ofPerson(page, /manager/).getByRole('button', { name: 'Enable' }),
  },
}

export interface PlainRow {
  page: string | ((page: Page) => Promise<void>)
  /** The button that opens it; absent where the way to the page opens it already. */
  opens?: string
}

/** By file under app/(console), or from the root. */
export const PLAIN_DIALOGS: Readonly<Record<string, PlainRow>> = {
  'components/layout/keys-dialog.tsx': { page: '/clients', opens: 'Keyboard shortcuts' },
}
