import { openApi } from '../openapi'

/** The API as OpenAPI 3.1; it holds nothing of the fleet, so anybody may read it. */
export function GET(): Response {
  return Response.json(openApi(), { headers: { 'X-Content-Type-Options': 'nosniff' } })
}
