'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Keeps the place of a chart until it comes into view: what draws charts is large, and few of them are seen at once. */
export function InView({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const isSeen = useSeen(place)
  return (
    <div ref={place} className="h-60">
      {isSeen && children}
    </div>
  )
}

const NEAR = { rootMargin: '120px' }

/** Whether an element has been near the window since it was there. */
function useSeen(place: { current: Element | null }): boolean {
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (isSeen || !place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setIsSeen(true)
    }, NEAR)
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isSeen, place])
  return isSeen
}
