'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'

interface PagerProps {
  /** What is shown, in words: '50 of 12,418 clients'. */
  children: ReactNode
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** The foot of a list: how much of it this is, and the way on. */
export function Pager({ children, onPrevious, onNext }: PagerProps) {
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 text-table text-ink-soft">
      <div role="status">{children}</div>
      {(onPrevious || onNext) && (
        <div className="flex gap-2">
          <Button size="small" icon={ChevronLeft} onClick={onPrevious} disabled={!onPrevious}>
            Previous
          </Button>
          <Button size="small" onClick={onNext} disabled={!onNext}>
            Next
            <ChevronRight aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </nav>
  )
}
