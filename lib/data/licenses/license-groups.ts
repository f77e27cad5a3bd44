import type { LicensesFilter } from '@/lib/format/licenses-address'
import type { CountedGroups, ListGroup } from '@/lib/format/list-groups'
import { loadSites } from '../belonging/belonging-where'
import { rollUpFor } from '../clients/clients-where'
import { countGroups, type GroupSource } from '../list-groups'
import type { DataReader } from '../permission'
import { SqlValues } from '../sql-text'
import { contextOf } from './licenses-list'
import { type LicensesContext, licenseRollUpWhere, licensesWhere } from './licenses-where'

/** The licenses of a filter counted by a group. Throws NotPermitted without `machine.read`. */
export async function loadLicenseGroups(
  reader: DataReader,
  filter: LicensesFilter,
  group: ListGroup,
  now: Date,
): Promise<CountedGroups> {
  const context = await contextOf(reader, filter, now)
  const sites = context.sites ?? (await loadSites())
  return countGroups(group, sourceOf(filter, group, { ...context, sites }))
}

function sourceOf(filter: LicensesFilter, group: ListGroup, context: LicensesContext): GroupSource {
  const rows = {
    from: 'license_row' as const,
    where: (values: SqlValues) => licensesWhere(filter, context, values),
  }
  const isBySite = group === 'site'
  const hasNoRollUp = group === 'network' || (isBySite && !context.sites?.isInUse)
  if (hasNoRollUp || licenseRollUpWhere(filter, context, new SqlValues(), isBySite) === undefined)
    return { rows }
  return {
    rows,
    rollUp: {
      from: rollUpFor('license', filter, context, isBySite),
      counted: 'licenses',
      where: (values) => licenseRollUpWhere(filter, context, values, isBySite) ?? 'false',
    },
  }
}
