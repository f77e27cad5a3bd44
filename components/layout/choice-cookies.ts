import { parseTimeZone, THEME_COOKIE, type Theme, TIME_ZONE_COOKIE } from '@/lib/format/own-choices'

/** What this browser keeps, so that the first byte already has it. Choices of a person are copied here from their account. */

/** Takes a theme on at once and remembers it here; who shows or keeps the theme listens to THEME_EVENT. */
export function takeOnTheme(theme: Theme): void {
  showTheme(theme)
  window.dispatchEvent(new CustomEvent(THEME_EVENT, { detail: theme }))
}

/** Shows a theme that is kept already. */
export function showTheme(theme: Theme): void {
  rememberInCookie(THEME_COOKIE, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const THEME_EVENT = 'console-theme'

/** The zone that this browser keeps; undefined: its own. */
export function keptTimeZone(): string | undefined {
  return parseTimeZone(decodeURIComponent(keptInCookie(TIME_ZONE_COOKIE) ?? ''))
}

function keptInCookie(name: string): string | undefined {
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
