'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { formatDateTime, formatLocalDateTime } from '@/lib/format/dates'
import { keptTimeZone } from '../layout/choice-cookies'

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
  useEffect(() => listenForExplained(setExplained), [])
  if (!explained) return null
  return (
    <section aria-label="Explanation">
      <Box of={explained} />
    </section>
  )
}

function Box({ of: element }: { of: Element }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = () => box.current && placeBeside(element, box.current)
    place()
    addEventListener('scroll', place, { capture: true, passive: true })
    return () => removeEventListener('scroll', place, { capture: true })
  }, [element])
  return (
    <div
      ref={box}
      role="tooltip"
      className="overlay fixed z-50 top-0 left-0 w-max max-w-72 px-2.5 py-1.5 text-xs text-ink [text-wrap:pretty]"
    >
      <Explanation of={element} />
    </div>
  )
}

/** Pixels between what is explained and its explanation, and from there to the edge of the window. */
const GAP = 6
const EDGE = 8

/** Above and centred, below where there is no room above; at the right of what asks for that. */
function placeBeside(element: Element, box: HTMLElement): void {
  const at = element.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const isRight = element.getAttribute('data-tip-side') === 'right'
  const above = at.top - height - GAP
  let left = at.left + (at.width - width) / 2
  let top = above < EDGE ? at.bottom + GAP : above
  if (isRight) {
    left = at.right + GAP
    top = at.top + (at.height - height) / 2
  }
  left = Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))
  box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
}

function Explanation({ of: element }: { of: Element }) {
  const tip = element.getAttribute('data-tip')
  if (tip !== null) return tip
  if (!(element instanceof HTMLTimeElement)) return element.textContent
  const moment = new Date(element.dateTime)
  const zone = keptTimeZone()
  return (
    <span className="grid gap-0.5 tabular-nums">
      <span>{formatDateTime(moment)}</span>
      <span className="text-ink-soft">
        {formatLocalDateTime(moment, zone)} {zone ? '' : 'here'}
      </span>
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
