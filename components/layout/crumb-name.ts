'use client'

import { useLayoutEffect, useSyncExternalStore } from 'react'

/** Names that pages gave to addresses made of an id, as long as this tab is open. */
let names: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

interface CrumbNameProps {
  /** The page of the thing, from `paths`. */
  path: string
  name: string
}

/** Tells the breadcrumb what the thing at an address is called, before the page is painted. */
export function CrumbName({ path, name }: CrumbNameProps) {
  useLayoutEffect(() => {
    if (names.get(path) === name) return
    names = new Map(names).set(path, name)
    for (const tell of listeners) tell()
  }, [path, name])
  return null
}

/** Undefined on the server, which does not know them yet when it writes the top bar. */
export function useCrumbNames(): ReadonlyMap<string, string> | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => names,
    () => undefined,
  )
}
