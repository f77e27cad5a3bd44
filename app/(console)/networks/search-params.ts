import { parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** What the address of the networks page carries: the form that is open, and the name it starts with. */
export const networksParams = {
  add: parseAsStringLiteral(['zone', 'forest', 'domain', 'workgroup']),
  name: parseAsString,
}
