import { type OwnEntry, ownOf } from '../reference/own-entry'
import { PUBLISHED_KEYS, type PublishedKey } from './gvlk-suffix'
import { CHANNEL_OF_KEY_KIND } from './product-table'
import { type KnownProduct, PRODUCTS_BY_ACTIVATION_ID } from './products-by-id'

/** The products and published keys that rules name things by: the tables, or the tables with entries of ours. */
export interface ProductCatalogue {
  /** By activation ID in lower case. */
  products: ReadonlyMap<string, KnownProduct>
  publishedKeys: readonly PublishedKey[]
}

/** The tables as they are. */
export const SEED_CATALOGUE: ProductCatalogue = {
  products: PRODUCTS_BY_ACTIVATION_ID,
  publishedKeys: PUBLISHED_KEYS,
}

/** The tables with our entries in the place of their rows, or after them. */
export function catalogueWith(entries: readonly OwnEntry[]): ProductCatalogue {
  const products = ownOf(entries, 'product')
  const keys = ownOf(entries, 'key')
  if (products.size === 0 && keys.size === 0) return SEED_CATALOGUE
  const own = [...products.values()].map(({ key, value, mark }): [string, KnownProduct] => [
    key,
    {
      activationId: key,
      ...value,
      channel: CHANNEL_OF_KEY_KIND[value.keyKind],
      isAddon: value.keyKind === 'ESU',
      prerelease: false,
      source: mark.source,
      sourceDate: mark.dated,
      own: mark,
    },
  ])
  const ownKeys = [...keys.values()].map(({ key, value, mark }): PublishedKey => {
    const { publishedAs, ...product } = value
    return { lastFive: key, ...product, kind: publishedAs, source: mark.source, date: mark.dated, own: mark }
  })
  return {
    products: new Map([...PRODUCTS_BY_ACTIVATION_ID, ...own]),
    publishedKeys: [...ownKeys, ...PUBLISHED_KEYS.filter(({ lastFive }) => !keys.has(lastFive))],
  }
}
