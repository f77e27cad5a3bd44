import { DAY_FORM_COOKIE } from '@/lib/activation/words/day-form'
import { START_PAGES, type StartPage, THEME_COOKIE, TIME_ZONE_COOKIE } from '@/lib/format/own-choices'
import { listTitle, viewHref } from '@/lib/format/views'
import { mustBeAble, type Permission, type PersonReader } from '../permission'
import { readRows } from '../rows'
import { loadSavedViews } from '../views/saved-views'

/** As the person chose; null: not chosen. */
export interface OwnChoices {
  theme: string | null
  density: string | null
  startPage: string | null
  timeZone: string | null
  dayForm: string | null
}

const NEEDED: Readonly<Record<keyof typeof START_PAGES, Permission>> = {
  overview: 'machine.read',
  desk: 'machine.read',
  clients: 'machine.read',
  licenses: 'machine.read',
  kmsHosts: 'kmsHost.read',
  keys: 'key.read',
  alerts: 'alert.read',
  reports: 'machine.read',
}

/** What the person chose. */
export async function loadOwnChoices(reader: PersonReader): Promise<OwnChoices> {
  mustBeAble(reader, 'own.change')
  const [row] = await readRows<OwnChoices>(
    'SELECT theme, density, start_page, time_zone, day_form FROM own_choice WHERE user_id = $1',
    [reader.id],
  )
  return row ?? { theme: null, density: null, startPage: null, timeZone: null, dayForm: null }
}

/** What a browser keeps of it, by cookie; a theme that was not chosen stays as the browser has it. */
export async function loadKeptInBrowser(reader: PersonReader): Promise<[name: string, value: string][]> {
  const { theme, timeZone, dayForm } = await loadOwnChoices(reader)
  return [
    ...(theme === null ? [] : [[THEME_COOKIE, theme] as [string, string]]),
    [TIME_ZONE_COOKIE, timeZone ?? ''],
    [DAY_FORM_COOKIE, dayForm ?? ''],
  ]
}

/** The pages that the person may begin on: those that their role and limits show, and the views they may open. */
export async function loadStartPages(reader: PersonReader): Promise<StartPage[]> {
  mustBeAble(reader, 'own.change')
  const names = Object.keys(START_PAGES) as (keyof typeof START_PAGES)[]
  const pages = names
    .filter((name) => reader.can(NEEDED[name]))
    .map((name) => ({ value: name, ...START_PAGES[name] }))
  const views = (await loadSavedViews(reader)).map((view) => ({
    value: `view:${view.id}`,
    label: `${view.name} (${listTitle(view.list)})`,
    href: viewHref(view),
  }))
  return [...pages, ...views]
}

/**
 * Where the person chose to begin. Undefined while they have chosen nothing, and when what they chose is not theirs to see any
 * more: a role ends, a view is removed.
 */
export async function findStartPage(reader: PersonReader): Promise<string | undefined> {
  const { startPage } = await loadOwnChoices(reader)
  if (startPage === null) return undefined
  return (await loadStartPages(reader)).find(({ value }) => value === startPage)?.href
}
