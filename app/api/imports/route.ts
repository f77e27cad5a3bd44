import { apiRoute } from '@/lib/auth/api-route'
import { loadImports } from '@/lib/data/imports/imports'
import { HEADERS, receive } from './receive-upload'

/** A page of imports, newest first: `{ imports, next }`. */
export const GET = apiRoute('import.read', async (actor, request) => {
  const { searchParams } = new URL(request.url)
  const { imports, next } = await loadImports(actor, {
    before: searchParams.get('before') ?? undefined,
    source: searchParams.get('source') ?? undefined,
  })
  return Response.json({ imports, next: next ?? null }, { headers: HEADERS })
})

/** One file as the raw body: `{ id }` with 201, or 413 when it is larger than the limit. */
export const POST = apiRoute('import.create', receive)
