'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useDestination, useIsLong } from './destination'
import { useIsStalled } from './keep-asking'
import { shapeOf } from './navigation'
import { PageSkeleton } from './page-skeleton'

/** An answer within this time needs no skeleton: it would only flash. */
const PATIENCE_MS = 250

/**
 * The page. While another one is on its way a bar runs along the top; if it takes long, its shape stands in for it,
 * and the old page comes back should the new one not arrive. Where the console does not answer at all, that is said.
 */
export function Content({ children }: { children: ReactNode }) {
  const here = usePathname()
  const destination = useDestination()
  const isLong = useIsLong(destination, PATIENCE_MS)
  const isStalled = useIsStalled() && destination !== undefined
  const pathname = destination && new URL(destination, 'http://console').pathname
  const shape = isLong && !isStalled && pathname && pathname !== here ? shapeOf(pathname) : undefined
  return (
    <main
      id="content"
      tabIndex={-1}
      aria-busy={destination !== undefined}
      className="flex-1 min-w-0 px-4 md:px-6 py-5 pb-24 md:pb-4 outline-none"
    >
      {destination !== undefined && (
        <div
          role="progressbar"
          aria-label="Loading the page"
          className="waiting-bar fixed z-50 inset-x-0 top-0 h-0.5"
        />
      )}
      <p
        role="status"
        className={
          isStalled
            ? 'overlay fixed z-50 top-3 left-1/2 -translate-x-1/2 w-max max-w-[calc(100vw-2rem)] px-3 py-2 text-table'
            : 'sr-only'
        }
      >
        {isStalled && 'The console does not answer. The page you chose opens as soon as it does.'}
      </p>
      {shape && <PageSkeleton shape={shape} />}
      <div hidden={shape !== undefined}>{children}</div>
    </main>
  )
}
