import { licenseSlot } from '@/lib/activation/license/license-slot'
import type { Channel, ObservedProduct } from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { parseExtendedPid } from '@/lib/activation/product/extended-pid'
import { maskValues } from '@/lib/activation/product/mask-values'
import { type ProductCatalogue, SEED_CATALOGUE } from '@/lib/activation/product/product-catalogue'
import { productOf } from '@/lib/activation/product/products'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { guid } from './staged-value'

/** A row of the table `product`, as it is told to the merge. */
export interface StagedProduct {
  no: number
  slot: string
  label: string
  isKnown: boolean
  generation?: string
  name?: string
  description?: string
  activationId?: string
  applicationId?: string
  channel: Channel
  isAddon: boolean
  managedPerUser: boolean
  /** What an entry of ours in the reference makes of it; absent where the seed speaks. */
  own?: ProductLook
}

/** What the record calls a product and where it puts it. */
export interface ProductLook {
  slot: string
  label: string
  generation: string | null
  isKnown: boolean
  isAddon: boolean
}

interface Hints {
  minimumCount?: number | undefined
  extendedPid?: string | undefined
  /** What the event itself proves: only a KMS client asks a KMS host. */
  channel?: Channel
}

const LONGEST_WORD = 300

/**
 * The distinct products of a batch. Labels and slots are worked out once for each product, by the rules of
 * lib/activation, not once for each of a million rows and not in SQL. catalogue: the tables that name
 * products, with entries of ours.
 */
export class StagedProducts {
  readonly #catalogue: ProductCatalogue
  readonly #byKey = new Map<string, StagedProduct>()
  readonly #byRequest = new Map<string, StagedProduct>()

  constructor(catalogue: ProductCatalogue = SEED_CATALOGUE) {
    this.#catalogue = catalogue
  }

  /** The product as staged; `no` is its number within this batch. */
  find(observed: ObservedProduct, hints: Hints = {}): StagedProduct {
    const build = parseExtendedPid(hints.extendedPid)?.build
    const key = `${observed.activationId}|${observed.name}|${observed.description}|${observed.applicationId}|${observed.channel}|${observed.partialKey}|${observed.isAddon}|${observed.managedPerUser}|${hints.minimumCount}|${build}|${hints.channel}`
    const known = this.#byKey.get(key)
    if (known) return known
    const staged = { no: this.#byKey.size + 1, ...productRow(maskValues(observed), hints, this.#catalogue) }
    this.#byKey.set(key, staged)
    return staged
  }

  /** The product of a KMS request; only a KMS client asks. A shorter key, since a log asks a million times. */
  ofRequest(activationId: string, minimumCount: number): StagedProduct {
    const key = `${minimumCount}${activationId}`
    const known = this.#byRequest.get(key)
    if (known) return known
    const staged = this.find({ activationId }, { minimumCount, channel: 'KMS client' })
    this.#byRequest.set(key, staged)
    return staged
  }

  /** For the merge, as one JSON parameter. */
  all(): StagedProduct[] {
    return [...this.#byKey.values()]
  }
}

/** The catalogue without our products: what a row goes back to when the entry about it is withdrawn. */
const withoutOwnProducts = (catalogue: ProductCatalogue): ProductCatalogue => ({
  ...catalogue,
  products: SEED_CATALOGUE.products,
})

/** What our entry makes of a product; absent where none speaks of it. */
export function ownLook(observed: ObservedProduct, catalogue: ProductCatalogue): ProductLook | undefined {
  const known = productByActivationId(observed.activationId, catalogue.products)
  if (known?.own === undefined) return undefined
  const { label, generation, isAddon } = productOf(observed, {}, catalogue)
  return {
    slot: licenseSlot(observed, {}, catalogue).slice(0, LONGEST_WORD),
    label: label.slice(0, LONGEST_WORD),
    generation: generation ?? null,
    isKnown: true,
    isAddon,
  }
}

function productRow(
  observed: ObservedProduct,
  hints: Hints,
  catalogue: ProductCatalogue,
): Omit<StagedProduct, 'no'> {
  const own = ownLook(observed, catalogue)
  const product = productOf(observed, hints, withoutOwnProducts(catalogue))
  const words = (value: string | undefined) => value?.slice(0, LONGEST_WORD)
  return {
    slot: licenseSlot(observed, hints).slice(0, LONGEST_WORD),
    label: product.label.slice(0, LONGEST_WORD),
    isKnown: product.known,
    generation: product.generation,
    name: words(observed.name),
    description: words(observed.description),
    activationId: guid(observed.activationId),
    applicationId: guid(observed.applicationId),
    channel: hints.channel ?? channelOfProduct(observed),
    isAddon: product.isAddon || observed.isAddon === true,
    managedPerUser: observed.managedPerUser === true,
    ...(own && { own }),
  }
}

function channelOfProduct(observed: ObservedProduct): Channel {
  if (observed.channel !== undefined && observed.channel !== 'Unknown') return observed.channel
  const byText = channelOf(observed)
  if (byText !== 'Unknown') return byText
  return productByActivationId(observed.activationId)?.channel ?? 'Unknown'
}
