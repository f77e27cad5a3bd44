import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { NEVER_HEARD_KINDS } from '@/lib/data/networks/never-heard'

/** What the address of the page carries. */
export const neverHeardParams = {
  show: parseAsStringLiteral([...NEVER_HEARD_KINDS, 'all'] as const).withDefault('active'),
  q: parseAsString.withDefault(''),
  after: parseAsString.withDefault(''),
}

export const loadNeverHeardParams = createLoader(neverHeardParams)
