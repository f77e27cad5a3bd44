import { problem } from '@/lib/auth/problem'

/** An address of the API that is none of its calls: a program gets a problem, not a page. */
function answer(): Response {
  return problem(404, 'unknownCall', 'The API has no such call. /api/v1/openapi.json describes those it has.')
}

export { answer as GET }
