import { comparedGeneration, type KmsProduct, releaseRank } from '../product/release-order'
import { SEED_HOST_TABLES } from './host-tables'
import type { EditionGroup, KeyGroup, KeyGroupId, OfficeKeyGroup, WindowsKeyGroup } from './key-group-table'

export type { KeyGroup } from './key-group-table'

/** Why a key does not serve a product. */
export type CoverageRefusal =
  /** The product came out after the key. needed: the cheapest key that serves it. */
  | { kind: 'keyTooOld'; keyUpTo: string; product: string; needed?: KeyGroupId }
  /** A key of a client edition serves no server. */
  | { kind: 'clientOnlyKey'; needed?: KeyGroupId }
  /** 2008 and 2008 R2: the edition belongs to a higher group. */
  | { kind: 'editionNotCovered'; has: EditionGroup; needs: EditionGroup; needed?: KeyGroupId }
  /** 2008 and 2008 R2: without the edition nobody can say which group it needs. */
  | { kind: 'editionUnknown'; has: EditionGroup }
  | { kind: 'needsOfficeHostKey'; needed?: KeyGroupId }
  | { kind: 'needsWindowsHostKey'; needed?: KeyGroupId }
  | { kind: 'otherOfficeVersion'; serves: string; product: string; needed?: KeyGroupId }
  /** An edition that was never sold by volume, so no host key serves it. */
  | { kind: 'notByVolume'; product: string; edition: string }
  | { kind: 'unknownProduct' }

export type Coverage = { ok: true } | { ok: false; refusal: CoverageRefusal }

const ALL = SEED_HOST_TABLES.groups

/** The row of a key group; throws for one that the table does not have. groups: with entries of ours. */
export function keyGroup(id: KeyGroupId, groups: readonly KeyGroup[] = ALL): KeyGroup {
  const row = groups.find((group) => group.id === id)
  if (row === undefined) throw new Error(`No key group ${id}`)
  return row
}

const EDITION_GROUPS: readonly (readonly [RegExp, EditionGroup])[] = [
  [/IA64|Itanium|Datacenter/i, 'C'],
  [/Standard|Enterprise/i, 'B'],
  [/Web|HPC|ComputeCluster/i, 'A'],
]

/** The group of a server edition of 2008 or 2008 R2, from its ID or its name; absent for others. */
export function editionGroupOf(edition: string | undefined): EditionGroup | undefined {
  return EDITION_GROUPS.find(([pattern]) => pattern.test(edition ?? ''))?.[1]
}

/**
 * The article’s Vista key serves Business and Enterprise; Windows 7 came by volume as Professional and Enterprise.
 * Later generations have KMS client licenses for all editions.
 */
const SOLD_TO_CONSUMERS = /^(?:Starter|Home|Ultimate)/i
const WITH_CONSUMER_EDITIONS = new Set(['Windows Vista', 'Windows 7'])

const HAS_EDITION_GROUPS = new Set(['Windows Server 2008', 'Windows Server 2008 R2'])

/**
 * Does this host key serve the product, wherever the host runs? A key serves its own version and the older
 * ones. Windows 11 shares its activation IDs with Windows 10, so an older key may serve it in practice; the
 * planning guide does not list it, and nothing is promised here that it does not list. Sources: the rows of
 * key-group-table.ts. groups: where to look for a key that does, with entries of ours.
 */
export function keyCovers(key: KeyGroup, product: KmsProduct, groups: readonly KeyGroup[] = ALL): Coverage {
  const coverage = key.application === 'office' ? officeCoverage(key, product) : windowsCoverage(key, product)
  if (coverage === undefined) return { ok: true }
  if (
    coverage.kind === 'unknownProduct' ||
    coverage.kind === 'editionUnknown' ||
    coverage.kind === 'notByVolume'
  ) {
    return { ok: false, refusal: coverage }
  }
  const needed = groups.find((one) => serves(one, product))?.id
  return { ok: false, refusal: { ...coverage, ...(needed !== undefined && { needed }) } }
}

function officeCoverage(key: OfficeKeyGroup, product: KmsProduct): CoverageRefusal | undefined {
  if (product.family === 'client' || product.family === 'server') return { kind: 'needsWindowsHostKey' }
  if (product.family !== 'office' || product.generation === undefined) return { kind: 'unknownProduct' }
  if (product.generation === key.serves) return undefined
  return { kind: 'otherOfficeVersion', serves: key.serves, product: product.generation }
}

function windowsCoverage(key: WindowsKeyGroup, product: KmsProduct): CoverageRefusal | undefined {
  if (product.family === 'office') return { kind: 'needsOfficeHostKey' }
  const generation = comparedGeneration(product)
  const rank = releaseRank(generation)
  if (product.family === 'other' || generation === undefined || rank === undefined) {
    return { kind: 'unknownProduct' }
  }
  const { family, edition } = product
  if (WITH_CONSUMER_EDITIONS.has(generation) && edition !== undefined && SOLD_TO_CONSUMERS.test(edition)) {
    return { kind: 'notByVolume', product: generation, edition }
  }
  const upTo = family === 'server' ? key.serversUpTo : key.clientsUpTo
  if (upTo === undefined) return { kind: 'clientOnlyKey' }
  if (rank > (releaseRank(upTo) ?? -1)) return { kind: 'keyTooOld', keyUpTo: upTo, product: generation }
  return HAS_EDITION_GROUPS.has(generation) ? editionCoverage(key, edition) : undefined
}

function editionCoverage(key: WindowsKeyGroup, edition: string | undefined): CoverageRefusal | undefined {
  const has = key.editionGroup
  if (has === undefined || has === 'C') return undefined
  const needs = editionGroupOf(edition)
  if (needs === undefined) return { kind: 'editionUnknown', has }
  return needs > has ? { kind: 'editionNotCovered', has, needs } : undefined
}

const CARRIED_OVER = new Set(['Windows Vista', 'Windows 8'])
const FIRST_WITHOUT = releaseRank('Windows 10') ?? 0

/**
 * Of keys since Windows 10 the current planning guide (11/2024) lists clients down to Windows 8.1 and 7 and names neither 8 nor
 * Vista: that these are served is carried over from older guides.
 */
export const isCarriedOver = (key: KeyGroup, { family, generation = '' }: KmsProduct): boolean =>
  key.application === 'windows' &&
  key.own === undefined &&
  (releaseRank(key.clientsUpTo) ?? 0) >= FIRST_WITHOUT &&
  family === 'client' &&
  CARRIED_OVER.has(generation)

/** True when the key serves the product; keyCovers says why not. */
export const serves = (key: KeyGroup, product: KmsProduct): boolean =>
  (key.application === 'office' ? officeCoverage(key, product) : windowsCoverage(key, product)) === undefined

const isWindowsKey = (key: KeyGroup): key is WindowsKeyGroup => key.application === 'windows'
const isOfficeKey = (key: KeyGroup): key is OfficeKeyGroup => key.application === 'office'

/** The keys a fleet needs: one for Windows, one for each Office version. */
export interface KeysForFleet {
  /** Absent when the fleet has no Windows that KMS knows. */
  windows?: WindowsKeyGroup
  office: OfficeKeyGroup[]
  /** Products no key group serves, or that nobody can place. */
  unserved: KmsProduct[]
}

export interface KeyChoice {
  /** Only keys that this platform can hold: 'Windows Server 2016'. */
  hostPlatform?: string
  /** The keys to choose from, with entries of ours; without it the table's. */
  groups?: readonly KeyGroup[]
}

/**
 * The cheapest host keys that serve every product of the fleet. A host holds one Windows key, so one key must
 * serve all Windows products; each Office version has a key of its own on the same host.
 */
export function cheapestKeyGroup(
  fleet: readonly KmsProduct[],
  { hostPlatform, groups = ALL }: KeyChoice = {},
): KeysForFleet {
  const keys = groups
    .filter(isWindowsKey)
    .filter(({ installsOn }) => hostPlatform === undefined || installsOn.includes(hostPlatform))
  const servable = fleet.filter((product) => keys.some((key) => serves(key, product)))
  const windows =
    servable.length === 0 ? undefined : keys.find((key) => servable.every((one) => serves(key, one)))
  const office = groups.filter(isOfficeKey).filter((key) => fleet.some((product) => serves(key, product)))
  const held: KeyGroup[] = windows === undefined ? office : [windows, ...office]
  const unserved = fleet.filter((product) => !held.some((key) => serves(key, product)))
  return { ...(windows !== undefined && { windows }), office, unserved }
}

/** The products of a fleet that none of the installed keys serves. */
export function unservedBy(keys: readonly KeyGroup[], fleet: readonly KmsProduct[]): KmsProduct[] {
  return fleet.filter((product) => !keys.some((key) => serves(key, product)))
}

/**
 * The key group a host's product description tells: 'VOLUME_KMS_WS22 channel'. VOLUME_KMS alone is the key of
 * a client edition or of Office; only Vista's is told apart, by the generation. Absent when nothing fits.
 * groups: the table with entries of ours.
 */
export function keyGroupOfHost(
  description: string | undefined,
  generation?: string,
  groups: readonly KeyGroup[] = ALL,
): KeyGroup | undefined {
  const channel = /\bVOLUME_KMS[\w-]*/i.exec(description ?? '')?.[0].toUpperCase()
  if (channel === undefined) return undefined
  if (channel !== 'VOLUME_KMS') {
    return groups.filter(isWindowsKey).find((group) => group.descriptionChannel?.toUpperCase() === channel)
  }
  if (generation === 'Windows Vista') return keyGroup('vista', groups)
  return groups.filter(isOfficeKey).find((group) => group.serves === generation)
}
