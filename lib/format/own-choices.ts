import { paths } from './paths'

/** What a person chooses for themselves, in every browser they sign in with. */

/** Kept in the browser as well, so that the first byte already has it. */
export const THEME_COOKIE = 'theme'

/** The zone in which explanations of moments add the local time: a name of IANA; '' for that of the browser. */
export const TIME_ZONE_COOKIE = 'time-zone'

export type Theme = 'system' | 'light' | 'dark'

export const THEME_LABEL: Readonly<Record<Theme, string>> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
}

/** Anything that is no theme means "like the system". */
export function parseTheme(value: string | null | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** Pages that may be the first after signing in, as far as the person may see them. */
export const START_PAGES = {
  overview: { label: 'Overview', href: paths.overview() },
  desk: { label: 'Desk', href: paths.desk() },
  clients: { label: 'Clients', href: paths.clients() },
  licenses: { label: 'Licenses', href: paths.licenses() },
  kmsHosts: { label: 'KMS hosts', href: paths.kmsHosts() },
  keys: { label: 'Keys', href: paths.keys() },
  alerts: { label: 'Alerts', href: paths.alerts() },
  reports: { label: 'Reports', href: paths.reports() },
} as const

/** A page that somebody may choose: a word of START_PAGES, or 'view:' and the id of a saved view. */
export interface StartPage {
  value: string
  label: string
  href: string
}

/** Undefined for what is no time zone of IANA, which means that of the browser. Browsers list the same zone by different names. */
export function parseTimeZone(value: string | null | undefined): string | undefined {
  if (!value || !/^[A-Z]/i.test(value)) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return value
  } catch {
    return undefined
  }
}
