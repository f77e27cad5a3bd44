import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { REFERENCE_KINDS } from '@/lib/activation/reference/reference-kind'

/** What the address of the reference holds. Nonsense falls back to everything. */
const loadParams = createLoader({
  q: parseAsString.withDefault(''),
  kind: parseAsStringLiteral(REFERENCE_KINDS),
})

/** The text and the kind asked for; a product key in the address is cut to its last five. */
export async function referenceParams(searchParams: Promise<Record<string, string | string[] | undefined>>) {
  const { q, kind } = await loadParams(searchParams)
  return { q: lookUpText(q.slice(0, 200)), kind }
}
