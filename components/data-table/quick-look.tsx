'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/button'

interface QuickLookProps {
  title: string
  children: ReactNode
  /** A link to the page of the row. */
  footer: ReactNode
  onClose: () => void
}

/** A look at one row beside the list, which stays usable. Esc closes it; its address can be shared. */
export function QuickLook({ title, children, footer, onClose }: QuickLookProps) {
  return (
    <aside
      data-quick-look
      aria-label={`Quick look at ${title}`}
      className="fixed z-30 bg-raised flex flex-col max-md:inset-x-0 max-md:bottom-14 max-md:max-h-[70dvh] max-md:border-t max-md:rounded-t-md md:right-0 md:top-12 md:bottom-0 md:w-[26rem] md:border-l max-md:shadow-overlay"
    >
      <header className="flex items-center justify-between gap-3 px-5 h-12 border-b shrink-0">
        <h2 title={title} className="font-mono text-table font-medium truncate">
          {title}
        </h2>
        <IconButton icon={X} size="small" label="Close the quick look" onClick={onClose} />
      </header>
      <div className="flex-1 overflow-y-auto px-5 py-4">{children}</div>
      <footer className="flex gap-2 px-5 py-3 border-t shrink-0">{footer}</footer>
    </aside>
  )
}
