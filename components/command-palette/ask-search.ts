import type { Condition } from '@/lib/activation/assess'
import { paths } from '@/lib/format/paths'

/** What GET /api/search answers. */
export interface SearchAnswer {
  clients: { name: string; condition: Condition; product: string | null }[]
  hosts: { name: string }[]
}

/** Machines and KMS hosts with this text in their name. Throws when the server does not answer. */
export async function askSearch(text: string, signal: AbortSignal): Promise<SearchAnswer> {
  const response = await fetch(paths.api.search(text), { signal })
  if (!response.ok) throw new Error(`search answered ${response.status}`)
  return response.json()
}
