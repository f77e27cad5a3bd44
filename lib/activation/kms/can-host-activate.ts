import { isServerGeneration, type KmsProduct, releaseRank } from '../product/release-order'
import { isAzureEdition } from './host-platforms'
import { type HostTables, SEED_HOST_TABLES } from './host-tables'
import {
  HOST_UPDATES_SOURCE,
  type HostUpdate,
  type KeyGroupId,
  type OfficeKeyGroup,
  type WindowsKeyGroup,
} from './key-group-table'
import { type CoverageRefusal, isCarriedOver, type KeyGroup, keyCovers, keyGroup } from './key-groups'
import { thresholdOf } from './thresholds'
import { serviceKnowsVirtual } from './virtual-machines'

export interface KmsHostSetup {
  /** 'Windows Server 2019'; 'Windows Server 2003' stands for 2003 SP1 with the KMS add-on. */
  hostPlatform: string
  key: KeyGroupId
  /** KB numbers known to be installed, or contained in a later cumulative update; absent: not known. */
  updates?: readonly string[]
  isVirtual?: boolean
}

/** One row a conclusion rests on. */
export interface RuleSource {
  rule: 'keyGroup' | 'hostUpdate' | 'virtualHost'
  source: string
  date: string
}

export type HostRefusal =
  | CoverageRefusal
  | { kind: 'platformTooOld'; platform: string; installsOn: readonly string[] }
  | { kind: 'platformTooNew'; platform: string; installsOn: readonly string[] }
  /** A server key on a client edition, or the other way round. */
  | { kind: 'platformOfOtherKind'; platform: string; installsOn: readonly string[] }
  | { kind: 'unknownPlatform'; platform: string }
  /** Microsoft allows no KMS host on it; Azure activates it. */
  | { kind: 'azureEdition'; platform: string }
  /** One of the updates is enough. */
  | { kind: 'updateMissing'; platform: string; anyOf: readonly string[] }
  /** Before Windows 7 and Server 2008 R2 a virtual machine could not be a KMS host (0xC004F06B). */
  | { kind: 'virtualHost'; platform: string; code: '0xC004F06B' }

export type HostAnswer =
  | {
      ok: true
      /** The count that must reach `needed`: one for Windows, one per Office version. */
      countedAs: string
      needed: number
      /** Where nothing is known of the installed updates: one of these must be there. */
      updateToCheck?: readonly string[]
      /** The current guide no longer names the product; older ones do. */
      carriedOver?: true
      evidence: RuleSource[]
    }
  | { ok: false; refusal: HostRefusal; evidence: RuleSource[] }

/**
 * Can this host activate this product? First whether the platform can hold the key, then whether the update
 * for it is there, then whether the key serves the product. A missing update shows as an invalid key on the
 * host or as 0xC004F042 on the clients. tables: with entries of ours where there are any.
 */
export function canHostActivate(
  host: KmsHostSetup,
  product: KmsProduct,
  tables: HostTables = SEED_HOST_TABLES,
): HostAnswer {
  const key = keyGroup(host.key, tables.groups)
  const evidence: RuleSource[] = [{ rule: 'keyGroup', source: key.source, date: key.date }]
  const platform = platformRefusal(key, host)
  if (platform !== undefined) return { ok: false, refusal: platform, evidence }
  const rows = updateRows(key, host.hostPlatform, tables.updates)
  const anyOf = rows.map(({ update }) => update)
  const [first] = rows
  if (first !== undefined) evidence.push({ rule: 'hostUpdate', ...sourceOfUpdate(first) })
  if (isUpdateMissing(anyOf, host.updates)) {
    return { ok: false, refusal: { kind: 'updateMissing', platform: host.hostPlatform, anyOf }, evidence }
  }
  const coverage = keyCovers(key, product, tables.groups)
  if (!coverage.ok) return { ok: false, refusal: coverage.refusal, evidence }
  return {
    ok: true,
    countedAs: key.application === 'office' ? key.serves : 'Windows',
    needed: thresholdOf(product.family),
    ...(anyOf.length > 0 && host.updates === undefined && { updateToCheck: anyOf }),
    ...(isCarriedOver(key, product) && { carriedOver: true as const }),
    evidence,
  }
}

const isUpdateMissing = (anyOf: readonly string[], installed: readonly string[] | undefined) =>
  anyOf.length > 0 &&
  installed !== undefined &&
  !installed.some((update) => anyOf.includes(updateNumber(update)))

/** 'KB5034768', however it was written down. */
const updateNumber = (text: string) =>
  text
    .trim()
    .toUpperCase()
    .replace(/^(?:KB)?[ -]?(?=\d)/, 'KB')

/** Rows of updates of which one must be installed before this platform takes the key; none where none is needed. */
function updateRows(key: KeyGroup, platform: string, updates: readonly HostUpdate[]): HostUpdate[] {
  const target = key.application === 'windows' ? key.updateTarget : undefined
  if (target === undefined) return []
  return updates.filter(({ hosts, targets }) => hosts.includes(platform) && targets.includes(target))
}

/** Where an update is from, with the date of the source. */
export function sourceOfUpdate({ own, source, date }: HostUpdate): { source: string; date: string } {
  if (own !== undefined) return { source: own.source, date: own.dated }
  return { source: source ?? HOST_UPDATES_SOURCE.source, date: date ?? HOST_UPDATES_SOURCE.date }
}

function platformRefusal(key: KeyGroup, host: KmsHostSetup): HostRefusal | undefined {
  const platform = host.hostPlatform
  if (isAzureEdition(platform)) return { kind: 'azureEdition', platform }
  const rank = releaseRank(platform)
  if (rank === undefined) return { kind: 'unknownPlatform', platform }
  const refusal =
    key.application === 'office' ? officePlatform(key, platform, rank) : windowsPlatform(key, platform, rank)
  if (refusal !== undefined) return refusal
  if (host.isVirtual === true && !serviceKnowsVirtual(platform)) {
    return { kind: 'virtualHost', platform, code: '0xC004F06B' }
  }
  return undefined
}

function windowsPlatform(key: WindowsKeyGroup, platform: string, rank: number): HostRefusal | undefined {
  const { installsOn } = key
  if (installsOn.includes(platform)) return undefined
  const isServer = isServerGeneration(platform)
  const sameKind = installsOn.filter((one) => isServerGeneration(one) === isServer)
  if (sameKind.length === 0) return { kind: 'platformOfOtherKind', platform, installsOn }
  const isTooOld = sameKind.some((one) => (releaseRank(one) ?? 0) > rank)
  return { kind: isTooOld ? 'platformTooOld' : 'platformTooNew', platform, installsOn }
}

function officePlatform(key: OfficeKeyGroup, platform: string, rank: number): HostRefusal | undefined {
  if (key.installsFrom === undefined || key.alsoOn?.includes(platform)) return undefined
  const { server, client } = key.installsFrom
  const oldest = isServerGeneration(platform) ? server : client
  if (rank >= (releaseRank(oldest) ?? 0)) return undefined
  return { kind: 'platformTooOld', platform, installsOn: [server, client] }
}
