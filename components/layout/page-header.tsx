import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** One sentence beneath: what this page is about, or the answer it gives. */
  description?: ReactNode
  /** Buttons at the right, the primary one last. */
  actions?: ReactNode
}

/** On a narrow screen three and more share the width, so that none stands alone on a line. */
const ACTIONS =
  'flex flex-wrap items-center gap-2 max-sm:has-[>:nth-child(3)]:w-full max-sm:has-[>:nth-child(3)]:*:flex-1'

/** The head of a page: its only h1. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid gap-1 min-w-0">
        <h1 className="text-title font-semibold tracking-[-0.01em] [overflow-wrap:anywhere]">{title}</h1>
        {description && <div className="text-ink-soft max-w-[72ch]">{description}</div>}
      </div>
      {actions && <div className={ACTIONS}>{actions}</div>}
    </header>
  )
}
