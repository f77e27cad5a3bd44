import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { HOST_STATES } from '@/lib/activation/kms/host-state'

/** What is asked of GET /api/kms-hosts. Nonsense falls back to the defaults. */
const hostsParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(HOST_STATES)).withDefault([]),
  after: parseAsString,
  before: parseAsString,
}

export const loadHostsParams = createLoader(hostsParams)
