import { tokenRoute } from '@/lib/auth/token-route'
import { loadLicenseGroups } from '@/lib/data/licenses/license-groups'
import type { LicenseRow } from '@/lib/data/licenses/license-row'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import {
  LICENSE_FIELDS,
  licensesParams,
  licensesRequest,
  loadLicensesParams,
} from '@/lib/format/licenses-address'
import { groupsAnswer, listAnswer, listRequest } from '../list-answer'

const FIELDS = [
  'id',
  'name',
  'product',
  'generation',
  'condition',
  'status',
  'channel',
  'reason',
  'expiresAt',
  'lastFive',
  'kmsHost',
  'activatedBy',
  'observedAt',
  'site',
  'owner',
  'department',
  'tags',
] as const satisfies readonly (keyof LicenseRow)[]

/** Licenses, one for each product on each machine, filtered, sorted and grouped as the page Licenses does. */
export const GET = tokenRoute(['fleet.read'], async ({ actor }, request) => {
  const asked = listRequest(
    request,
    ['q', 'sort', 'group', 'family', 'served', ...LICENSE_FIELDS],
    licensesParams,
  )
  if (asked instanceof Response) return asked
  const params = loadLicensesParams(request)
  const { filter, sort } = licensesRequest(params)
  const now = new Date()
  if (params.group) return groupsAnswer(await loadLicenseGroups(actor, filter, params.group, now))
  const list = await loadLicenses(actor, { filter, sort, after: asked.cursor, size: asked.limit }, now)
  return listAnswer(asked, FIELDS, list.rows, list.next)
})
