import { cleanPartialKey, maskProductKeys } from '../product/product-key'

/**
 * What is looked up: blanks trimmed, and of a product key, whole or masked, the last five alone. No tables
 * behind this file: pages call it in the browser, before a text becomes an address.
 */
export function lookUpText(text: string): string {
  const masked = maskProductKeys(text).trim()
  const lastFive = /^(?:[A-Z0-9*]{5}-){4}([A-Z0-9]{5})$/i.exec(masked)?.[1]
  return lastFive === undefined ? masked : (cleanPartialKey(lastFive) ?? '')
}
