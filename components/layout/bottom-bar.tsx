'use client'

import { CircleUser, Ellipsis, Info } from 'lucide-react'
import { paths } from '@/lib/format/paths'
import { classes } from '../ui/classes'
import { Link } from '../ui/link'
import { Menu, MenuLabel, MenuLink, MenuSeparator } from '../ui/menu'
import { usePlace } from './destination'
import { FOOT_PLACES, isWithin, MAIN_PLACES, type Place } from './navigation'
import type { Person } from './rail'
import { SignOutItem } from './sign-out-item'

/** Places that fit the narrowest screens beside "More". */
const SHOWN = 4

const ITEM = 'grid justify-items-center gap-0.5 py-1.5 text-[11px] leading-4 font-medium w-full'

/** The rail of small screens. */
export function BottomBar({ places, person }: { places: readonly Place[]; person: Person }) {
  const pathname = usePlace()
  const main = MAIN_PLACES.filter((item) => places.includes(item.place))
  const foot = FOOT_PLACES.filter((item) => places.includes(item.place))
  const below = main.slice(SHOWN)
  const isBelow = [...below, ...foot].some((item) => isWithin(item.href, pathname))
  return (
    <nav
      aria-label="Main"
      className="md:hidden print:hidden fixed bottom-0 inset-x-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="flex">
        {main.slice(0, SHOWN).map((item) => {
          const current = isWithin(item.href, pathname)
          return (
            <li key={item.place} className="flex-1">
              <Link
                href={item.href}
                aria-current={current ? 'page' : undefined}
                className={classes(ITEM, current ? 'text-accent-strong' : 'text-ink-soft')}
              >
                <item.icon aria-hidden className="size-5" />
                {item.label}
              </Link>
            </li>
          )
        })}
        <li className="flex-1">
          <Menu
            side="top"
            trigger={
              <button
                type="button"
                className={classes(ITEM, isBelow ? 'text-accent-strong' : 'text-ink-soft')}
              >
                <Ellipsis aria-hidden className="size-5" />
                More
              </button>
            }
          >
            <MenuLabel>
              {person.name}, {person.role}
            </MenuLabel>
            {below.map((item) => (
              <MenuLink key={item.place} href={item.href} icon={item.icon}>
                {item.label}
              </MenuLink>
            ))}
            {below.length > 0 && <MenuSeparator />}
            {foot.map((item) => (
              <MenuLink key={item.place} href={item.href} icon={item.icon}>
                {item.label}
              </MenuLink>
            ))}
            <MenuSeparator />
            <MenuLink href={paths.account()} icon={CircleUser}>
              Your account
            </MenuLink>
            <MenuLink href={paths.about()} icon={Info}>
              About
            </MenuLink>
            <SignOutItem signOut={person.signOut} />
          </Menu>
        </li>
      </ul>
    </nav>
  )
}
