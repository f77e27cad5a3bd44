import type { CollectionOutcome, CollectionWay } from '../collection/outcome-table'
import type { HostAddress } from '../discovery/discovery'
import type { KeyGroupId } from '../kms/key-group-table'
import type { Condition } from '../license/lapse'
import type { Channel, LicenseObservation, LicenseStatus } from '../observation'

/**
 * What is known of one license of a machine and of the world around it, for a diagnosis. What nobody knows is absent;
 * absent evidence speaks neither for nor against a cause. Times are ISO 8601 UTC. The fields and their meaning are in
 * docs/command-line.md.
 */
export interface MachineFacts {
  now: string
  machine: {
    name: string
    /** The DNS zone it searches: the one set with /skms-domain, else its own suffix. */
    zone?: string
    channel: Channel
    activatedBy?: LicenseObservation['activatedBy']
    activationId?: string
    /** 'Windows 11 Enterprise' */
    product?: string
  }
  license: {
    condition: Condition
    status?: LicenseStatus
    reason?: string
    observedAt: string
    /** When the condition began. */
    since?: string
    lastRenewedAt?: string
    missedRenewals?: number
    rearmsLeft?: number
  }
  /** Set with /skms: the machine asks this host and no other. */
  registered?: HostAddress
  /** The host of its last success. */
  cached?: HostAddress
  /** What it asked and was told, from its own log and those of the hosts. */
  attempts?: Attempt[]
  dns?: ZoneLook
  /** Hosts it asked, would ask, or that its zone names. */
  hosts?: HostFacts[]
  zone?: ZoneFacts
  neighbours?: Neighbours
  /** Its clock against the host's, in minutes; ahead is positive. */
  clock?: { minutes: number; at: string }
  cmid?: { value?: string; others: string[] }
  /** The newest attempt of a collector to read it. */
  collected?: { at: string; outcome: CollectionOutcome; via?: CollectionWay }
  /** It came up with another CMID and without its activation: reinstalled, reset or rearmed. */
  startedAgain?: { at: string; times: number }
}

export interface Attempt {
  at: string
  /** What came of it; 0x00000000 is a success. */
  code: string
  host?: string
}

/** What the zone showed when it was checked last. */
export interface ZoneLook {
  at: string
  found: 'hosts' | 'noRecord' | 'noAnswer'
  hosts?: HostAddress[]
}

export interface HostFacts extends HostAddress {
  isRetired?: boolean
  /** Whether its port took a connection when it was checked last. */
  door?: { isOpen: boolean; at: string }
  /** The newest request of any other machine that it served. */
  servedOthersAt?: string
  count?: { value: number; at: string }
  /** The groups of the keys it holds. */
  keys?: KeyGroupId[]
}

/** The machine's zone among the others. */
export interface ZoneFacts {
  isListed?: boolean
  /** Other machines in it, and how many of them were ever activated through DNS. */
  machines?: number
  activated?: number
  /** When an SRV record was seen there last. */
  recordSeenAt?: string
  /** A zone that has records and whose name is much like this one, or which others of its kind search. */
  likely?: string
}

/** Others that share something with the machine: its zone, and its site or else the beginning of its name. */
export interface Neighbours {
  zone?: Neighbourhood
  site?: Neighbourhood
}

export interface Neighbourhood {
  name: string
  /** a site that somebody set, not what names begin with */
  isSet?: true
  machines: number
  /** With the same trouble. */
  ill: number
  /** Activated or renewed since this machine's trouble began. */
  well: number
  /** When the first of those with the same trouble showed it. */
  since?: string
}
