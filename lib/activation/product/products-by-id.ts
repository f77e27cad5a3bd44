import type { Channel } from '../observation'
import type { OwnMark } from '../reference/own-mark'
import { CHANNEL_OF_KEY_KIND, type KeyKind, type ProductFamily, type ProductTable } from './product-table'
import { OFFICE_2010 } from './product-tables/office-2010'
import { OFFICE_2013 } from './product-tables/office-2013'
import { OFFICE_2016 } from './product-tables/office-2016'
import { OFFICE_MODERN } from './product-tables/office-modern'
import { OTHER_PRODUCTS } from './product-tables/other-products'
import { PRERELEASE_CLIENT } from './product-tables/prerelease-client'
import { PRERELEASE_OFFICE } from './product-tables/prerelease-office'
import { PRERELEASE_SERVER } from './product-tables/prerelease-server'
import { WINDOWS_CLIENT } from './product-tables/windows-client'
import { WINDOWS_MODERN } from './product-tables/windows-modern'
import { WINDOWS_SERVER } from './product-tables/windows-server'

/** A row of the product tables with what its table and group say about it. */
export interface KnownProduct {
  activationId: string
  generation: string
  family: ProductFamily
  edition: string
  keyKind: KeyKind
  channel: Channel
  isAddon: boolean
  prerelease: boolean
  source: string
  sourceDate: string
  /** What to call it, whatever else is known; only rows of ours have one. */
  label?: string
  /** Set where the row is ours and not the seed's. */
  own?: OwnMark
}

/** Later tables win: the modern ones name IDs that newer builds took over from older ones. */
const TABLES: readonly ProductTable[] = [
  PRERELEASE_CLIENT,
  PRERELEASE_SERVER,
  PRERELEASE_OFFICE,
  OTHER_PRODUCTS,
  OFFICE_2010,
  OFFICE_2013,
  OFFICE_2016,
  WINDOWS_CLIENT,
  WINDOWS_SERVER,
  OFFICE_MODERN,
  WINDOWS_MODERN,
]

function rowsOf(table: ProductTable): KnownProduct[] {
  return table.groups.flatMap((group) =>
    group.rows.map(([activationId, keyKind, edition]) => ({
      activationId,
      generation: group.generation,
      family: group.family,
      edition,
      keyKind,
      channel: CHANNEL_OF_KEY_KIND[keyKind],
      isAddon: keyKind === 'ESU',
      prerelease: table.prerelease,
      source: table.source,
      sourceDate: table.date,
    })),
  )
}

/** Every product the tables know, by activation ID. */
export const PRODUCTS_BY_ACTIVATION_ID: ReadonlyMap<string, KnownProduct> = new Map(
  TABLES.flatMap(rowsOf).map((product) => [product.activationId, product]),
)

/**
 * The product of an activation ID in any case, with or without braces; absent when no table lists it.
 * products: the tables with entries of ours, from a ProductCatalogue.
 */
export function productByActivationId(
  activationId: string | undefined,
  products: ReadonlyMap<string, KnownProduct> = PRODUCTS_BY_ACTIVATION_ID,
): KnownProduct | undefined {
  return products.get((activationId ?? '').trim().toLowerCase().replace(/[{}]/g, ''))
}
