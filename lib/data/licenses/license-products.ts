import type { FamilyCount } from '@/lib/activation/fleet/fleet-summary'
import type { Condition } from '@/lib/activation/license/lapse'
import type { Channel } from '@/lib/activation/observation'
import { LICENSE_FAMILIES, type LicenseFamily, licenseFamily } from '@/lib/activation/product/license-family'
import { productOf } from '@/lib/activation/product/products'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { type Behind, countBehind } from '../behind'
import { machinesFor, rollUpWithin, type Within } from '../belonging/within'
import { loadUnservedLabels } from '../keys/host-key-coverage'
import type { DataReader } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { SERVABLE } from './licenses-where'

/** The licenses of one product, counted. */
export interface LicensedProduct {
  label: string
  family: LicenseFamily
  licenses: number
  byCondition: Partial<Record<Condition, number>>
  /** KMS licenses that no installed host key serves; null for those who may not read KMS hosts */
  unserved: number | null
}

export interface LicenseProducts {
  products: LicensedProduct[]
  behind: Behind
}

/**
 * Every product of the fleet with its licenses by state, families in their order, most licenses first. From the roll-ups: it
 * costs the same for any fleet. Throws NotPermitted without `machine.read`.
 */
export async function loadLicenseProducts(reader: DataReader, now: Date): Promise<LicenseProducts> {
  const within = machinesFor(reader)
  const [counts, unserved, behind] = await Promise.all([
    loadCountedLabels(reader),
    reader.can('kmsHost.read') ? loadUnservedLabels(reader) : null,
    countBehind(now, within),
  ])
  const isUnserved = unserved && new Set(unserved)
  const products = counts.map(
    ({ servable, ...count }): LicensedProduct => ({
      ...count,
      unserved: isUnserved && (isUnserved.has(count.label) ? servable : 0),
    }),
  )
  return { products: products.sort(byFamily), behind }
}

/** The licenses of each family by state, in the order of families. Throws NotPermitted without `machine.read`. */
export async function loadLicenseFamilies(reader: DataReader): Promise<FamilyCount[]> {
  const counts = await loadCountedLabels(reader)
  return LICENSE_FAMILIES.flatMap((family) => {
    const own = counts.filter((one) => one.family === family)
    if (own.length === 0) return []
    const sum = (of: (count: CountedLabel) => number | undefined) =>
      own.reduce((total, one) => total + (of(one) ?? 0), 0)
    const states = CONDITIONS.map((condition) => [condition, sum((one) => one.byCondition[condition])])
    return [{ family, count: sum(({ licenses }) => licenses), byCondition: Object.fromEntries(states) }]
  })
}

type CountedLabel = Omit<LicensedProduct, 'unserved'> & { servable: number }

async function loadCountedLabels(reader: DataReader): Promise<CountedLabel[]> {
  const within = machinesFor(reader)
  const values = new SqlValues()
  const [rows, families] = await Promise.all([
    readRows<Omit<CountedLabel, 'family'>>(countsFrom(within, values), values.list),
    loadLabelFamilies(reader),
  ])
  return rows.map((row) => ({ ...row, family: families.get(row.label) ?? 'other' }))
}

const countsFrom = (within: Within, values: SqlValues) => `
  SELECT label, sum(licenses)::int AS licenses, sum(servable)::int AS servable,
         jsonb_object_agg(condition, licenses) AS by_condition
    FROM (SELECT product_label AS label, condition, sum(licenses)::int AS licenses,
                 coalesce(sum(licenses) FILTER (WHERE ${SERVABLE}), 0)::int AS servable
            FROM ${rollUpWithin('licenses', within, values)}
             AND product_label <> '' GROUP BY 1, 2) c
   GROUP BY 1`

function byFamily(one: LicensedProduct, other: LicensedProduct): number {
  const families = LICENSE_FAMILIES.indexOf(one.family) - LICENSE_FAMILIES.indexOf(other.family)
  return families || other.licenses - one.licenses || one.label.localeCompare(other.label, 'en')
}

interface LabelRow {
  label: string
  name: string | null
  description: string | null
  activationId: string | null
  applicationId: string | null
  channel: Channel
  isAddon: boolean
}

/** The family of each label that occurs, by what was observed under it last. The caller has checked the permission. */
export async function loadLabelFamilies(reader: DataReader): Promise<Map<string, LicenseFamily>> {
  const [rows, { catalogue }] = await Promise.all([
    readRows<LabelRow>(
      `SELECT c.label, p.name, p.description, p.activation_id, p.application_id, p.channel, p.is_addon
         FROM (SELECT DISTINCT product_label AS label FROM license_kind WHERE product_label <> '') c
         JOIN LATERAL (SELECT * FROM product WHERE label = c.label
                        ORDER BY activation_id NULLS LAST, id DESC LIMIT 1) p ON true`,
    ),
    loadReferenceBook(reader),
  ])
  return new Map(
    rows.map(({ label, channel, isAddon, ...words }) => {
      const told = Object.entries(words).filter(([, value]) => value !== null)
      const { family } = productOf({ ...Object.fromEntries(told), channel, isAddon }, {}, catalogue)
      return [label, licenseFamily({ label, family, isAddon })]
    }),
  )
}
