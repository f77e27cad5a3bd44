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

/** Whether the rail is 'narrow' or 'wide'; read by the server, so that it does not jump. */
export const RAIL_COOKIE = 'rail'

/** 'dismissed' once a person has put the first steps away. */
export const FIRST_STEPS_COOKIE = 'first-steps'

/** Keeps a choice of the browser for a year; the server reads it with the first request. */
export function rememberInCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
