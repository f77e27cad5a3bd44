import { type FleetCoverage, type FleetProduct, fleetCoverage } from '@/lib/activation/kms/fleet-coverage'
import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { KeyGroup } from '@/lib/activation/kms/key-groups'
import type { Channel } from '@/lib/activation/observation'
import type { ProductCatalogue } from '@/lib/activation/product/product-catalogue'
import { productOf } from '@/lib/activation/product/products'
import { SERVABLE } from '../licenses/licenses-where'
import { type DataReader, mustBeAble } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'

/** A host key as it is installed. */
export interface InstalledHostKey {
  host: string
  lastFive: string | null
  productLabel: string
  /** undefined: neither the reading nor the inventory tells */
  group: KeyGroup | undefined
  /** the key in our inventory, if it is there */
  keyId: string | null
}

export interface CoverageView {
  coverage: FleetCoverage
  installed: InstalledHostKey[]
  /** the tables with entries of ours, to name groups by */
  groups: readonly KeyGroup[]
}

/** Which KMS clients of the fleet the installed host keys serve. Throws NotPermitted without `kmsHost.read`. */
export async function loadHostKeyCoverage(reader: DataReader): Promise<CoverageView> {
  mustBeAble(reader, 'kmsHost.read')
  const { hosts, catalogue } = await loadReferenceBook(reader)
  const [fleet, installed] = await Promise.all([
    loadFleetProducts(catalogue),
    loadInstalled(hosts.groups, catalogue),
  ])
  const groups = installed.flatMap(({ group }) => group ?? [])
  const byAge = hosts.groups.filter((group) => groups.includes(group))
  return { coverage: fleetCoverage(fleet, byAge, hosts.groups), installed, groups: hosts.groups }
}

/** The labels of KMS licenses that no installed host key serves. Throws NotPermitted without `kmsHost.read`. */
export async function loadUnservedLabels(reader: DataReader): Promise<string[]> {
  const { coverage } = await loadHostKeyCoverage(reader)
  return coverage.uncovered.map(({ product }) => product.label)
}

interface ProductRow {
  label: string
  licenses: number
  generation: string | null
  name: string | null
  description: string | null
  activationId: string | null
}

const PRODUCTS = `
  SELECT c.label, c.licenses, p.generation, p.name, p.description, p.activation_id
    FROM (SELECT product_label AS label, sum(licenses)::int AS licenses FROM license_kind
           WHERE ${SERVABLE} AND product_label <> '' GROUP BY 1) c
    LEFT JOIN LATERAL (SELECT * FROM product WHERE label = c.label AND channel = 'KMS client'
                        ORDER BY generation NULLS LAST, id DESC LIMIT 1) p ON true`

async function loadFleetProducts(catalogue: ProductCatalogue): Promise<FleetProduct[]> {
  const rows = await readRows<ProductRow>(PRODUCTS)
  return rows.map(({ label, licenses, generation, ...observed }) => {
    const words = { name: observed.name ?? undefined, description: observed.description ?? undefined }
    const channel: Channel = 'KMS client'
    const told = { ...words, activationId: observed.activationId ?? undefined, channel }
    const { family, edition } = productOf(told, {}, catalogue)
    return { label, licenses, family, edition, generation: generation ?? undefined }
  })
}

interface InstalledRow {
  host: string
  lastFive: string | null
  productLabel: string
  description: string | null
  activationId: string | null
  keyId: string | null
  keyGroup: string | null
}

async function loadInstalled(
  groups: readonly KeyGroup[],
  catalogue: ProductCatalogue,
): Promise<InstalledHostKey[]> {
  const rows = await readRows<InstalledRow>(
    `SELECT h.name AS host, s.partial_key AS last_five, s.product_label, s.description,
            s.activation_id, k.id AS key_id, k.key_group
       FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id
       LEFT JOIN LATERAL (SELECT id, key_group FROM product_key
                           WHERE kind = 'csvlk' AND last_five = s.partial_key AND retired_at IS NULL
                           ORDER BY key_group NULLS LAST, id LIMIT 1) k ON true
      WHERE s.status = 'licensed' ORDER BY h.name, s.application DESC`,
  )
  return rows.map(({ description, activationId, keyGroup, ...row }) => ({
    ...row,
    group:
      groupNamed(keyGroup, groups) ??
      installedKeyGroup({ description, activationId, productLabel: row.productLabel }, groups, catalogue),
  }))
}

/** What a person said of the key goes before what a description says. */
function groupNamed(id: string | null, groups: readonly KeyGroup[]): KeyGroup | undefined {
  return groups.find((group) => group.id === id)
}
