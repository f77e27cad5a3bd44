import { apiError } from '@/lib/auth/api-route'
import { authFor } from '@/lib/auth/auth'
import { requestProtocol } from '@/lib/auth/same-origin'

/** What programs may ask of better-auth; people use the pages. Everything else it offers stays shut. */
const OPEN = new Set(['POST /api/auth/sign-in/email', 'POST /api/auth/sign-out', 'GET /api/auth/get-session'])

async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!OPEN.has(`${request.method} ${pathname}`)) return apiError(404, 'notFound', 'There is nothing here.')
  return authFor(requestProtocol(request.headers)).handler(request)
}

export { handle as GET, handle as POST }
