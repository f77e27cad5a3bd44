import { CLIENT_FILTERS, type ClientFilterField, NAMES_LIMIT } from '@/lib/format/client-fields'
import { type FieldChange, fieldValue, filterField, joinFilters } from '@/lib/format/clients-filter'

/** What a text in the search box asks for: the qualifiers it holds, and the words that are left. */
export interface ParsedText {
  text: string
  found: FieldChange
}

const TOKEN = /(\w+):(?:"([^"]*)"|(\S+))|"([^"]+)"|(\S+)/g

const FIELD_OF_QUALIFIER = new Map(
  CLIENT_FILTERS.map((field) => [filterField(field).qualifier ?? field, field] as const),
)

/** Takes `state:notification expires:<14d host:kms02 "exact name" rest` apart; what makes no sense stays text. */
export function parseQualifiers(input: string): ParsedText {
  let found: FieldChange = {}
  const rest: string[] = []
  for (const [whole, word = '', quoted, plain, exact] of input.matchAll(TOKEN)) {
    const field = exact === undefined ? FIELD_OF_QUALIFIER.get(word.toLowerCase()) : 'names'
    const texts = plain?.split(',') ?? [exact ?? quoted ?? '']
    const more = field && readField(field, texts)
    if (more) found = { ...found, ...joinFilters(found, more) }
    else rest.push(whole)
  }
  return { text: rest.join(' '), found }
}

/** Nothing when one of the texts makes no sense for the field. */
function readField(field: ClientFilterField, texts: readonly string[]): FieldChange | undefined {
  const items = texts.map((text) => filterField(field).read(text))
  return items.includes(null) ? undefined : fieldValue(field, items)
}

/** True when a text holds something that belongs into chips. */
export function hasQualifiers(input: string): boolean {
  return Object.keys(parseQualifiers(input).found).length > 0
}

export interface PastedNames {
  names: string[]
  /** more were pasted than can be asked for at once */
  leftOut: number
}

/** Several machine names, one a line or separated by commas, semicolons or tabs; absent for a single word. */
export function pastedNames(text: string): PastedNames | undefined {
  if (!/[\n,;\t]/.test(text.trim())) return undefined
  const words = text.split(/[\s,;]+/).map((word) => word.trim().replace(/^"|"$/g, '').toLowerCase())
  const names = [...new Set(words.filter(Boolean))]
  if (names.length < 2) return undefined
  return { names: names.slice(0, NAMES_LIMIT), leftOut: Math.max(0, names.length - NAMES_LIMIT) }
}
