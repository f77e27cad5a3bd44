import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadCell } from '@/lib/data/discovery/cell-detail'

/** One cell of the matrix with its evidence and its repair: ?zone=corp.example&host=kms01.corp.example */
export const GET = apiRoute('discovery.read', async (actor, request) => {
  const params = new URL(request.url).searchParams
  const zone = params.get('zone')
  const host = params.get('host')
  if (!zone || !host)
    return apiError(400, 'incomplete', 'Say which cell: ?zone=corp.example&host=kms01.corp.example')
  const cell = await loadCell(actor, { zone, host })
  if (!cell) return apiError(404, 'noSuchCell', 'The matrix has no such zone and host.')
  return Response.json(cell, { headers: { 'Cache-Control': 'no-store' } })
})
