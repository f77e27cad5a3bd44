import { paths } from '@/lib/format/paths'

/** The theme a person chose, kept in a cookie so that the first byte already has it. */
export type Theme = 'system' | 'light' | 'dark'

export const THEME_COOKIE = 'theme'

export const THEME_LABEL: Readonly<Record<Theme, string>> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
}

/** Takes a theme on at once and remembers it; whoever shows the theme listens to THEME_EVENT. */
export function takeOnTheme(theme: Theme): void {
  rememberInCookie(THEME_COOKIE, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  window.dispatchEvent(new CustomEvent(THEME_EVENT, { detail: theme }))
}

export const THEME_EVENT = 'console-theme'

/** Anything that is no theme means "like the system". */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** The page after signing in; 'role': as the role begins. */
export const START_PAGE_COOKIE = 'start-page'

export const START_PAGES = {
  overview: { label: 'Overview', href: paths.overview() },
  desk: { label: 'Desk', href: paths.desk() },
  clients: { label: 'Clients', href: paths.clients() },
  kmsHosts: { label: 'KMS hosts', href: paths.kmsHosts() },
  keys: { label: 'Keys', href: paths.keys() },
  alerts: { label: 'Alerts', href: paths.alerts() },
  reports: { label: 'Reports', href: paths.reports() },
} as const

export type StartPage = keyof typeof START_PAGES | 'role'

/** Anything that is no start page means "as the role begins". */
export function parseStartPage(value: string | undefined): StartPage {
  return value !== undefined && Object.hasOwn(START_PAGES, value) ? (value as StartPage) : 'role'
}

/** The zone in which explanations of moments add the local time: a name of IANA; '' for that of the browser. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** Undefined for what is no time zone, which means that of the browser. */
export function parseTimeZone(value: string | undefined): string | undefined {
  const zone = decodeURIComponent(value ?? '')
  return zone !== '' && Intl.supportedValuesOf('timeZone').includes(zone) ? zone : undefined
}

/** A choice as this browser keeps it; for the server see `cookies()`. */
export function keptInCookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

/** Whether the rail is 'narrow' or 'wide'; read by the server, so that it does not jump. */
export const RAIL_COOKIE = 'rail'

/** 'dismissed' once a person has put the first steps away. */
export const FIRST_STEPS_COOKIE = 'first-steps'

/** Keeps a choice of the browser for a year; the server reads it with the first request. */
export function rememberInCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
