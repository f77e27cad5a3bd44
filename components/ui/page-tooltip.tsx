'use client'

import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect, useState } from 'react'
import { formatDateTime, formatLocalDateTime } from '@/lib/format/dates'

/** Milliseconds the pointer rests on something before it is explained, and until the explanation goes. */
const DELAY = { open: 350, close: 60 } as const

/** What has an explanation: an element with `data-tip`, a moment, a cell of a table whose text is cut short. */
const EXPLAINED = '[data-tip], time, td[data-look*="cut"]'

/**
 * The one tooltip of the page. A table has hundreds of things to explain and shows one at a time, so nothing is
 * attached to any of them: this listens to the pointer and to the focus of the whole page.
 */
export function PageTooltip() {
  const [explained, setExplained] = useState<Element | null>(null)
  const [open, setOpen] = useState(false)
  useEffect(
    () =>
      listenForExplained((element) => {
        if (element) setExplained(element)
        setOpen(element !== null)
      }),
    [],
  )
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Portal role="region" aria-label="Explanation">
        <Tooltip.Positioner
          anchor={explained}
          side={explained?.getAttribute('data-tip-side') === 'right' ? 'right' : 'top'}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 data-anchor-hidden:invisible"
        >
          <Tooltip.Popup
            role="tooltip"
            className="overlay appear max-w-72 px-2.5 py-1.5 text-xs text-ink [text-wrap:pretty]"
          >
            {explained && <Explanation of={explained} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

function Explanation({ of: element }: { of: Element }) {
  const tip = element.getAttribute('data-tip')
  if (tip !== null) return tip
  if (!(element instanceof HTMLTimeElement)) return element.textContent
  const moment = new Date(element.dateTime)
  return (
    <span className="grid gap-0.5 tabular-nums">
      <span>{formatDateTime(moment)}</span>
      <span className="text-ink-soft">{formatLocalDateTime(moment)} here</span>
    </span>
  )
}

/** Calls `show` with what is to be explained now, or null; returns how to stop. */
function listenForExplained(show: (element: Element | null) => void): () => void {
  const stop = new AbortController()
  let aimed: Element | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const aim = (element: Element | null, delay: number) => {
    if (element === aimed) return
    aimed = element
    clearTimeout(timer)
    timer = setTimeout(() => show(element), delay)
  }
  const rest = () => aim(null, 0)
  const listen = <Name extends keyof DocumentEventMap>(
    name: Name,
    handle: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, handle, { signal: stop.signal })

  listen('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch' || isTooltip(target)) return
    const element = explainedAt(target)
    aim(element, element ? DELAY.open : DELAY.close)
  })
  listen('focusin', ({ target }) => {
    if (target instanceof Element && target.matches(':focus-visible')) aim(explainedAt(target), 0)
  })
  listen('focusout', rest)
  listen('pointerdown', rest)
  listen('keydown', ({ key }) => {
    if (key === 'Escape' || key === 'Enter') rest()
  })
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}

/** The tooltip itself may be pointed at, and stays. */
const isTooltip = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="tooltip"]') !== null

function explainedAt(target: EventTarget | null): Element | null {
  const element = target instanceof Element ? target.closest(EXPLAINED) : null
  const isWhole = element?.matches('td') && element.scrollWidth <= element.clientWidth
  return isWhole ? null : element
}
