import type { ObservedProduct } from '@/lib/activation/observation'

const ADDON = /\badd-?on\b|\bESU\b|Extended Security Update/i

/** Microsoft 365 Apps: the license belongs to the user; what the scripts say of it is stale. */
const PER_USER = /O365\w*_(?:Grace|Subscription)|_Subscription\d*\b|RETAIL\(Subscription\)/i

/** What name and description tell of a product beyond themselves. Marks that do not apply are absent. */
export function productMarks(...texts: (string | undefined)[]): Partial<ObservedProduct> {
  const text = texts.join(' ')
  return {
    ...(ADDON.test(text) ? { isAddon: true } : {}),
    ...(PER_USER.test(text) ? { managedPerUser: true } : {}),
  }
}
