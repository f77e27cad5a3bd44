import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { NEVER_HEARD_KINDS } from './never-heard'

/** What the addresses of the page and of its export carry. */
const neverHeardParams = {
  show: parseAsStringLiteral([...NEVER_HEARD_KINDS, 'all'] as const).withDefault('active'),
  q: parseAsString.withDefault(''),
  after: parseAsString.withDefault(''),
}

export const loadNeverHeardParams = createLoader(neverHeardParams)
