import { createLoader, parseAsInteger } from 'nuqs/server'

/** How many CMIDs of the list come before the page. */
export const loadSharedCmidsParams = createLoader({ from: parseAsInteger.withDefault(0) })
