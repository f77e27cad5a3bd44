import type { Product } from './products'

/** The families people buy licenses by. */
export const LICENSE_FAMILIES = ['windows', 'server', 'office', 'visio', 'project', 'addon', 'other'] as const

export type LicenseFamily = (typeof LICENSE_FAMILIES)[number]

export const FAMILY_LABELS: Readonly<Record<LicenseFamily, string>> = {
  windows: 'Windows',
  server: 'Windows Server',
  office: 'Office',
  visio: 'Visio',
  project: 'Project',
  addon: 'Add-ons and ESU',
  other: 'Other',
}

/** The family of a named product: Visio and Project are licensed apart from the Office suite they belong to. */
export function licenseFamily({
  family,
  label,
  isAddon,
}: Pick<Product, 'family' | 'label' | 'isAddon'>): LicenseFamily {
  if (isAddon) return 'addon'
  if (family === 'client') return 'windows'
  if (family !== 'office') return family
  if (/\bVisio\b/.test(label)) return 'visio'
  return /\bProject\b/.test(label) ? 'project' : 'office'
}
