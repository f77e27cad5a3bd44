'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const NowContext = createContext<Date>(new Date(0))

/**
 * One clock for a page. It starts at the server's time, so that server and browser write the same words,
 * and moves on by the browser's elapsed time every half minute.
 */
export function NowProvider({ now, children }: { now: string; children: ReactNode }) {
  const [shown, setShown] = useState(() => new Date(now))
  useEffect(() => {
    const server = Date.parse(now)
    const started = performance.now()
    const tick = () => setShown(new Date(server + performance.now() - started))
    const timer = setInterval(tick, 30_000)
    return () => clearInterval(timer)
  }, [now])
  return <NowContext.Provider value={shown}>{children}</NowContext.Provider>
}

/** The moment to compare with, in client components. */
export function useNow(): Date {
  return useContext(NowContext)
}
