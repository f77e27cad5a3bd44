import type { CollectionOutcome, CollectionWay } from './collection/outcome-table'

/**
 * The observation: the one shape in which everything the console learns about the world travels,
 * whatever it was read from. Times are ISO 8601 UTC. A value that the source masked, damaged or
 * marked as "not applicable" is absent, never stored as if it were a value.
 */

export type LicenseStatus =
  | 'unlicensed'
  | 'licensed'
  | 'initialGrace'
  | 'outOfToleranceGrace'
  | 'nonGenuineGrace'
  | 'notification'
  | 'extendedGrace'

export type Channel =
  | 'KMS client'
  | 'MAK'
  | 'KMS host'
  | 'Retail'
  | 'OEM'
  | 'Evaluation'
  | 'AVMA'
  | 'Subscription'
  | 'Unknown'

/** A product as a source names it. Ids are lower-case GUIDs. */
export interface ObservedProduct {
  name?: string
  description?: string
  activationId?: string
  applicationId?: string
  channel?: Channel
  partialKey?: string
  /** ESU and the like: shown beside the operating system, never instead of it. */
  isAddon?: boolean
  /** Microsoft 365 per-user licences: not managed here, never an alarm. */
  managedPerUser?: boolean
}

/** One licensed product on one machine. */
export interface LicenseObservation {
  kind: 'license'
  observedAt: string
  /** name: lower-cased, FQDN as given. cmid: lower-case GUID. */
  client: { name?: string; cmid?: string; isVirtual?: boolean; domain?: string }
  product: ObservedProduct
  status: LicenseStatus
  /** '0xC004F034' form: 0x and eight upper-case hex digits. */
  reason?: string
  /** As reported; absent when the license is permanent. */
  remainingMinutes?: number
  /** observedAt + remainingMinutes, or the date the text gives. */
  expiresAt?: string
  kms?: {
    host?: string
    port?: number
    foundBy?: 'dns' | 'registered'
    hostAddress?: string
    hostExtendedPid?: string
    activationIntervalMinutes?: number
    renewalIntervalMinutes?: number
    hostCaching?: boolean
  }
  rearms?: { windows?: number; sku?: number }
  activatedBy?: 'kms' | 'directory' | 'token' | 'avma'
  extendedPid?: string
  installationId?: string
}

/** What a KMS host says of itself (slmgr /dlv on the host, or its WMI object). */
export interface KmsHostObservation {
  kind: 'kmsHost'
  observedAt: string
  host: { name?: string }
  product: ObservedProduct
  status: LicenseStatus
  reason?: string
  currentCount?: number
  port?: number
  dnsPublishing?: boolean
  priority?: 'normal' | 'low'
  /** Totals since the host key was activated, not rates. */
  requests?: {
    total?: number
    failed?: number
    unlicensed?: number
    licensed?: number
    initialGrace?: number
    outOfToleranceGrace?: number
    nonGenuineGrace?: number
    notification?: number
  }
  extendedPid?: string
  installationId?: string
}

/**
 * Where an event stands in the log of its machine. It says nothing of what happened, so it is no part of what tells two
 * observations apart; numbers without a hole prove that a log is whole.
 */
export interface EventSource {
  recordId: number
  /** 'Key Management Service', 'Application' */
  channel: string
  /** lower-cased */
  computer: string
}

/** Event 12290 on a KMS host: one client's request, as the host answered it. */
export interface KmsRequestObservation {
  kind: 'kmsRequest'
  at: string
  host?: { name?: string }
  client: { name: string; cmid: string; isVirtual: boolean }
  /** '0x00000000' form. */
  hresult: string
  /** The client's own threshold (N-policy): 25 for client editions, 5 for servers and Office. */
  minimumCount: number
  /** The client's state when it asked, before the answer. */
  status: LicenseStatus
  remainingMinutes: number
  activationId: string
  /** Client's clock as sent (UTC, minute precision); against `at` it gives the skew. */
  clientTime?: string
  event?: EventSource
}

/** Events 12288 (question) and 12289 (answer) in a client's Application log. */
export interface KmsClientExchange {
  kind: 'kmsClientExchange'
  step: 'request' | 'response'
  at: string
  client: { name?: string; cmid?: string; isVirtual?: boolean }
  hresult: string
  host?: { name?: string; port?: number }
  /** request only */
  status?: LicenseStatus
  remainingMinutes?: number
  activationId?: string
  minimumCount?: number
  /** response only: the count the host told, and the intervals it handed out. */
  hostCount?: number
  activationIntervalMinutes?: number
  renewalIntervalMinutes?: number
  clientTime?: string
  event?: EventSource
}

/** Event 12308: an activation through the directory. */
export interface DirectoryActivation {
  kind: 'directoryActivation'
  at: string
  client: { name?: string }
  hresult: string
  activationId?: string
  activationObjectName?: string
  activationObjectDn?: string
  event?: EventSource
}

/** Event 12293: the host could not publish its SRV record. */
export interface DnsPublishFailure {
  kind: 'dnsPublishFailure'
  at: string
  host?: { name?: string }
  zone?: string
  hresult: string
  event?: EventSource
}

/** Events 12291, 12292 and 12294 on a KMS host: what befell its service. */
export interface KmsServiceEvent {
  kind: 'kmsService'
  at: string
  host?: { name?: string }
  what: 'startFailed' | 'renewalTimerFailed' | 'published'
  hresult: string
  /** published only */
  zone?: string
  event?: EventSource
}

/** A number of activations left on a key, as VAMT or the licensing portal reports it. */
export interface KeyCountObservation {
  kind: 'keyCount'
  observedAt: string
  partialKey: string
  product?: string
  remaining?: number
  total?: number
}

/** How the reading of one class of a machine ended. */
export interface ClassReading {
  class: string
  outcome: CollectionOutcome
  ms: number
  rows: number
  code?: string
}

/**
 * That somebody tried to read a machine, and how it ended. It says nothing of its licenses, and a machine that was only tried
 * has not reported.
 */
export interface CollectionAttempt {
  kind: 'collectionAttempt'
  at: string
  client: { name?: string }
  outcome: CollectionOutcome
  via?: CollectionWay
  code?: string
  /** version of the collector */
  collector?: string
  read?: ClassReading[]
  /** suffixes under which the machine may look for a KMS host, in order */
  dnsSuffixes?: string[]
  /** how far its clock is off from its domain's; positive where it is behind, as w32tm says it */
  clockOffsetSeconds?: number
}

/** A key that an inventory found installed. It says nothing of how the product is licensed, and is counted nowhere. */
export interface InstalledKeyObservation {
  kind: 'installedKey'
  observedAt: string
  client: { name?: string; domain?: string }
  product: ObservedProduct
}

/** What Windows' own tools told of a machine that its activation depends on. It says nothing of a license. */
export interface MachineReading {
  kind: 'machineReading'
  observedAt: string
  client: { name?: string }
  /** as in an attempt of the collector */
  dnsSuffixes?: string[]
  clockOffsetSeconds?: number
  /** edition ID: 'ServerStandardEval' */
  edition?: string
  /** 26100 */
  build?: number
}

export type Observation =
  | LicenseObservation
  | KmsHostObservation
  | KmsRequestObservation
  | KmsClientExchange
  | DirectoryActivation
  | DnsPublishFailure
  | KmsServiceEvent
  | KeyCountObservation
  | CollectionAttempt
  | InstalledKeyObservation
  | MachineReading
