import type { HostState } from '@/lib/activation/kms/host-state'
import type { LicenseStatus } from '@/lib/activation/observation'
import type { Behind } from '../behind'

/** What the KMS host pages read. Times are ISO 8601 UTC. */

/** One KMS host product, as it said last. */
export interface KmsService {
  application: 'windows' | 'office'
  productLabel: string
  description: string | null
  lastFive: string | null
  extendedPid: string | null
  status: LicenseStatus
  reason: string | null
  currentCount: number | null
  neededCount: number
  port: number | null
  dnsPublishing: boolean | null
  priority: string | null
  totalRequests: number | null
  failedRequests: number | null
  observedAt: string
}

/** A host as an admin registered it. */
export interface HostRegistration {
  id: string
  name: string
  platform: string | null
  isVirtual: boolean | null
  updates: string[]
  updatesKnown: boolean
  keyId: string | null
  keyGroup: string | null
  port: number
  priority: number
  weight: number
  addresses: string[]
  owner: string | null
  site: string | null
  note: string | null
  /** the host this one stands in for, and those that stand in for it */
  spareFor: string | null
  spares: string[]
  registeredAt: string
  registeredBy: string
  retiredAt: string | null
  retiredReason: string | null
  isSample: boolean
}

export type SightingSource = 'reading' | 'requests' | 'license' | 'exchange' | 'srv' | 'collector'

/** By what a host was seen. */
export interface HostSighting {
  source: SightingSource
  /** of licenses: absent, because only their number is known */
  lastAt: string | null
  /** requests of 30 days, clients, zones; absent where there is nothing to count */
  count?: number
  /** zones, machines that reported */
  seenIn?: string[]
  /** what was there once and is no more */
  isGone?: true
}

/** A KMS host under all its names, with what was registered and what was heard. */
export interface KmsHostRow {
  name: string
  names: string[]
  state: HostState
  cloud: string | null
  isSample: boolean
  registration: HostRegistration | null
  sightings: HostSighting[]
  firstSeenAt: string | null
  lastSeenAt: string | null
  lastRequestAt: string | null
  services: KmsService[]
  /** machines whose newest activation names it, and how many of them are licensed */
  clients: number
  licensedClients: number
  /** logged requests of the last 30 UTC days, oldest day first */
  requestsByDay: number[]
  /** how many of these days are over and lie before the newest evidence of the host */
  finishedDays: number
  requests30: number
  failed30: number
}

export interface KmsHostsView {
  now: string
  hosts: KmsHostRow[]
  /** CMIDs that several machines use at the same time now */
  sharedCmids: number
  behind: Behind
}

/** What a host said of itself at one moment. */
export interface KmsReading {
  application: 'windows' | 'office'
  observedAt: string
  status: LicenseStatus
  currentCount: number | null
  totalRequests: number | null
  failedRequests: number | null
  /** requests by the license status of the client that asked, totals as well */
  byStatus: Readonly<Record<string, number>>
  importId: string | null
  fileName: string | null
  line: number | null
}
