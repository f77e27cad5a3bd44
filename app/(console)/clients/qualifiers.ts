import { CONDITIONS } from '@/lib/activation/words/labels'
import { nearestWord } from '@/lib/activation/words/nearest'
import { CLIENT_FILTERS, type ClientFilterField, NAMES_LIMIT, NOT } from '@/lib/format/client-fields'
import { type FieldChange, fieldValue, filterField, joinFilters } from '@/lib/format/clients-filter'
import { LIST_GROUPS, type ListGroup } from '@/lib/format/list-groups'

/** What a text in the search box asks for: the qualifiers it holds, the words that are left, and what makes no sense. */
export interface ParsedText {
  text: string
  found: FieldChange
  /** what `group:` asks for */
  group?: ListGroup
  problems: WordProblem[]
}

/** A word with a colon that asks for nothing. */
export interface WordProblem {
  /** as typed: 'status:foo' */
  written: string
  /** without a full stop */
  why: string
  /** what was probably meant, whole */
  nearest?: string
}

const TOKEN = /(-?[\w-]+):(?:"([^"]*)"|(\S*))|"([^"]+)"|(\S+)/g

const qualifierOf = (field: ClientFilterField) => filterField(field).qualifier ?? field
const FIELD_OF_QUALIFIER = new Map(
  CLIENT_FILTERS.flatMap((field) =>
    [qualifierOf(field), filterField(field).short ?? []].flat().map((word) => [word, field] as const),
  ),
)
const FIELD_OF_ALIAS = new Map(
  CLIENT_FILTERS.flatMap((field) => (filterField(field).alias ?? []).map((alias) => [alias, field] as const)),
)

/**
 * Takes `state:notification -host:kms02 expires:<2w "exact name" rest` apart. A word with a colon that is no filter, or whose
 * value is none, is a problem and never searched for: it would find nothing.
 */
export function parseQualifiers(input: string): ParsedText {
  let found: FieldChange = {}
  let group: ListGroup | undefined
  const rest: string[] = []
  const problems: WordProblem[] = []
  for (const [whole, qualifier, quoted, plain, exact] of input.matchAll(TOKEN)) {
    if (exact !== undefined && !exact.includes(' '))
      found = joined(found, fieldValue('names', [exact.toLowerCase()]))
    else if (qualifier === undefined) rest.push(exact ?? whole)
    else if (qualifier.toLowerCase() === 'group') {
      const asked = groupNamed(quoted ?? plain ?? '')
      if (typeof asked === 'string') group = asked
      else problems.push({ written: whole, ...asked })
    } else {
      const read = readWord(
        qualifier.toLowerCase(),
        quoted === undefined ? (plain ?? '').split(',') : [quoted],
      )
      if ('why' in read) problems.push({ written: whole, ...read })
      else found = joined(found, read)
    }
  }
  return { text: rest.join(' '), found, problems, ...(group && { group }) }
}

function groupNamed(text: string): ListGroup | Omit<WordProblem, 'written'> {
  const asked = LIST_GROUPS.find((group) => group === text.toLowerCase())
  if (asked) return asked
  const nearest = nearestWord(text.toLowerCase(), LIST_GROUPS)
  const why = `group is by ${LIST_GROUPS.join(', ')}`
  return { why, ...(nearest !== undefined && { nearest: `group:${nearest}` }) }
}

const joined = (found: FieldChange, more: FieldChange): FieldChange => ({
  ...found,
  ...joinFilters(found, more),
})

function readWord(written: string, texts: readonly string[]): FieldChange | Omit<WordProblem, 'written'> {
  const isNot = written.startsWith(NOT)
  const word = isNot ? written.slice(NOT.length) : written
  const sign = isNot ? NOT : ''
  const meant = (field: ClientFilterField) => `${sign}${qualifierOf(field)}:${mended(field, texts).join(',')}`
  const field = FIELD_OF_QUALIFIER.get(word)
  if (field === undefined) {
    const other = fieldMeant(word, texts)
    return { why: `${word} is no filter`, ...(other && { nearest: meant(other) }) }
  }
  const { read, negates, label } = filterField(field)
  if (isNot && !negates) return { why: `${label} cannot be left out with a minus` }
  const bad = texts.find((text) => read(text) === null)
  if (bad !== undefined) {
    const isMended = mended(field, texts).every((text) => read(text) !== null)
    const why = bad === '' ? `${word}: has no value` : `${bad} is no value of ${word}`
    return { why, ...(isMended && { nearest: meant(field) }) }
  }
  if (!isNot) return fieldValue(field, texts.map(read))
  if (field === 'state') return { state: CONDITIONS.filter((one) => !texts.map(read).includes(one)) }
  return fieldValue(
    field,
    texts.map((text) => read(NOT + text)),
  )
}

/** The field of an alias, else of the nearest qualifier; of several equally near the one that offers these values. */
function fieldMeant(word: string, texts: readonly string[]): ClientFilterField | undefined {
  const offering = [...FIELD_OF_QUALIFIER].filter(([, field]) =>
    texts.every((text) => filterField(field).choices?.some(({ value }) => value === text.toLowerCase())),
  )
  const near =
    nearestWord(word, FIELD_OF_QUALIFIER.keys()) ??
    nearestWord(
      word,
      offering.map(([qualifier]) => qualifier),
    )
  return FIELD_OF_ALIAS.get(word) ?? FIELD_OF_QUALIFIER.get(near ?? '')
}

/** The values, each that makes no sense as the choice it is near to, if it is. */
function mended(field: ClientFilterField, texts: readonly string[]): string[] {
  const { read, choices = [] } = filterField(field)
  const values = choices.map(({ value }) => value)
  return texts.map((text) => (read(text) === null ? (nearestWord(text, values) ?? text) : text))
}

/** True when a text holds something that belongs into chips, or that has to be mended first. */
export function hasQualifiers(input: string): boolean {
  const { found, problems, group } = parseQualifiers(input)
  return problems.length > 0 || group !== undefined || Object.keys(found).length > 0
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
