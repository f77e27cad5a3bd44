import type { KmsProduct } from '../product/release-order'
import { SEED_HOST_TABLES } from './host-tables'
import type { KeyGroupId } from './key-group-table'
import { type CoverageRefusal, cheapestKeyGroup, type KeyGroup, keyCovers, serves } from './key-groups'

/** A product of the fleet's KMS clients. */
export interface FleetProduct extends KmsProduct {
  /** 'Windows Server 2025 Standard' */
  label: string
  licenses: number
}

export interface Uncovered<Product extends FleetProduct = FleetProduct> {
  product: Product
  /** Why the installed key that comes nearest does not serve it; absent where none is installed. */
  refusal?: CoverageRefusal
  /** The cheapest key that would serve it; absent for a product no key serves or nobody can place. */
  cheapest?: KeyGroupId
}

export interface FleetCoverage<Product extends FleetProduct = FleetProduct> {
  licenses: number
  servedLicenses: number
  uncovered: Uncovered<Product>[]
  /** The cheapest keys that together serve the whole fleet. */
  cheapestForAll: KeyGroupId[]
}

/**
 * Which KMS clients no installed host key can activate, most licenses first, and which cheapest key would.
 * groups: the keys to choose from, with entries of ours.
 */
export function fleetCoverage<Product extends FleetProduct>(
  fleet: readonly Product[],
  installed: readonly KeyGroup[],
  groups: readonly KeyGroup[] = SEED_HOST_TABLES.groups,
): FleetCoverage<Product> {
  const uncovered = fleet
    .filter((product) => !installed.some((key) => serves(key, product)))
    .map((product) => uncoveredOf(product, installed, groups))
    .sort((one, other) => other.product.licenses - one.product.licenses)
  const { windows, office } = cheapestKeyGroup(fleet, { groups })
  const licenses = sum(fleet)
  return {
    licenses,
    servedLicenses: licenses - sum(uncovered.map(({ product }) => product)),
    uncovered,
    cheapestForAll: [...(windows ? [windows.id] : []), ...office.map(({ id }) => id)],
  }
}

function uncoveredOf<Product extends FleetProduct>(
  product: Product,
  installed: readonly KeyGroup[],
  groups: readonly KeyGroup[],
): Uncovered<Product> {
  const { windows, office } = cheapestKeyGroup([product], { groups })
  const cheapest = windows?.id ?? office[0]?.id
  const sameSide = installed.filter((key) => (key.application === 'office') === (product.family === 'office'))
  const nearest = sameSide.at(-1)
  const coverage = nearest && keyCovers(nearest, product, groups)
  return {
    product,
    ...(coverage && !coverage.ok && { refusal: coverage.refusal }),
    ...(cheapest !== undefined && { cheapest }),
  }
}

const sum = (products: readonly FleetProduct[]) =>
  products.reduce((total, { licenses }) => total + licenses, 0)
