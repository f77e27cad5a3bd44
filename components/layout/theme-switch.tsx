'use client'

import { Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/button'
import { Menu, MenuChoice } from '../ui/menu'
import { parseTheme, rememberInCookie, THEME_COOKIE, THEME_LABEL, type Theme } from './choice-cookies'

const ICON = { system: SunMoon, light: Sun, dark: Moon } as const
const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** Light, dark, or like the system. */
export function ThemeSwitch({ startsAs }: { startsAs: Theme }) {
  const [theme, setTheme] = useState(startsAs)
  const choose = (value: string) => {
    const chosen = parseTheme(value)
    setTheme(chosen)
    rememberInCookie(THEME_COOKIE, chosen)
    if (chosen === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = chosen
  }
  return (
    <Menu trigger={<IconButton icon={ICON[theme]} label={`Theme: ${THEME_LABEL[theme]}`} />}>
      <MenuChoice
        label="Theme"
        value={theme}
        onChange={choose}
        options={THEMES.map((value) => ({ value, label: THEME_LABEL[value] }))}
      />
    </Menu>
  )
}
