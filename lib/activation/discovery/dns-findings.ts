import type { DnsFailureReason, DnsSource, Knock } from './dns-answer'

/** What one check of the zones brought: evidence, without a judgement. Times are ISO 8601 UTC. */

/** An SRV record of _vlmcs._tcp in a zone. host: lower case; empty where the zone says that there is no such service. */
export interface SrvSeen {
  host: string
  port: number
  priority: number
  weight: number
  ttlSeconds: number
}

/** A name at the end of CNAMEs, or in a zone above the one that was asked about. */
export interface RecordPlace {
  name: string
  /** The zone the name lies in, by its SOA record; absent where no server said. */
  zone?: string
}

/** One server's answer to the question for a zone's SRV records. */
export type ZoneAnswer = DnsSource & {
  zone: string
  at: string
  /** Names that CNAMEs led through from _vlmcs._tcp.ZONE; empty as a rule. */
  aliases: string[]
  /** Where the records stand, or would; absent where it is as asked and nobody said more. */
  place?: RecordPlace
} & (
    | { kind: 'srv'; records: SrvSeen[] }
    | { kind: 'nothing'; why: 'noSuchName' | 'noRecords' }
    | { kind: 'failed'; reason: DnsFailureReason }
  )

/** The addresses of one target of SRV records. */
export type TargetFinding = {
  host: string
  at: string
  server: string
  /** Names that CNAMEs led through. RFC 2782 wants none. */
  aliases: string[]
  /** The name at the end of the CNAMEs; the host itself without any. */
  name: string
} & (
  | { kind: 'addresses'; addresses: string[] }
  | { kind: 'noAddress'; why: 'noSuchName' | 'noRecords' }
  | { kind: 'notKnown'; reason: DnsFailureReason }
)

/** A connection to one address and port of a target. */
export interface KnockFinding {
  address: string
  port: number
  at: string
  knock: Knock
}

export interface DnsFindings {
  answers: ZoneAnswer[]
  targets: TargetFinding[]
  knocks: KnockFinding[]
}
