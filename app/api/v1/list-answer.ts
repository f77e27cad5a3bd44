import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'

const LONGEST_PAGE = 500
const PAGE_SIZE = 50
const OWN = ['limit', 'cursor', 'fields']

export interface ListRequest {
  limit: number
  /** where the page begins; absent for the first one */
  cursor: string | undefined
  fields: string[] | undefined
}

/** What is asked of a list: its filters beside limit, cursor and fields. A word that nobody knows is refused, never ignored. */
export function listRequest(request: Request, filters: readonly string[]): ListRequest | Response {
  const { searchParams } = new URL(request.url)
  const unknown = [...searchParams.keys()].find((name) => !OWN.includes(name) && !filters.includes(name))
  if (unknown !== undefined) {
    const known = [...filters, ...OWN].join(', ')
    return problem(400, 'unknownParameter', `There is no parameter ${unknown}. Known are ${known}.`)
  }
  const limit = searchParams.get('limit') ?? String(PAGE_SIZE)
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > LONGEST_PAGE) {
    return problem(400, 'limit', `limit is a number from 1 to ${LONGEST_PAGE}.`)
  }
  const fields = searchParams.get('fields')?.split(',').filter(Boolean)
  return { limit: Number(limit), cursor: searchParams.get('cursor') ?? undefined, fields }
}

/** `{ items, next }`: next is the cursor of the page that follows, or null. `known` are the fields there are. */
export function listAnswer<Row extends object>(
  { fields }: Pick<ListRequest, 'fields'>,
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
  return Response.json({ items, next: next ?? null }, { headers: ANSWER_HEADERS })
}
