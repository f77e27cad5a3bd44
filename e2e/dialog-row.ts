import type { Locator, Page } from '@playwright/test'
import type { RoleName } from './server/prepared'

/** How to open one dialog, fill it and have it refused. */
export interface DialogRow {
  /** The page it is on; a name of the sample fleet in it, or the way there. */
  page: string | ((page: Page) => Promise<void>)
  /** The button that opens the dialog if the way there has not, by name; absent for a form that stands on its page. */
  opens?: string | RegExp | ((page: Page) => Locator)
  /** What is typed, by label, so that leaving asks and a problem can be seen to keep it. */
  typed?: Readonly<Record<string, string>>
  /** Whatever else is to be chosen before it can be sent. */
  fill?: (form: Locator, page: Page) => Promise<void>
  /** The button that sends. */
  confirm: string | RegExp
  /** A role whose sending the operation refuses, helpdesk when absent; where every role may, a text it refuses. */
  refused?: RoleName | RefusedText
}

export interface RefusedText {
  field: string
  text: string
  says: string
}
