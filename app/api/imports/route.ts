import { apiRoute } from '@/lib/auth/api-route'
import { IMPORTS_LIST } from '@/lib/data/imports/imports-list'
import { loadOwnFrame } from '@/lib/data/views/list-look'
import { listRequest } from '@/lib/format/list-address'
import { HEADERS, receive } from './receive-upload'

/** A page of imports as their list shows it, filtered and sorted by the same words. */
export const GET = apiRoute('import.read', async (actor, request) => {
  const { look } = await loadOwnFrame(actor, 'imports')
  const asked = listRequest('imports', new URL(request.url).searchParams, look)
  return Response.json(await IMPORTS_LIST.page(actor, asked, new Date()), { headers: HEADERS })
})

/** One file as the raw body: `{ id }` with 201, or 413 when it is larger than the limit. */
export const POST = apiRoute('import.create', receive)
