'use client'

import { CircleQuestionMark, Search } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Theme } from '@/lib/format/own-choices'
import type { SavedView } from '@/lib/format/views'
import type { Act } from '../command-palette/acts'
import { CommandPalette } from '../command-palette/command-palette'
import { IconButton } from '../ui/button'
import { Kbd } from '../ui/kbd'
import { Bell } from './bell'
import { Breadcrumb } from './breadcrumb'
import { usePageKeys } from './keys'
import { KeysDialog } from './keys-dialog'
import { useGo } from './leaving'
import { Logo } from './logo'
import { FOOT_PLACES, MAIN_PLACES, type Place } from './navigation'
import { replayEarlyPresses } from './replay-early-presses'
import { ThemeSwitch } from './theme-switch'

interface TopBarProps {
  places: readonly Place[]
  acts: readonly Act[]
  views: readonly SavedView[]
  theme: Theme
  /** how many alerts need someone; undefined for who may not see them */
  alerts: number | undefined
}

/** Breadcrumb, search, theme, help; owns the keys that work on every page. */
export function TopBar({ places, acts, views, theme, alerts }: TopBarProps) {
  const [searching, setSearching] = useState(false)
  const [showingKeys, setShowingKeys] = useState(false)
  useGlobalKeys(places, setSearching, setShowingKeys)
  return (
    <header className="print:hidden sticky top-0 z-20 flex items-center gap-3 sm:gap-2 h-12 px-4 md:px-6 border-b bg-surface">
      <Logo className="text-accent shrink-0 md:hidden" />
      <div className="flex-1 min-w-0">
        <Breadcrumb />
      </div>
      <button
        type="button"
        onClick={() => setSearching(true)}
        aria-keyshortcuts="/ Control+K"
        className="hidden sm:flex items-center gap-2 h-8 w-64 lg:w-80 px-2.5 rounded-md border border-line-strong bg-raised text-ink-faint hover:border-ink-soft"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left text-table">Search machines, hosts, pages</span>
        <Kbd>/</Kbd>
      </button>
      <div className="flex items-center sm:gap-2 shrink-0">
        <span className="sm:hidden">
          <IconButton icon={Search} label="Search" onClick={() => setSearching(true)} />
        </span>
        {alerts !== undefined && <Bell initial={alerts} />}
        <ThemeSwitch startsAs={theme} />
        <IconButton
          icon={CircleQuestionMark}
          label="Keyboard shortcuts"
          onClick={() => setShowingKeys(true)}
        />
      </div>
      {searching && (
        <CommandPalette places={places} acts={acts} views={views} close={() => setSearching(false)} />
      )}
      <KeysDialog places={places} open={showingKeys} onOpenChange={setShowingKeys} />
    </header>
  )
}

/** Ctrl-K and `/` search, `?` lists the keys, `g` and a letter goes to a place. */
function useGlobalKeys(
  places: readonly Place[],
  openSearch: (open: boolean) => void,
  openKeys: (open: boolean) => void,
) {
  const go = useGo()
  const afterG = useRef(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      openSearch(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [openSearch])
  const handle = useCallback(
    (event: KeyboardEvent) => {
      const going = afterG.current
      afterG.current = event.key === 'g'
      const place = [...MAIN_PLACES, ...FOOT_PLACES].find((item) => item.key === event.key)
      if (going && place && places.includes(place.place)) {
        event.preventDefault()
        event.stopImmediatePropagation()
        go(place.href)
      } else if (event.key === '/') {
        event.preventDefault()
        openSearch(true)
      } else if (event.key === '?') {
        event.preventDefault()
        openKeys(true)
      }
    },
    [places, go, openSearch, openKeys],
  )
  usePageKeys(handle)
  useEffect(() => void replayEarlyPresses(), [])
}
