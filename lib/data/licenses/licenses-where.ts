import type { LicenseFamily } from '@/lib/activation/product/license-family'
import { LICENSE_FIELDS, type LicensesFilter } from '@/lib/format/licenses-address'
import { anyOf, nameFor, nameIsLike, type WhereContext } from '../clients/client-fields-sql'
import { activeFields, fieldsInRollUp, limits, meaningsOf } from '../clients/clients-where'
import { likeName, SqlValues } from '../sql-text'

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
  return [...parts, ...limits(context, values)].join(' AND ')
}

/** The filter on the view `license_count`; undefined when the roll-up cannot answer it. */
export function licenseRollUpWhere(
  filter: LicensesFilter,
  context: LicensesContext,
  values: SqlValues,
  isBySite = false,
): string | undefined {
  const parts = fieldsInRollUp(activeFields(filter, LICENSE_FIELDS), context, values, isBySite)
  if (filter.q !== '') parts.push(textRollUp(filter.q, context, values))
  return parts.includes(undefined)
    ? undefined
    : [...parts, ...productParts(filter, context, values), ...limits(context, values)].join(' AND ')
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

/** Whether a free text can be nothing but a part of a name. */
export function isNameAlone(q: string, context: LicensesContext): boolean {
  const { lastFive } = meaningsOf(q, context)
  const isOther = lastFive !== undefined || textInRollUp(q, context, new SqlValues()).length > 0
  return q !== '' && !context.isNoName && !isOther
}

/**
 * Free text is part of a machine's name; where it has the shape of a last five or a reason code, or is a KMS host, it is that
 * too, and where no name has it, a part of a product.
 */
function textWhere(q: string, context: LicensesContext, values: SqlValues): string {
  const { text, lastFive } = meaningsOf(q, context)
  const either = textInRollUp(q, context, values)
  if (lastFive !== undefined) either.push(`partial_key = ${values.add(lastFive)}`)
  const isAnywhere = likeName(text).startsWith('%')
  if (!context.isNoName) either.push((isAnywhere ? nameFor(context) : nameIsLike)(text, values))
  return `(${either.join(' OR ') || 'false'})`
}

/** What the roll-up knows of a free text. */
function textInRollUp(q: string, context: LicensesContext, values: SqlValues): string[] {
  const { hosts, reason, products } = meaningsOf(q, context)
  return [
    ...(hosts.length > 0 ? [anyOf('kms_host', hosts, values)] : []),
    ...(reason !== undefined ? [`reason = ${values.add(reason)}`] : []),
    ...(context.isNoName && products.length > 0 ? [anyOf('product_label', products, values)] : []),
  ]
}

/** A free text that is nothing but a KMS host, a code or a product; undefined where it may be a name or a last five. */
function textRollUp(q: string, context: LicensesContext, values: SqlValues): string | undefined {
  if (!context.isNoName || meaningsOf(q, context).lastFive !== undefined) return undefined
  return `(${textInRollUp(q, context, values).join(' OR ') || 'false'})`
}
