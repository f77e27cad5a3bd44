import type { HostProduct } from '../kms/installed-key-group'
import type { KeyGroupId } from '../kms/key-group-table'
import type { LicenseStatus } from '../observation'

/** What a what-if starts from: who renews where and how often, as far as it is known at a time. Times are milliseconds since 1970. */
export interface FleetPattern {
  /** nothing later is known */
  knownUntil: number
  licenses: RenewingLicense[]
  hosts: SeenHost[]
  /** zones whose records somebody asked for: a host is in them or it is not; of others its use tells */
  checkedZones: ReadonlySet<string>
  /** machines that no KMS host activates, by what does */
  others: Readonly<Record<OtherMethod, number>>
  /** machines with a product that the tables do not know */
  unknownProducts: number
}

export type OtherMethod = 'mak' | 'directory' | 'other'

/** A product of a machine that renews from KMS hosts. */
export interface RenewingLicense {
  /** lower case */
  machine: string
  /** of a KMS client product the tables know, lower case */
  activationId: string
  /** where the machine looks for SRV records; '' where it has no domain */
  zone: string
  isVirtual: boolean
  cmid?: string
  status: LicenseStatus
  /** of the validity or grace; absent in notification */
  endsAt?: number
  /** the newest word of it, whoever said it */
  seenAt: number
  /** requests that are known, the newest last, at most MOST_ASKS; also those that the end of a validity tells */
  asks: number[]
  /** the host of the newest answer, lower case */
  host?: string
  /** the host is set on the machine, not found through DNS */
  isRegistered: boolean
  usesCaching: boolean
  /** its newest request was refused for its clock, and so will be those to come */
  hasWrongClock?: boolean
  /** comes by a change, at this time */
  joinsAt?: number
  /** keeps what a change is about apart from what it is not */
  tag?: string
}

/** A KMS host as its answers and readings show it. */
export interface SeenHost {
  /** lower case */
  name: string
  /** the newest answer or reading */
  seenAt: number
  keys: SeenKey[]
  /** keys that a person says it holds */
  heldKeys?: readonly KeyGroupId[]
  /** activation IDs that it activated after it last refused them for its key */
  served: ReadonlySet<string>
  /** activation IDs that it refused since, because its key does not serve them */
  refused: ReadonlySet<string>
  /** zones in which some machine found it through DNS */
  zones: ReadonlySet<string>
  publishes?: boolean
  activationIntervalMinutes?: number
  renewalIntervalMinutes?: number
  /** who asked it: by application ('windows', 'office'), the newest time of each CMID */
  asked: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** One host key as the host itself read it. */
export interface SeenKey extends HostProduct {
  readAt: number
  count?: number
  /** requests of licensed machines between two readings, by the host's own counter */
  renewals?: { from: number; to: number; count: number }
}

/** So many requests of a license are kept: enough for its rhythm. */
export const MOST_ASKS = 8
