import type { ReactNode } from 'react'
import type { Theme } from '@/lib/format/own-choices'
import type { SavedView } from '@/lib/format/views'
import type { Act } from '../command-palette/acts'
import { BottomBar } from './bottom-bar'
import { Content } from './content'
import { EarlyPressesScript } from './early-presses'
import type { Place } from './navigation'
import { type Person, Rail } from './rail'
import { TopBar } from './top-bar'

interface ShellProps {
  places: readonly Place[]
  acts: readonly Act[]
  /** lists kept under a name */
  views: readonly SavedView[]
  person: Person
  theme: Theme
  /** how many alerts need someone; undefined for who may not see them */
  alerts: number | undefined
  railStartsNarrow: boolean
  children: ReactNode
}

/** The frame of every signed-in page: rail, top bar, content. */
export function Shell({
  places,
  acts,
  views,
  person,
  theme,
  alerts,
  railStartsNarrow,
  children,
}: ShellProps) {
  return (
    <>
      <EarlyPressesScript />
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:left-3 focus:top-2 focus:px-3 focus:py-1.5 focus:rounded-md focus:bg-accent focus:text-accent-ink"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Rail places={places} views={views} person={person} startsNarrow={railStartsNarrow} />
        <div className="flex flex-col flex-1 min-w-0">
          <TopBar places={places} acts={acts} views={views} theme={theme} alerts={alerts} />
          <Content>{children}</Content>
        </div>
      </div>
      <BottomBar places={places} person={person} />
    </>
  )
}
