'use client'

import { Bookmark, ChevronsUpDown, CircleUser, Info, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useState } from 'react'
import { paths } from '@/lib/format/paths'
import { type SavedView, viewHref } from '@/lib/format/views'
import { classes } from '../ui/classes'
import { Link } from '../ui/link'
import { Menu, MenuLabel, MenuLink, MenuSeparator } from '../ui/menu'
import { Tooltip } from '../ui/tooltip'
import { RAIL_COOKIE, rememberInCookie } from './choice-cookies'
import { usePlace } from './destination'
import { Logo } from './logo'
import { FOOT_PLACES, isWithin, MAIN_PLACES, type NavigationItem, type Place } from './navigation'
import { SignOutItem } from './sign-out-item'

export interface Person {
  name: string
  /** 'Licensing admin' */
  role: string
  /** Ends the session and goes to the sign-in page. */
  signOut: () => Promise<never>
}

interface RailProps {
  places: readonly Place[]
  views: readonly SavedView[]
  person: Person
  startsNarrow: boolean
}

/** The rail at the left: where one can go, and who is signed in. Wide screens only. */
export function Rail({ places, views, person, startsNarrow }: RailProps) {
  const [narrow, setNarrow] = useState(startsNarrow)
  const place = usePlace()
  const toggle = () => {
    rememberInCookie(RAIL_COOKIE, narrow ? 'wide' : 'narrow')
    setNarrow(!narrow)
  }
  const allowed = (items: readonly NavigationItem[]) => items.filter((item) => places.includes(item.place))
  return (
    <nav
      aria-label="Main"
      className={classes(
        'hidden md:flex print:hidden flex-col sticky top-0 h-dvh shrink-0 border-r bg-surface',
        narrow ? 'w-14' : 'w-52',
      )}
    >
      <div className={classes('flex items-center h-12 border-b', narrow ? 'justify-center' : 'px-4 gap-2.5')}>
        <Logo className="text-accent shrink-0" />
        {!narrow && (
          <span className="font-semibold tracking-[-0.01em] whitespace-nowrap">Activation Console</span>
        )}
      </div>
      <ul className="grid gap-0.5 p-2">
        {allowed(MAIN_PLACES).map((item) => (
          <RailLink key={item.place} item={item} current={isWithin(item.href, place)} narrow={narrow} />
        ))}
      </ul>
      {!narrow && views.length > 0 && <Views views={views} />}
      <ul className="grid gap-0.5 p-2 mt-auto">
        {allowed(FOOT_PLACES).map((item) => (
          <RailLink key={item.place} item={item} current={isWithin(item.href, place)} narrow={narrow} />
        ))}
        <li>
          <button
            type="button"
            onClick={toggle}
            aria-expanded={!narrow}
            className={classes(ITEM, 'w-full text-ink-soft', narrow && 'justify-center px-0')}
          >
            {narrow ? (
              <PanelLeftOpen aria-hidden className="size-4" />
            ) : (
              <PanelLeftClose aria-hidden className="size-4" />
            )}
            <span className={narrow ? 'sr-only' : ''}>
              {narrow ? 'Expand the menu' : 'Collapse the menu'}
            </span>
          </button>
        </li>
      </ul>
      <div className="border-t p-2">
        <PersonMenu person={person} narrow={narrow} />
      </div>
    </nav>
  )
}

const ITEM =
  'flex items-center gap-2.5 h-8 px-2 rounded-md font-medium hover:bg-hover hover:text-ink transition-colors duration-100'

function RailLink({ item, current, narrow }: { item: NavigationItem; current: boolean; narrow: boolean }) {
  const link = (
    <Link
      href={item.href}
      aria-current={current ? 'page' : undefined}
      className={classes(
        ITEM,
        current ? 'bg-accent-soft text-accent-strong' : 'text-ink-soft',
        narrow && 'justify-center px-0',
      )}
    >
      <item.icon aria-hidden className="size-4 shrink-0" />
      <span className={narrow ? 'sr-only' : ''}>{item.label}</span>
    </Link>
  )
  return (
    <li>
      {narrow ? (
        <Tooltip text={item.label} side="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
}

const VIEWS_SHOWN = 8

/** Lists kept under a name; the others are found by the search and on their page. */
function Views({ views }: { views: readonly SavedView[] }) {
  return (
    <section aria-label="Views" className="grid gap-0.5 p-2 min-h-0 overflow-y-auto">
      <Link href={paths.views()} className="px-2 pt-1 text-xs text-ink-soft hover:text-ink">
        Views
      </Link>
      <ul className="grid gap-0.5">
        {views.slice(0, VIEWS_SHOWN).map((view) => (
          <li key={view.id}>
            <Link href={viewHref(view)} className={classes(ITEM, 'text-ink-soft')}>
              <Bookmark aria-hidden className="size-4 shrink-0" />
              <span className="truncate">{view.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')

/** Who is signed in, and the way out. */
function PersonMenu({ person, narrow }: { person: Person; narrow: boolean }) {
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Signed in as ${person.name}, ${person.role}`}
          className={classes(
            'flex items-center gap-2.5 w-full h-10 rounded-md hover:bg-hover text-left min-w-0',
            narrow ? 'justify-center' : 'px-1.5',
          )}
        >
          <span
            aria-hidden
            className="grid place-items-center size-7 shrink-0 rounded-full border bg-raised text-xs font-semibold text-ink-soft"
          >
            {initialsOf(person.name)}
          </span>
          {!narrow && (
            <>
              <span className="grid min-w-0 flex-1 leading-tight">
                <span className="truncate text-table font-medium">{person.name}</span>
                <span className="truncate text-xs text-ink-soft">{person.role}</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-3.5 text-ink-faint" />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>
        {person.name}, {person.role}
      </MenuLabel>
      <MenuLink href={paths.account()} icon={CircleUser}>
        Your account
      </MenuLink>
      <MenuLink href={paths.about()} icon={Info}>
        About
      </MenuLink>
      <MenuSeparator />
      <SignOutItem signOut={person.signOut} />
    </Menu>
  )
}
