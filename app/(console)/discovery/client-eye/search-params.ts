import { createLoader, parseAsString } from 'nuqs/server'

/** A machine, and what is assumed of it: absent means as observed, empty means it has none. */
export const eyeParams = {
  name: parseAsString.withDefault(''),
  suffix: parseAsString,
  lookup: parseAsString,
  registered: parseAsString,
  cached: parseAsString,
  caching: parseAsString,
  generation: parseAsString,
  workgroup: parseAsString,
}

export const loadEyeParams = createLoader(eyeParams)
