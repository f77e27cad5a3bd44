import type { EditionGroup } from '../kms/key-group-table'
import type { KeyKind, ProductFamily } from '../product/product-table'
import type { EventLog, EventSide } from './event-table'
import type { OwnMark } from './own-mark'

/**
 * What an admin added to the reference or corrected in it. The tables in code stay the seed: an entry of ours
 * stands beside the seed's row or in its place, and when it is withdrawn the seed's row holds again.
 */
export const OWN_KINDS = ['product', 'key', 'code', 'event', 'keyGroup', 'hostUpdate', 'cloudHost'] as const
export type OwnKind = (typeof OWN_KINDS)[number]

export interface OwnProduct {
  label: string
  generation: string
  family: ProductFamily
  /** In words or as Microsoft's edition ID. */
  edition: string
  keyKind: KeyKind
}

export interface OwnPublishedKey {
  publishedAs: 'gvlk' | 'avma'
  generation: string
  family: ProductFamily
  /** Windows: the edition; Office: the whole product name. */
  name: string
}

/** Our words on a code stand beside the published ones; the meaning is for codes that no table lists. */
export interface OwnReason {
  meaning?: string | undefined
  note?: string | undefined
  remedy?: string | undefined
}

export interface OwnEvent {
  log: EventLog
  provider: string
  side: EventSide
  meaning: string
  payload?: string | undefined
  isNoise: boolean
}

export type OwnKeyGroup = { label: string } & (
  | {
      application: 'windows'
      clientsUpTo: string
      serversUpTo?: string | undefined
      editionGroup?: EditionGroup | undefined
      installsOn: string[]
      updateTarget?: string | undefined
      descriptionChannel?: string | undefined
    }
  | { application: 'office'; serves: string; installsFromServer?: string; installsFromClient?: string }
)

/** The updates of which one is enough before the host takes a key of the target; empty: none is needed. */
export interface OwnHostUpdate {
  host: string
  target: string
  updates: string[]
}

/** Who runs it: 'Azure'. */
export interface OwnCloudHost {
  cloud: string
}

export interface OwnValues {
  product: OwnProduct
  key: OwnPublishedKey
  code: OwnReason
  event: OwnEvent
  keyGroup: OwnKeyGroup
  hostUpdate: OwnHostUpdate
  cloudHost: OwnCloudHost
}

/**
 * key, by kind: activation ID in lower case; last five; '0xC004F038'; event number; ID of the key group
 * ('own-...' for one that the seed does not have); 'Windows Server 2019 > Windows Server 2025';
 * name or address of a cloud's KMS host in lower case.
 */
export interface OwnRow<Kind extends OwnKind> {
  kind: Kind
  key: string
  value: OwnValues[Kind]
  mark: OwnMark
}

export type OwnEntry = { [Kind in OwnKind]: OwnRow<Kind> }[OwnKind]

/** The entries of one kind, by their keys. */
export function ownOf<Kind extends OwnKind>(
  entries: readonly OwnEntry[],
  kind: Kind,
): ReadonlyMap<string, OwnRow<Kind>> {
  const isOfKind = (entry: OwnEntry): entry is OwnEntry & OwnRow<Kind> => entry.kind === kind
  return new Map(entries.filter(isOfKind).map((entry) => [entry.key, entry]))
}

/** Key of a host update: 'Windows Server 2019 > Windows Server 2025'. */
export const hostUpdateKey = (host: string, target: string) => `${host} > ${target}`
