import { z } from 'zod'

/** The imports list's URL: the place in the list. Nonsense falls back to its beginning. */
const importsQuery = z.object({ before: z.string().min(1).max(100).optional().catch(undefined) })

export type ImportsQuery = z.infer<typeof importsQuery>

export function parseImportsQuery(params: Record<string, string | string[] | undefined>): ImportsQuery {
  return importsQuery.parse(params)
}
