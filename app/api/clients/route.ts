import { apiRoute } from '@/lib/auth/api-route'
import { loadClients } from '@/lib/data/clients/clients-list'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'

/** A page of the clients list, for the browser while a person filters. */
export const GET = apiRoute('machine.read', async (actor, request) => {
  const list = await loadClients(actor, requestOf(loadClientsParams(request)), new Date())
  return Response.json(list, { headers: { 'Cache-Control': 'no-store' } })
})
