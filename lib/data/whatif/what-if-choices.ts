import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { productWords } from '@/lib/activation/whatif/whatif-sentence'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

export interface ProductChoice {
  activationId: string
  name: string
  isOffice: boolean
}

/** What a question can be about: names to choose from, others can be typed. */
export interface WhatIfChoices {
  hosts: string[]
  zones: string[]
  /** KMS client products of the fleet */
  products: ProductChoice[]
}

/** Hosts, zones and products that are known. Throws NotPermitted without `plan.read`. */
export async function loadWhatIfChoices(reader: DataReader): Promise<WhatIfChoices> {
  mustBeAble(reader, 'plan.read')
  const [hosts, zones, products] = await Promise.all([
    readRows<{ name: string }>(
      `SELECT DISTINCT coalesce(h.name, o.name) AS name
         FROM kms_host h FULL JOIN kms_host_registration o ON o.name = h.name WHERE o.retired_at IS NULL ORDER BY 1`,
    ),
    readRows<{ name: string }>(
      "SELECT zone AS name FROM fleet_domain WHERE zone <> '' GROUP BY zone ORDER BY sum(clients) DESC, zone LIMIT 200",
    ),
    readRows<{ activationId: string }>(
      "SELECT DISTINCT activation_id FROM product WHERE channel = 'KMS client' AND activation_id IS NOT NULL AND NOT is_addon",
    ),
  ])
  return {
    hosts: hosts.map(({ name }) => name),
    zones: zones.map(({ name }) => name),
    products: products
      .flatMap(({ activationId }) => {
        const product = productByActivationId(activationId)
        if (product?.keyKind !== 'GVLK') return []
        return [{ activationId, name: productWords(activationId), isOffice: product.family === 'office' }]
      })
      .sort((one, other) => one.name.localeCompare(other.name)),
  }
}
