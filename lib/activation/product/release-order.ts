import type { ProductFamily } from './product-table'

/** Client and server generations of Windows that came out together, oldest first. */
const RELEASES: readonly (readonly string[])[] = [
  ['Windows Server 2003'],
  ['Windows Vista', 'Windows Server 2008'],
  ['Windows 7', 'Windows Server 2008 R2'],
  ['Windows 8', 'Windows Server 2012'],
  ['Windows 8.1', 'Windows Server 2012 R2'],
  // 'Windows 10/11' is what an activation ID says that both share: the host cannot tell them apart either.
  ['Windows 10', 'Windows 10/11', 'Windows Server 2016'],
  ['Windows Server 2019', 'Windows Server (SAC)'],
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

/** The generation to compare with keys: the LTSC edition of Windows 11 came later than Windows 11. */
export function comparedGeneration({ generation, edition }: KmsProduct): string | undefined {
  const isLtsc = /LTSC|^(?:IoT)?EnterpriseS/i.test(edition ?? '')
  return generation === 'Windows 11' && isLtsc ? 'Windows 11 LTSC 2024' : generation
}
