import type { LicenseFamily } from '@/lib/activation/product/license-family'
import { LICENSE_FIELDS, type LicensesFilter } from '@/lib/format/licenses-address'
import { anyOf, nameWhere, type WhereContext } from '../clients/client-fields-sql'
import { activeFields, fieldsInRollUp, meaningsOf } from '../clients/clients-where'
import { likeName, type SqlValues } from '../sql-text'

export interface LicensesContext extends WhereContext {
  /** of each label that occurs in the fleet; empty when no family is asked for */
  families: ReadonlyMap<string, LicenseFamily>
  /** labels of KMS licenses that no installed host key serves */
  unserved: readonly string[]
}

/** What a KMS host can serve: a KMS license that is neither an add-on nor managed per user. */
export const SERVABLE = `channel = 'KMS client' AND NOT is_addon AND NOT managed_per_user`

/** The filter as conditions on the view `license_row`, joined with AND; '' when nothing is asked for. */
export function licensesWhere(filter: LicensesFilter, context: LicensesContext, values: SqlValues): string {
  const parts = activeFields(filter, LICENSE_FIELDS).map(({ sql, value }) =>
    sql.where(value, context, values),
  )
  parts.push(...productParts(filter, context, values))
  if (filter.q !== '') parts.push(textWhere(filter.q, context, values))
  return parts.join(' AND ')
}

/** The filter on the view `license_count`; undefined when the roll-up cannot answer it. */
export function licenseRollUpWhere(
  filter: LicensesFilter,
  context: LicensesContext,
  values: SqlValues,
  isBySite = false,
): string | undefined {
  if (filter.q !== '') return undefined
  const parts = fieldsInRollUp(activeFields(filter, LICENSE_FIELDS), context, values, isBySite)
  return parts.includes(undefined)
    ? undefined
    : [...parts, ...productParts(filter, context, values)].join(' AND ')
}

/** What both know: the labels of families, and whether a host key serves them. */
function productParts(
  { family, served }: LicensesFilter,
  context: LicensesContext,
  values: SqlValues,
): string[] {
  const parts: string[] = []
  if (family.length > 0) {
    const labels = [...context.families].filter(([, one]) => family.includes(one)).map(([label]) => label)
    parts.push(anyOf('product_label', labels, values))
  }
  if (served !== null) {
    const unserved = anyOf('product_label', [...context.unserved], values)
    parts.push(`${SERVABLE} AND ${served === 'no' ? unserved : `NOT (${unserved})`}`)
  }
  return parts
}

/** Free text is part of a machine's name; where it has the shape of a last five or is a KMS host, it is that too. */
function textWhere(q: string, context: LicensesContext, values: SqlValues): string {
  const { text, lastFive, hosts } = meaningsOf(q, context)
  const either = [
    likeName(text).startsWith('%') ? nameWhere(text, values) : `name LIKE ${values.add(likeName(text))}`,
  ]
  if (lastFive !== undefined) either.push(`partial_key = ${values.add(lastFive)}`)
  if (hosts.length > 0) either.push(anyOf('kms_host', hosts, values))
  return `(${either.join(' OR ')})`
}
