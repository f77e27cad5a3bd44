'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface Shown {
  text: ReactNode
  side: 'top' | 'bottom' | 'left' | 'right'
}

/** One tooltip for the whole page: a table has hundreds of things to explain and shows one at a time. */
const shared = Base.createHandle<Shown>()

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delay={350} closeDelay={60}>
      {children}
      <Base.Root handle={shared}>
        {({ payload }) => (
          <Base.Portal>
            <Base.Positioner side={payload?.side} sideOffset={6} collisionPadding={8} className="z-50">
              <Base.Popup
                role="tooltip"
                className="overlay appear max-w-72 px-2.5 py-1.5 text-xs text-ink [text-wrap:pretty]"
              >
                {payload?.text}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        )}
      </Base.Root>
    </Base.Provider>
  )
}

interface TooltipProps {
  text: ReactNode
  /** One element that can take focus. */
  children: ReactElement<Record<string, unknown>>
  side?: Shown['side']
}

/** A short explanation on hover and on focus. */
export function Tooltip({ text, children, side = 'top' }: TooltipProps) {
  return <Base.Trigger handle={shared} payload={{ text, side }} render={children} />
}
