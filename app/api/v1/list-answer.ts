import { createHash } from 'node:crypto'
import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import type { CountedGroups } from '@/lib/format/list-groups'
import { parameterProblem } from './parameters'

const LONGEST_PAGE = 500
const PAGE_SIZE = 50
const OWN = ['limit', 'cursor', 'fields']

export interface ListRequest {
  limit: number
  /** where the page begins, as the loader gave it; absent for the first one */
  cursor: string | undefined
  fields: string[] | undefined
  /** tells a list, its filters and its order from others: a cursor is of one of them */
  question: string
}

/** How the address of a page is read, by parameter; null for what is not understood. */
type Parsers = Readonly<Record<string, { parse(text: string): unknown }>>

/**
 * What is asked of a list: its filters beside limit, cursor and fields. A word that nobody knows is refused, never ignored,
 * and so is a cursor that is not of this list with these filters.
 */
export function listRequest(
  request: Request,
  filters: readonly string[],
  parsers: Parsers = {},
): ListRequest | Response {
  const { pathname, searchParams } = new URL(request.url)
  const wrong = parameterProblem(searchParams, [...filters, ...OWN])
  if (wrong) return wrong
  const misread = [...searchParams.keys()].find((name) =>
    isMisread(parsers[name], searchParams.get(name) ?? ''),
  )
  if (misread !== undefined) {
    return problem(400, 'filter', `Of ${misread} the value ${searchParams.get(misread)} is not understood.`)
  }
  const limit = searchParams.get('limit') ?? String(PAGE_SIZE)
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > LONGEST_PAGE) {
    return problem(400, 'limit', `limit is a number from 1 to ${LONGEST_PAGE}.`)
  }
  const question = questionOf(pathname, searchParams)
  const given = searchParams.get('cursor')
  const cursor = given === null ? undefined : openedCursor(given, question)
  if (given !== null && cursor === undefined) return wrongCursor()
  const fields = searchParams.get('fields')?.split(',').filter(Boolean)
  return { limit: Number(limit), cursor, fields: fields?.length ? fields : undefined, question }
}

/** A page falls back where its address is nonsense; a program would take the whole list for what it asked. */
function isMisread(parser: Parsers[string] | undefined, text: string): boolean {
  if (parser === undefined || text === '') return false
  const value = parser.parse(text)
  return Array.isArray(value) ? value.length < text.split(',').length : value === null
}

export function wrongCursor(): Response {
  return problem(400, 'cursor', 'cursor is the `next` of the page before, with the same filters and order.')
}

function questionOf(pathname: string, searchParams: URLSearchParams): string {
  const asked = [...searchParams].filter(([name]) => !OWN.includes(name)).toSorted()
  return JSON.stringify([pathname, asked])
}

const CHECK_LENGTH = 12

const checkOf = (place: string, question: string) =>
  createHash('sha256').update(`${question}\n${place}`).digest('base64url').slice(0, CHECK_LENGTH)

const sealedCursor = (place: string, question: string) =>
  `${Buffer.from(place).toString('base64url')}.${checkOf(place, question)}`

function openedCursor(cursor: string, question: string): string | undefined {
  const place = Buffer.from(cursor.split('.', 1)[0] ?? '', 'base64url').toString()
  return cursor === sealedCursor(place, question) ? place : undefined
}

/** A list turned into counts. */
export function groupsAnswer({ groups, isExact }: CountedGroups): Response {
  if (!isExact) {
    return problem(422, 'tooMany', 'More than 60,000 match and are counted one by one: narrow the list.')
  }
  const items = groups.map(({ value, count, byCondition }) => ({ value, count, byCondition }))
  return Response.json({ items, next: null }, { headers: ANSWER_HEADERS })
}

/** `{ items, next }`: next is the cursor of the page that follows, or null. `known` are the fields there are. */
export function listAnswer<Row extends object>(
  { fields, question }: Pick<ListRequest, 'fields' | 'question'>,
  known: readonly (keyof Row & string)[],
  rows: readonly Row[],
  next: string | undefined,
): Response {
  const unknown = fields?.find((field) => !known.some((one) => one === field))
  if (unknown !== undefined) {
    return problem(400, 'unknownField', `There is no field ${unknown}. Known are ${known.join(', ')}.`)
  }
  const wanted = known.filter((field) => fields?.includes(field) ?? true)
  const items = rows.map((row) => Object.fromEntries(wanted.map((field) => [field, row[field]])))
  const cursor = next === undefined ? null : sealedCursor(next, question)
  return Response.json({ items, next: cursor }, { headers: ANSWER_HEADERS })
}
