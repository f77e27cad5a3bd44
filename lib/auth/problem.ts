import { PROBLEM_TYPE, problemBody } from '@/lib/server/problem-body'

/** A refusal of the API. */
export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(problemBody(status, code, detail), {
    status,
    headers: { ...ANSWER_HEADERS, 'Content-Type': PROBLEM_TYPE, ...headers },
  })
}

/** On every answer of the API: they are nobody else's to keep or to guess at. */
export const ANSWER_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const
