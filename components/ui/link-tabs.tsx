import type { ReactNode } from 'react'
import { classes } from './classes'
import { Link } from './link'

interface LinkTabsProps {
  /** What is chosen between: 'Kinds', 'Filter'. */
  label: string
  /** LinkTab, and at the end words on what narrows the list besides. */
  children: ReactNode
}

/** Narrows what stands below to one kind; each choice has its address. Scrolls inside itself where it is too long. */
export function LinkTabs({ label, children }: LinkTabsProps) {
  return (
    <nav
      aria-label={label}
      className="flex items-center gap-1 border-b overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
    >
      {children}
    </nav>
  )
}

interface LinkTabProps {
  href: string
  current: boolean
  /** How many there are of it, in words. */
  count?: string
  children: ReactNode
}

export function LinkTab({ href, current, count, children }: LinkTabProps) {
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classes(
        'h-9 px-2.5 inline-flex items-center gap-1.5 whitespace-nowrap font-medium border-b-2 rounded-t-sm',
        'focus-visible:outline-offset-[-2px]',
        current ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink',
      )}
    >
      {children} {count !== undefined && <span className="text-ink-faint font-normal">{count}</span>}
    </Link>
  )
}
