import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const TYPES: Readonly<Record<string, string>> = {
  string: 'Fill this in.',
  number: 'Enter a number.',
  int: 'Enter a whole number.',
  boolean: 'Choose yes or no.',
  array: 'Enter at least one.',
  date: 'Enter a date.',
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'Enter an address like name@example.com.',
  url: 'Enter an address like https://example.com.',
  date: 'Enter a date.',
  datetime: 'Enter a date and a time.',
  ipv4: 'Enter an IP address.',
  ipv6: 'Enter an IP address.',
  uuid: 'This no longer exists. Reload the page.',
}

/** For what no field of a form can bring about. */
const ODD = 'Check what you entered.'

/**
 * Parses as the schema says; what the schema has no sentence of its own for is said in plain ones. No text may hold a
 * NUL, which Postgres cannot store.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.ZodSafeParseResult<z.output<Schema>> {
  const path = pathOfNul(raw)
  if (path === undefined) return schema.safeParse(raw, { error: sentenceOf })
  const error = new z.ZodError([{ code: 'custom', path, message: HOLDS_NUL, input: undefined }])
  return { success: false, error: error as z.ZodError<z.output<Schema>> }
}

const HOLDS_NUL = 'This holds a character that cannot be seen or stored, such as a NUL. Take it out.'
const DEEPEST = 12

/** Where a text with a NUL stands; undefined when there is none. */
function pathOfNul(value: unknown, path: PropertyKey[] = []): PropertyKey[] | undefined {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? path : undefined
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return undefined
  for (const [name, part] of Object.entries(value)) {
    const found = name.includes('\u0000') ? path : pathOfNul(part, [...path, name])
    if (found) return found
  }
  return undefined
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? ODD
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Check the format.'
    case 'invalid_value':
      return 'Choose one of the options.'
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return `${issue.inclusive === false ? 'Less than' : 'At most'} ${amount(issue.maximum, issue.origin)}.`
    case 'not_multiple_of':
      return `Enter a multiple of ${issue.divisor}.`
    default:
      return ODD
  }
}

function tooSmall({ minimum, origin, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  const isEmpty = minimum === 1 && inclusive !== false
  if (isEmpty && origin === 'string') return 'Fill this in.'
  if (isEmpty && origin === 'array') return 'Enter at least one.'
  return `${inclusive === false ? 'More than' : 'At least'} ${amount(minimum, origin)}.`
}

function amount(limit: number | bigint, origin: string): string {
  const number = limit.toLocaleString('en-GB')
  if (origin === 'string') return `${number} characters`
  if (origin === 'array') return limit === 1 ? '1 entry' : `${number} entries`
  return number
}
