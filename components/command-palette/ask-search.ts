import type { Condition } from '@/lib/activation/license/assess'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { paths } from '@/lib/format/paths'

/** What GET /api/search answers. */
export interface SearchAnswer {
  isNearest?: true
  code?: { code: string; meaning: string; remedy: string; machines: number }
  clients: { name: string; condition: Condition; product: string | null }[]
  forgotten: { name: string }[]
  hosts: { name: string }[]
  keys: { id: string; label: string; lastFive: string }[]
  people: { id: string; name: string; email: string }[]
}

/** Machines, KMS hosts and keys that this text names; of a product key only its last five leave the browser.
 * Throws when the server does not answer. */
export async function askSearch(text: string, signal: AbortSignal): Promise<SearchAnswer> {
  const response = await fetch(paths.api.search(lookUpText(text)), { signal })
  if (!response.ok) throw new Error(`search answered ${response.status}`)
  return response.json()
}
