import { sayCount } from '../activation/words/say-amounts'

/** Numbers as the console writes them: 12,418; 1.2 k for narrow places; 96.4 %. */

/** '12,418'. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US')
}

/** Of the nouns the console counts, those that do more than take an s. */
const PLURALS: Readonly<Record<string, string>> = { entry: 'entries', person: 'people' }

export const pluralOf = (singular: string): string => PLURALS[singular] ?? `${singular}s`

/** '12,418 clients', '1 client'. */
export function formatCountOf(value: number, singular: string, plural = pluralOf(singular)): string {
  return sayCount(value, singular, plural)
}

/** '+3', '−3', '0', with the minus of typography. */
export function formatChange(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`
}

/** '96.4 %'; never rounds up to 100 nor down to 0. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '0 %'
  const share = (part / whole) * 100
  if (part > 0 && share < 0.1) return '< 0.1 %'
  if (part < whole && share > 99.9) return '> 99.9 %'
  return `${share.toFixed(1).replace(/\.0$/, '')} %`
}

const SIZES = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** '312 KB', '1.4 GB' (1 KB = 1,024 bytes). */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const step = Math.min(Math.floor(Math.log2(bytes) / 10), SIZES.length - 1)
  const value = bytes / 1024 ** step
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${SIZES[step]}`
}
