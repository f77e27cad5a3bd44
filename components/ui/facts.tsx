import type { ReactNode } from 'react'
import { classes } from './classes'

/** Names and values beneath each other: `<Facts><Fact name="CMID">…</Fact></Facts>`. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={classes('grid grid-cols-[minmax(8rem,max-content)_1fr] gap-x-6 gap-y-2', className)}>
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
