'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useOptimistic, useState } from 'react'
import { useIsStalled } from './keep-asking'

const listeners = new Set<(address: string) => void>()

/** To be called inside the router's own transition, as `instrumentation-client.ts` does. */
export function navigationStarts(address: string): void {
  for (const tell of listeners) tell(address)
}

/**
 * The address the browser is on its way to, absent at rest. It is an optimistic value of the router's own transition:
 * React takes it back in the moment that transition ends, whether with the page, an error, a redirect or another way.
 */
export function useDestination(): string | undefined {
  const [destination, setDestination] = useOptimistic<string | undefined>(undefined)
  useEffect(() => {
    listeners.add(setDestination)
    return () => {
      listeners.delete(setDestination)
    }
  }, [setDestination])
  return destination
}

/** The path of the page one is on, or on the way to: what the rail and the breadcrumb name. */
export function usePlace(): string {
  const here = usePathname()
  const destination = useDestination()
  const isStalled = useIsStalled()
  return destination === undefined || isStalled ? here : new URL(destination, 'http://console').pathname
}

/** True once the same thing has been waited for so many milliseconds. */
export function useIsLong(waitsFor: string | undefined, milliseconds: number): boolean {
  const [long, setLong] = useState<string>()
  useEffect(() => {
    if (waitsFor === undefined) return
    const timer = setTimeout(() => setLong(waitsFor), milliseconds)
    return () => {
      clearTimeout(timer)
      setLong(undefined)
    }
  }, [waitsFor, milliseconds])
  return waitsFor !== undefined && long === waitsFor
}
