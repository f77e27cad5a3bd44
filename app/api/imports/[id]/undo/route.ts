import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadImport } from '@/lib/data/imports/imports'
import { loadUndoOutlook } from '@/lib/data/imports/undo-outlook'
import { onReadPool } from '@/lib/data/rows'
import { sayImportRefusal } from '@/lib/operations/imports/import-refusal'
import { undoRefusal } from '@/lib/operations/imports/import-undo'

interface Context {
  params: Promise<{ id: string }>
}

/** What undoing an import would do, or why it cannot be undone: `{ outlook }` or `{ refused }`. */
export const GET = apiRoute<Context>('import.read', async (actor, _request, { params }) => {
  const { id } = await params
  const row = await loadImport(actor, id)
  if (!row) return apiError(404, 'notFound', 'There is no such import.')
  const refusal = await undoRefusal(onReadPool, row, new Date())
  if (refusal) return Response.json({ refused: sayImportRefusal({ kind: refusal }) })
  return Response.json({ outlook: await loadUndoOutlook(actor, id) })
})
