import type { Locator, Page } from '@playwright/test'
import type { RoleName } from './server/prepared'

/** A page: its address, with a name of the sample fleet in it, or the way there. */
export type Place = string | ((page: Page) => Promise<void>)

/** How to open one dialog, fill it and have it refused. */
export interface DialogRow {
  /** The page it is on. Those with the very same one are opened one after another, without loading it again. */
  page: Place
  /** The button that opens the dialog, by name, or what else does; absent for a form that stands on its page. */
  opens?: Opens
  /** What is typed, by label, so that leaving asks and a problem can be seen to keep it. */
  typed?: Readonly<Record<string, string>>
  /** Whatever else is to be chosen before it can be sent. */
  fill?: (form: Locator, page: Page) => Promise<void>
  /** The button that sends. */
  confirm: string | RegExp
  /** A role whose sending the operation refuses, helpdesk when absent; where every role may, a text it refuses, or somebody else's thing. */
  refused?: RoleName | RefusedText | RefusedPerson
}

/** A button by its name, or all that is pressed and filled in until the dialog stands there. */
export type Opens = string | RegExp | ((page: Page) => Promise<void>)

export interface RefusedText {
  field: string
  text: string
  says: string
}

/** What is refused to a person who may do it in general: it is not theirs. */
export interface RefusedPerson {
  role: RoleName
  says: string
}
