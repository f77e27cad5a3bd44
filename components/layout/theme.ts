/** The theme a person chose, kept in a cookie so that the first byte already has it. */
export type Theme = 'system' | 'light' | 'dark'

export const THEME_COOKIE = 'theme'

export const THEME_LABEL: Readonly<Record<Theme, string>> = {
  system: 'Like the system',
  light: 'Light',
  dark: 'Dark',
}

/** Anything that is no theme means "like the system". */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
