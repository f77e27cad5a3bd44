import type { ObservedProduct } from '../observation'
import { applicationOf } from '../product/application'
import { officeMajorOf, officeSlug, parseOfficeName } from '../product/office-product-name'
import { type ProductCatalogue, SEED_CATALOGUE } from '../product/product-catalogue'
import { type KnownProduct, productByActivationId } from '../product/products-by-id'

/**
 * The license row of a machine that an observation speaks of, so that slmgr /dli (no activation ID), /dlv
 * and a KMS event (activation ID only) of one product meet in one row:
 * - 'windows': the operating system; a machine has one at a time, whatever its edition and channel
 * - 'addon:...': an add-on such as ESU, beside the operating system
 * - 'office:...': one per Office product and channel
 * - 'other:...': anything else, and activation IDs nobody can place yet
 *
 * minimumCount: the threshold a KMS request carried. Only client editions of Windows send 25, so it places
 * an unknown activation ID; 5 is sent by servers and Office alike and places nothing.
 */
export function licenseSlot(
  product: ObservedProduct,
  hint: { minimumCount?: number } = {},
  { products }: ProductCatalogue = SEED_CATALOGUE,
): string {
  const known = productByActivationId(product.activationId, products)
  if (isAddonProduct(product, known)) return `addon:${addonName(product, known)}`
  if (isOfficeProduct(product, known)) return `office:${officeName(product, known)}`
  if (isWindowsProduct(product, known, hint.minimumCount)) return 'windows'
  return `other:${slug(product.name) ?? product.activationId ?? slug(product.description) ?? 'unknown'}`
}

const ADDON_TEXT = /\bESU\b|add-?on/i

function isAddonProduct(product: ObservedProduct, known: KnownProduct | undefined): boolean {
  return product.isAddon === true || known?.isAddon === true || ADDON_TEXT.test(product.name ?? '')
}

function isOfficeProduct(product: ObservedProduct, known: KnownProduct | undefined): boolean {
  const application = applicationOf(product)
  if (application !== undefined) return application !== 'windows'
  return known?.family === 'office'
}

function isWindowsProduct(
  product: ObservedProduct,
  known: KnownProduct | undefined,
  minimumCount: number | undefined,
): boolean {
  if (applicationOf(product) === 'windows') return true
  if (known !== undefined) return known.family === 'client' || known.family === 'server'
  return minimumCount === 25
}

function addonName(product: ObservedProduct, known: KnownProduct | undefined): string {
  const texts = [known?.edition, product.name, product.description]
  const year = texts.map((text) => /ESU\W*Year\W*(\d)/i.exec(text ?? '')?.[1]).find(Boolean)
  if (year !== undefined) return `esu-year-${year}`
  return slug(product.name) ?? product.activationId ?? 'unknown'
}

function officeName(product: ObservedProduct, known: KnownProduct | undefined): string {
  if (known?.family === 'office') {
    return officeSlug({ major: officeMajorOf(known.generation), code: known.edition })
  }
  const name = parseOfficeName(product.name)
  if (name !== undefined) return officeSlug(name)
  return slug(product.name) ?? product.activationId ?? 'unknown'
}

function slug(text: string | undefined): string | undefined {
  const words = (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  return words.replace(/^-|-$/g, '') || undefined
}
