import type { CandidateFilter } from '@/lib/data/exchange/candidate-rows'
import { NAMES_LIMIT } from '@/lib/format/client-fields'
import type { OfflineChoiceQuery } from '@/lib/format/paths'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the address asks for; nonsense is left out. */
export function parseChoice(params: Record<string, string | string[] | undefined>): OfflineChoiceQuery {
  const text = (name: string, most = 200) => {
    const value = params[name]
    const trimmed = typeof value === 'string' ? value.trim().slice(0, most) : ''
    return trimmed === '' ? undefined : trimmed
  }
  const uuid = (name: string) => {
    const value = text(name)
    return value !== undefined && UUID.test(value) ? value : undefined
  }
  return {
    key: uuid('key'),
    domain: text('domain')?.toLowerCase(),
    unit: uuid('unit'),
    q: text('q')?.toLowerCase(),
    names: text('names', 16_000)?.toLowerCase(),
  }
}

/** The same for the loader. */
export function choiceOf(
  asked: OfflineChoiceQuery,
): Pick<CandidateFilter, 'names' | 'domain' | 'unitId' | 'q'> {
  const names = namesOf(asked.names ?? '').slice(0, NAMES_LIMIT)
  return {
    names: names.length > 0 ? names : undefined,
    domain: asked.domain,
    unitId: asked.unit,
    q: asked.q,
  }
}

/** Names out of a pasted list: one a line, or between commas, semicolons and blanks. */
export function namesOf(text: string): string[] {
  const names = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== '')
  return [...new Set(names)]
}
