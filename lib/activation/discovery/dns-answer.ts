/** What one DNS question brought, as evidence: which server said it, over what, how fast. */

export type DnsType = 'SRV' | 'A' | 'AAAA' | 'CNAME' | 'NS' | 'SOA'

export interface DnsQuestion {
  name: string
  type: DnsType
}

interface RecordBase {
  /** Lower case, without the final dot. */
  name: string
  ttlSeconds: number
}

export type DnsRecord =
  | (RecordBase & { type: 'SRV'; host: string; port: number; priority: number; weight: number })
  | (RecordBase & { type: 'A' | 'AAAA'; address: string })
  | (RecordBase & { type: 'CNAME' | 'NS'; target: string })
  | (RecordBase & { type: 'SOA'; primary: string; serial: number })

/** No answer was had from this server. */
export type DnsFailureReason =
  /** An error code: SERVFAIL, FORMERR, NOTIMP ...; REFERRAL when it only names other servers; TRUNCATED without TCP. */
  | { kind: 'serverFailed'; rcode: string }
  | { kind: 'refused' }
  | { kind: 'timedOut' }
  /** code: of the system (ECONNREFUSED), 'notAllowed: loopback', 'noServer' or 'outOfTime'. */
  | { kind: 'unreachable'; code: string }
  | { kind: 'malformed'; detail: string }

export type DnsResult =
  /** The whole answer section, CNAMEs on the way included. */
  | { kind: 'records'; records: DnsRecord[] }
  /** NXDOMAIN: neither this type nor another exists at the name. zone: the one it would lie in, as the SOA says. */
  | { kind: 'noSuchName'; zone?: string }
  /** The name exists, without a record of this type. */
  | { kind: 'noRecords'; zone?: string }
  | DnsFailureReason

export interface DnsSource {
  /** 'address:port' or '[address]:port'; empty when nobody could be asked. */
  server: string
  protocol: 'udp' | 'tcp'
  /** From the first packet to the answer or to giving up. */
  ms: number
}

export type DnsReply = DnsResult & DnsSource

export type DnsAnswer = DnsReply & {
  /** The servers that were asked before and gave no answer. */
  tried: (DnsFailureReason & DnsSource)[]
  /** The names that CNAMEs led through, the asked one first; empty without a CNAME. */
  aliases: string[]
  /** The name at the end of the CNAMEs; the asked one without any. */
  end?: string
}

/** Is it an answer, be it that nothing is there? Everything else says something of the server only. */
export function isAnswered(answer: DnsResult): answer is Exclude<DnsResult, DnsFailureReason> {
  return answer.kind === 'records' || answer.kind === 'noSuchName' || answer.kind === 'noRecords'
}

/** The reason of a failure without where and when it was met. */
export function failureReason(answer: DnsFailureReason): DnsFailureReason {
  if (answer.kind === 'serverFailed') return { kind: answer.kind, rcode: answer.rcode }
  if (answer.kind === 'unreachable') return { kind: answer.kind, code: answer.code }
  if (answer.kind === 'malformed') return { kind: answer.kind, detail: answer.detail }
  return { kind: answer.kind }
}

/** A connection to a TCP port, closed at once; nothing is sent. */
export type Knock =
  | { kind: 'open'; ms: number }
  /** The machine is there and nothing listens. */
  | { kind: 'refused'; ms: number }
  /** Neither yes nor no until the time was over: a firewall, or the machine is off. */
  | { kind: 'filtered'; ms: number }
  /** code: of the system (EHOSTUNREACH), or 'notAllowed: loopback'. */
  | { kind: 'unreachable'; code: string; ms: number }
  | { kind: 'noAddress' }
