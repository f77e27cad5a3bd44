import type { OwnMark } from '../reference/own-mark'
import type { GvlkSuffixGroup, ProductFamily } from './product-table'
import { AVMA_SUFFIXES } from './product-tables/avma'
import { GVLK_SUFFIXES_OFFICE } from './product-tables/gvlk-office'
import { GVLK_SUFFIXES_WINDOWS } from './product-tables/gvlk-windows'

export interface PublishedKeyProduct {
  generation: string
  family: ProductFamily
  name: string
}

const entriesOf = (groups: readonly GvlkSuffixGroup[]) =>
  groups.flatMap((group) =>
    Object.entries(group.names).map(([suffix, name]): [string, PublishedKeyProduct] => [
      suffix,
      { generation: group.generation, family: group.family, name },
    ]),
  )

/** A published key by its last five, with where it is published. */
export interface PublishedKey extends PublishedKeyProduct {
  lastFive: string
  /** gvlk: KMS client setup key; avma: key of a virtual machine under a Datacenter host. */
  kind: 'gvlk' | 'avma'
  source: string
  /** YYYY-MM */
  date: string
  /** Set where the row is ours and not the seed's. */
  own?: OwnMark
}

const publishedKeys = (
  groups: readonly GvlkSuffixGroup[],
  where: Pick<PublishedKey, 'kind' | 'source' | 'date'>,
): PublishedKey[] => entriesOf(groups).map(([lastFive, product]) => ({ lastFive, ...product, ...where }))

/** Every published key that the tables know, newest generation first. */
export const PUBLISHED_KEYS: readonly PublishedKey[] = [
  ...publishedKeys(GVLK_SUFFIXES_WINDOWS, {
    kind: 'gvlk',
    source: 'KMS client activation keys (Microsoft)',
    date: '2024-10',
  }),
  ...publishedKeys(GVLK_SUFFIXES_OFFICE, {
    kind: 'gvlk',
    source: 'GVLKs for Office (Microsoft)',
    date: '2024-09',
  }),
  ...publishedKeys(AVMA_SUFFIXES, {
    kind: 'avma',
    source: 'Automatic virtual machine activation (Microsoft)',
    date: '2023-09',
  }),
]

/** Keys of one list by kind and last five, made once for each list. */
const INDEXES = new WeakMap<readonly PublishedKey[], ReadonlyMap<string, PublishedKey>>()

function indexOf(keys: readonly PublishedKey[]): ReadonlyMap<string, PublishedKey> {
  const known = INDEXES.get(keys)
  if (known !== undefined) return known
  const index = new Map(keys.map((key) => [`${key.kind} ${key.lastFive}`, key]))
  INDEXES.set(keys, index)
  return index
}

/**
 * The product whose published KMS client setup key (GVLK) ends so. Only meaningful for a product of the
 * KMS client channel: a MAK may end the same. keys: the list with entries of ours, from a ProductCatalogue.
 */
export function productByGvlkSuffix(
  partialKey: string | undefined,
  keys: readonly PublishedKey[] = PUBLISHED_KEYS,
): PublishedKeyProduct | undefined {
  return indexOf(keys).get(`gvlk ${partialKey ?? ''}`)
}

/** The same for the generic keys of automatic virtual machine activation. */
export function productByAvmaSuffix(
  partialKey: string | undefined,
  keys: readonly PublishedKey[] = PUBLISHED_KEYS,
): PublishedKeyProduct | undefined {
  return indexOf(keys).get(`avma ${partialKey ?? ''}`)
}
