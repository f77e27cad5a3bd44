import { type FleetCoverage, type FleetProduct, fleetCoverage } from '@/lib/activation/kms/fleet-coverage'
import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { KeyGroup } from '@/lib/activation/kms/key-groups'
import type { Channel } from '@/lib/activation/observation'
import type { ProductCatalogue } from '@/lib/activation/product/product-catalogue'
import { productOf } from '@/lib/activation/product/products'
import { type DataReader, mustBeAble } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import { readRows } from '../rows'

/** A product of the fleet, with how the clients list can show its machines. */
export interface ListedProduct extends FleetProduct {
  /** true: the clients list finds exactly these machines under the label */
  isListed: boolean
  /** of others, where they are few enough to stand in an address */
  names: string[] | null
}

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
  coverage: FleetCoverage<ListedProduct>
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

interface ProductRow {
  label: string
  machines: number
  isListed: boolean
  names: string[] | null
  generation: string | null
  name: string | null
  description: string | null
  activationId: string | null
}

/** So many names still fit into an address. */
const NAMED_MACHINES = 200

/** Primary licenses are counted by the roll-up; Office beside Windows by its licenses. */
const PRODUCTS = `
  WITH counted AS (
    SELECT product_label AS label, sum(clients)::int AS machines, true AS is_listed, NULL::text[] AS names
      FROM fleet_count WHERE channel = 'KMS client' AND product_label <> '' GROUP BY 1
     UNION ALL
    SELECT product_label, count(DISTINCT client_id)::int, false,
           CASE WHEN count(DISTINCT client_id) <= ${NAMED_MACHINES}
                THEN (SELECT array_agg(name ORDER BY name) FROM client WHERE id = ANY(array_agg(l.client_id))) END
      FROM license l WHERE channel = 'KMS client' AND NOT is_primary AND NOT is_addon AND NOT managed_per_user GROUP BY 1)
  SELECT c.label, c.machines, c.is_listed, c.names, p.generation, p.name, p.description, p.activation_id
    FROM counted c
    LEFT JOIN LATERAL (SELECT * FROM product WHERE label = c.label AND channel = 'KMS client'
                        ORDER BY generation NULLS LAST, id DESC LIMIT 1) p ON true
   WHERE c.machines > 0`

async function loadFleetProducts(catalogue: ProductCatalogue): Promise<ListedProduct[]> {
  const rows = await readRows<ProductRow>(PRODUCTS)
  return rows.map(({ label, machines, isListed, names, generation, ...observed }) => {
    const words = { name: observed.name ?? undefined, description: observed.description ?? undefined }
    const channel: Channel = 'KMS client'
    const told = { ...words, activationId: observed.activationId ?? undefined, channel }
    const { family, edition } = productOf(told, {}, catalogue)
    return { label, machines, isListed, names, family, edition, generation: generation ?? undefined }
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
