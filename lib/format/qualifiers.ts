import { CONDITIONS } from '../activation/words/labels'
import { nearestWord } from '../activation/words/nearest'
import { NAMES_LIMIT, NOT } from './client-fields'
import { type FilterTable, type FilterValues, joined, valueFrom } from './filter-table'
import { LIST_GROUPS, type ListGroup } from './list-groups'

/** What a text in the search box asks for: the qualifiers it holds, the words that are left, and what makes no sense. */
export interface ParsedText {
  text: string
  found: FilterValues
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

type Problem = Omit<WordProblem, 'written'>

const TOKEN = /(-?[\w-]+):(?:"([^"]*)"|(\S*))|"([^"]+)"|(\S+)/g

const qualifierOf = (table: FilterTable, field: string) => table[field]?.qualifier ?? field

/** The field that a word before a colon means. */
function fieldOf(table: FilterTable, word: string): string | undefined {
  return Object.keys(table).find(
    (field) => qualifierOf(table, field) === word || table[field]?.short === word,
  )
}

/**
 * Takes `state:notification -host:kms02 expires:<2w "exact name" rest` apart. A word with a colon that is no filter, or whose
 * value is none, is a problem and never searched for: it would find nothing.
 */
export function parseQualifiers(input: string, table: FilterTable): ParsedText {
  let found: FilterValues = {}
  let group: ListGroup | undefined
  const rest: string[] = []
  const problems: WordProblem[] = []
  for (const [whole, qualifier, quoted, plain, exact] of input.matchAll(TOKEN)) {
    if (exact !== undefined && !exact.includes(' ') && table.names)
      found = added(table, found, { names: [exact.toLowerCase()] })
    else if (qualifier === undefined) rest.push(exact ?? whole)
    else if (qualifier.toLowerCase() === 'group') {
      const asked = groupNamed(quoted ?? plain ?? '')
      if (typeof asked === 'string') group = asked
      else problems.push({ written: whole, ...asked })
    } else {
      const read = readWord(
        table,
        qualifier.toLowerCase(),
        quoted === undefined ? (plain ?? '').split(',') : [quoted],
      )
      if (isProblem(read)) problems.push({ written: whole, ...read })
      else found = added(table, found, read)
    }
  }
  return { text: rest.join(' '), found, problems, ...(group && { group }) }
}

const isProblem = (read: FilterValues | Problem): read is Problem => 'why' in read

function groupNamed(text: string): ListGroup | Problem {
  const asked = LIST_GROUPS.find((group) => group === text.toLowerCase())
  if (asked) return asked
  const nearest = nearestWord(text.toLowerCase(), LIST_GROUPS)
  const why = `group is by ${LIST_GROUPS.join(', ')}`
  return { why, ...(nearest !== undefined && { nearest: `group:${nearest}` }) }
}

const added = (table: FilterTable, found: FilterValues, more: FilterValues): FilterValues => ({
  ...found,
  ...joined(table, found, more),
})

function readWord(table: FilterTable, written: string, texts: readonly string[]): FilterValues | Problem {
  const isNot = written.startsWith(NOT)
  const word = isNot ? written.slice(NOT.length) : written
  const sign = isNot ? NOT : ''
  const meant = (field: string) =>
    `${sign}${qualifierOf(table, field)}:${mended(table, field, texts).join(',')}`
  const field = fieldOf(table, word)
  const filter = field === undefined ? undefined : table[field]
  if (field === undefined || filter === undefined) {
    const other = fieldMeant(table, word, texts)
    return { why: `${word} is no filter`, ...(other && { nearest: meant(other) }) }
  }
  const { read, negates, label } = filter
  if (isNot && !negates) return { why: `${label} cannot be left out with a minus` }
  const bad = texts.find((text) => read(text) === null)
  if (bad !== undefined) {
    const isMended = mended(table, field, texts).every((text) => read(text) !== null)
    const why = bad === '' ? `${word}: has no value` : `${bad} is no value of ${word}`
    return { why, ...(isMended && { nearest: meant(field) }) }
  }
  if (!isNot) return { [field]: valueFrom(filter, texts.map(read)) }
  if (field === 'state') return { state: CONDITIONS.filter((one) => !texts.map(read).includes(one)) }
  return {
    [field]: valueFrom(
      filter,
      texts.map((text) => read(NOT + text)),
    ),
  }
}

/** The field of an alias, else of the nearest qualifier; of several equally near the one that offers these values. */
function fieldMeant(table: FilterTable, word: string, texts: readonly string[]): string | undefined {
  const fields = Object.keys(table)
  const aliased = fields.find((field) => table[field]?.alias?.includes(word))
  if (aliased) return aliased
  const qualifiers = (some: readonly string[]) =>
    some.flatMap((field) => [qualifierOf(table, field), table[field]?.short ?? []].flat())
  const offering = fields.filter((field) =>
    texts.every((text) => table[field]?.choices?.some(({ value }) => value === text.toLowerCase())),
  )
  const near = nearestWord(word, qualifiers(fields)) ?? nearestWord(word, qualifiers(offering))
  return near === undefined ? undefined : fieldOf(table, near)
}

/** The values, each that makes no sense as the choice it is near to, if it is. */
function mended(table: FilterTable, field: string, texts: readonly string[]): string[] {
  const { read, choices = [] } = table[field] ?? {}
  const values = choices.map(({ value }) => value)
  return texts.map((text) => (read?.(text) === null ? (nearestWord(text, values) ?? text) : text))
}

/** True when a text holds something that belongs into chips, or that has to be mended first. */
export function hasQualifiers(input: string, table: FilterTable): boolean {
  const { found, problems, group } = parseQualifiers(input, table)
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
