import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadImport, loadRejections } from '@/lib/data/imports/imports'

const REJECTIONS_SHOWN = 100

interface Context {
  params: Promise<{ id: string }>
}

/** One import with the first of its rejected rows: `{ import, rejections }`. */
export const GET = apiRoute<Context>('import.read', async (actor, _request, { params }) => {
  const { id } = await params
  const row = await loadImport(actor, id)
  if (!row) return apiError(404, 'notFound', 'There is no such import.')
  const rejections = await loadRejections(actor, id, { limit: REJECTIONS_SHOWN })
  return Response.json({ import: row, rejections })
})
