import type { ReactNode } from 'react'
import { classes } from './classes'

/** Names and values beneath each other, on a narrow screen the value below its name: `<Facts><Fact name="CMID">…</Fact></Facts>`. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={classes(
        'grid grid-cols-[minmax(0,1fr)] sm:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)] gap-x-6 sm:gap-y-2',
        className,
      )}
    >
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft max-sm:text-table">{name}</dt>
      <dd className="min-w-0 max-w-[80ch] break-words max-sm:mb-2.5 max-sm:last:mb-0">{children}</dd>
    </>
  )
}
