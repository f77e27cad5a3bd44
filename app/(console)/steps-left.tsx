'use client'

import { type ReactNode, useState } from 'react'
import { FIRST_STEPS_COOKIE, rememberInCookie } from '@/components/layout/choice-cookies'
import { Button } from '@/components/ui/button'

/** The first steps above an overview that has machines, folded, until they are done or put away. */
export function StepsLeft({ done, all, children }: { done: number; all: number; children: ReactNode }) {
  const [isDismissed, setDismissed] = useState(false)
  if (isDismissed) return null
  const dismiss = () => {
    rememberInCookie(FIRST_STEPS_COOKIE, 'dismissed')
    setDismissed(true)
  }
  return (
    <div className="flex flex-wrap items-start justify-between gap-2">
      <details className="min-w-0 flex-1">
        <summary className="w-fit cursor-pointer rounded-sm font-medium">
          First steps: {done} of {all} done
        </summary>
        <div className="mt-3">{children}</div>
      </details>
      <Button size="small" look="quiet" onClick={dismiss}>
        Dismiss the first steps
      </Button>
    </div>
  )
}
