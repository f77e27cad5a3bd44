import type { ReactNode } from 'react'

/** A key on the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex items-center justify-center h-5 min-w-5 px-1 rounded-sm border bg-sunken font-mono text-[11px] text-ink-soft">
      {children}
    </kbd>
  )
}
