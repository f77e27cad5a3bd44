import { tokenRoute } from '@/lib/auth/token-route'
import { loadClientGroups } from '@/lib/data/clients/client-groups'
import type { ClientRow } from '@/lib/data/clients/client-row'
import { ROW_SQL } from '@/lib/data/clients/client-row'
import { loadClients } from '@/lib/data/clients/clients-list'
import { CLIENT_FILTERS } from '@/lib/format/client-fields'
import { clientsParams, loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { groupsAnswer, listAnswer, listRequest } from '../list-answer'

const FIELDS = Object.keys(ROW_SQL) as (keyof ClientRow)[]

/** Machines, filtered, sorted and grouped as the page Clients does. */
export const GET = tokenRoute(['fleet.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'sort', 'group', ...CLIENT_FILTERS], clientsParams)
  if (asked instanceof Response) return asked
  const params = loadClientsParams(request)
  const { filter, sort } = requestOf(params)
  const now = new Date()
  if (params.group) return groupsAnswer(await loadClientGroups(actor, filter, params.group, now))
  const list = await loadClients(actor, { filter, sort, after: asked.cursor, size: asked.limit }, now)
  return listAnswer(asked, FIELDS, list.rows, list.next)
})
