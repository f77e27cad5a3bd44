import { CircleAlert, Inbox, Lock, type LucideIcon, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../ui/classes'

/** Which of the four kinds of nothing this is. */
export type EmptyKind = 'noData' | 'noMatch' | 'noPermission' | 'failed'

const ICON: Readonly<Record<EmptyKind, LucideIcon>> = {
  noData: Inbox,
  noMatch: SearchX,
  noPermission: Lock,
  failed: CircleAlert,
}

interface EmptyStateProps {
  kind: EmptyKind
  title: string
  children?: ReactNode
  /** What to do about it: one or two buttons. */
  actions?: ReactNode
  /** Without a frame: where it is the whole page, or stands in a panel. */
  bare?: true
}

/** Says why there is nothing here and what to do: no data yet, nothing matches, no permission, or a failure. */
export function EmptyState({ kind, title, children, actions, bare }: EmptyStateProps) {
  const Icon = ICON[kind]
  return (
    <div
      role={kind === 'failed' ? 'alert' : undefined}
      data-empty={kind}
      className={classes(
        'grid justify-items-center gap-3 px-6 py-14 text-center',
        !bare && 'rounded-md border bg-raised in-data-frame:border-0 in-data-frame:bg-transparent',
      )}
    >
      <Icon aria-hidden strokeWidth={1.5} className="size-7 text-ink-faint" />
      <div className="grid gap-1 justify-items-center">
        <p className="font-medium text-balance [overflow-wrap:anywhere]">{title}</p>
        {children && <div className="text-ink-soft max-w-[56ch] [text-wrap:pretty]">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div>}
    </div>
  )
}
