'use client'

import { useEffect } from 'react'
import { paths } from '@/lib/format/paths'

const EVERY_MS = 10 * 60_000

/** Tells the console that the person is here, so that the next time it knows what is new to them. */
export function Here() {
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== 'visible') return
      void fetch(paths.api.visit(), { method: 'POST', keepalive: true }).catch(() => undefined)
    }
    tell()
    const timer = setInterval(tell, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return null
}
