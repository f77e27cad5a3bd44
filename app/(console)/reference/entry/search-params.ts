import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { OWN_KINDS } from '@/lib/activation/reference/own-entry'

/** Which entry: its kind, and its key where there is one. */
export const loadEntryParams = createLoader({
  kind: parseAsStringLiteral(OWN_KINDS).withDefault('product'),
  key: parseAsString.withDefault(''),
})
