import { createLoader, parseAsString } from 'nuqs/server'

/** What the answer is about: names and codes that the record and the reference know, never the text that was pasted. */
export const loadDeskParams = createLoader({ about: parseAsString.withDefault('') })
