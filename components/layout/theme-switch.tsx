'use client'

import { Moon, Sun, SunMoon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { parseTheme, THEME_LABEL, type Theme } from '@/lib/format/own-choices'
import { IconButton } from '../ui/button'
import { Menu, MenuChoice } from '../ui/menu'
import { THEME_EVENT, takeOnTheme } from './choice-cookies'

const ICON = { system: SunMoon, light: Sun, dark: Moon } as const
const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** Light, dark, or like the system. */
export function ThemeSwitch({ startsAs }: { startsAs: Theme }) {
  const [theme, setTheme] = useState(startsAs)
  useEffect(() => {
    const follow = (event: Event) => setTheme(parseTheme((event as CustomEvent<string>).detail))
    window.addEventListener(THEME_EVENT, follow)
    return () => window.removeEventListener(THEME_EVENT, follow)
  }, [])
  return (
    <Menu trigger={<IconButton icon={ICON[theme]} label={`Theme: ${THEME_LABEL[theme]}`} />}>
      <MenuChoice
        label="Theme"
        value={theme}
        onChange={(value) => takeOnTheme(parseTheme(value))}
        options={THEMES.map((value) => ({ value, label: THEME_LABEL[value] }))}
      />
    </Menu>
  )
}
