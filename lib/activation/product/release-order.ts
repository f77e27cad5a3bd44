import type { ProductFamily } from './product-table'

/** Client and server generations of Windows that came out together, oldest first. */
const RELEASES: readonly (readonly string[])[] = [
  ['Windows Server 2003'],
  ['Windows Vista', 'Windows Server 2008'],
  ['Windows 7', 'Windows Server 2008 R2'],
  ['Windows 8', 'Windows Server 2012'],
  ['Windows 8.1', 'Windows Server 2012 R2'],
  // 'Windows 10/11' is what an activation ID says that both share: the host cannot tell them apart either.
  ['Windows 10', 'Windows 10/11'],
  // The planning guide lets the key of Windows 10 serve LTSB 2015 only, that of Server 2016 no LTSC and every Server (SAC).
  ['Windows 10 LTSB 2016', 'Windows Server 2016', 'Windows Server (SAC)'],
  ['Windows 10 LTSC 2019/2021', 'Windows Server 2019'],
  ['Windows 11', 'Windows Server 2022'],
  ['Windows 11 LTSC 2024', 'Windows Server 2025'],
]

/** Every generation of Windows that the rules can compare, oldest first, client and server editions apart. */
export const WINDOWS_GENERATIONS = {
  client: RELEASES.flat().filter((name) => !name.startsWith('Windows Server')),
  server: RELEASES.flat().filter((name) => name.startsWith('Windows Server')),
} as const

/** Place of a generation among the releases of Windows; absent for one that is not listed. */
export function releaseRank(generation: string | undefined): number | undefined {
  const rank = RELEASES.findIndex((release) => generation !== undefined && release.includes(generation))
  return rank < 0 ? undefined : rank
}

/** Of a host platform: is it a server edition of Windows? */
export function isServerGeneration(generation: string): boolean {
  return generation.startsWith('Windows Server')
}

/** A product as KMS rules need it; a Product of products.ts fits. */
export interface KmsProduct {
  family: ProductFamily
  /** 'Windows 10', 'Windows Server 2008 R2', 'Office LTSC 2021' */
  generation?: string | undefined
  /** 'ServerDatacenter' or 'Datacenter' */
  edition?: string | undefined
}

/** The generation to compare with keys: long-term servicing editions need newer keys than others of their Windows. */
export function comparedGeneration({ generation, edition = '' }: KmsProduct): string | undefined {
  const isLtsc = /LTSC|^(?:IoT)?EnterpriseSN?$/i.test(edition)
  if (generation === 'Windows 11' && isLtsc) return 'Windows 11 LTSC 2024'
  if (generation !== 'Windows 10' && generation !== 'Windows 10/11') return generation
  if (/LTSB ?2016/i.test(edition)) return 'Windows 10 LTSB 2016'
  return isLtsc ? 'Windows 10 LTSC 2019/2021' : generation
}
