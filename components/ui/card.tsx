import type { ReactNode } from 'react'
import { classes } from './classes'

interface SectionProps {
  title?: ReactNode
  /** One line beneath the title. */
  hint?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children: ReactNode
  className?: string
  id?: string
}

/** A titled part of a page. */
export function Section({ title, hint, actions, children, className, id }: SectionProps) {
  const titleId = id ? `${id}-title` : undefined
  return (
    <section
      id={id}
      aria-labelledby={title ? titleId : undefined}
      className={classes('grid gap-3 min-w-0 scroll-mt-16', className)}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <div className="grid gap-0.5">
            {title && (
              <h2 id={titleId} className="text-base font-semibold">
                {title}
              </h2>
            )}
            {hint && <p className="text-ink-soft max-w-[72ch]">{hint}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}

/** A bordered surface. `flush` leaves out the padding, for tables and lists. */
export function Card({
  children,
  className,
  flush,
}: {
  children: ReactNode
  className?: string
  flush?: true
}) {
  return (
    <div
      data-frame
      className={classes('rounded-md border bg-raised min-w-0', flush ? 'overflow-hidden' : 'p-4', className)}
    >
      {children}
    </div>
  )
}
