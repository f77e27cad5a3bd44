import type { ReactNode } from 'react'
import { classes } from './classes'

/** Short facts on one line with dots between them; where the line breaks, no dot is left over. */
export function Parts({ children }: { children: ReactNode }) {
  return (
    <span className="block overflow-x-clip">
      <span className="-ml-4 flex flex-wrap items-center gap-y-1">{children}</span>
    </span>
  )
}

/** `undotted` for a badge, which stands apart by itself. */
export function Part({ children, undotted }: { children: ReactNode; undotted?: true }) {
  return (
    <span
      className={classes(
        'relative min-w-0 pl-4 break-words',
        !undotted && "before:absolute before:left-0 before:w-4 before:text-center before:content-['·'/'']",
      )}
    >
      {children}
    </span>
  )
}
