import { tokenRoute } from '@/lib/auth/token-route'
import type { ClientRow } from '@/lib/data/clients/client-row'
import { ROW_SQL } from '@/lib/data/clients/client-row'
import { loadClients } from '@/lib/data/clients/clients-list'
import { CLIENT_FILTERS } from '@/lib/format/client-fields'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { listAnswer, listRequest } from '../list-answer'

const FIELDS = Object.keys(ROW_SQL) as (keyof ClientRow)[]

/** Machines, filtered and sorted as the page Clients does. */
export const GET = tokenRoute(['fleet.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'sort', ...CLIENT_FILTERS])
  if (asked instanceof Response) return asked
  const { filter, sort } = requestOf(loadClientsParams(request))
  const list = await loadClients(actor, { filter, sort, after: asked.cursor, size: asked.limit }, new Date())
  return listAnswer(asked, FIELDS, list.rows, list.next)
})
