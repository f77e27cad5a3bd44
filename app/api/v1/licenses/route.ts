import { tokenRoute } from '@/lib/auth/token-route'
import type { LicenseRow } from '@/lib/data/licenses/license-row'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import { LICENSE_FIELDS, licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { listAnswer, listRequest } from '../list-answer'

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

/** Licenses, one for each product on each machine, filtered and sorted as the page Licenses does. */
export const GET = tokenRoute(['fleet.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'sort', 'family', ...LICENSE_FIELDS])
  if (asked instanceof Response) return asked
  const { filter, sort } = licensesRequest(loadLicensesParams(request))
  const list = await loadLicenses(actor, { filter, sort, after: asked.cursor, size: asked.limit }, new Date())
  return listAnswer(asked, FIELDS, list.rows, list.next)
})
