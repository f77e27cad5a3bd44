import { parseAsArrayOf, parseAsString } from 'nuqs/server'

/** The wizard in the address: the name and the hosts behind it. */
export const aliasParams = {
  name: parseAsString.withDefault(''),
  hosts: parseAsArrayOf(parseAsString).withDefault([]),
}
