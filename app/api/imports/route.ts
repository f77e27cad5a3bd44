import { apiRoute } from '@/lib/auth/api-route'
import { loadImports } from '@/lib/data/imports/imports'
import { HEADERS, receive } from './receive-upload'

/** A page of imports, newest first: `{ imports, next }`. */
export const GET = apiRoute('import.read', async (actor, request) => {
  const before = new URL(request.url).searchParams.get('before') ?? undefined
  const { imports, next } = await loadImports(actor, { before })
  return Response.json({ imports, next: next ?? null }, { headers: HEADERS })
})

/** One file as the raw body: `{ id }` with 201, or 413 when it is larger than the limit. */
export const POST = apiRoute('import.create', receive)
