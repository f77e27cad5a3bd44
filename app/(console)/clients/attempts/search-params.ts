import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { COLLECTION_OUTCOMES } from '@/lib/activation/collection/outcome-table'

/** What the address of the page carries. */
export const loadAttemptsParams = createLoader({
  outcome: parseAsStringLiteral(COLLECTION_OUTCOMES),
  q: parseAsString.withDefault(''),
  after: parseAsString.withDefault(''),
})
