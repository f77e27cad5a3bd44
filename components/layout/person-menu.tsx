'use client'

import { ChevronsUpDown, LogOut } from 'lucide-react'
import { classes } from '../ui/classes'
import { Menu, MenuItem, MenuLabel } from '../ui/menu'

export interface Person {
  name: string
  /** 'Licensing admin' */
  role: string
  /** Ends the session and goes to the sign-in page. */
  signOut: () => Promise<void>
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')

/** Who is signed in, and the way out. */
export function PersonMenu({ person, narrow }: { person: Person; narrow: boolean }) {
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
      <MenuItem icon={LogOut} onSelect={() => void person.signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
