import { cleanName, KMS_PORT, srvName } from './discovery'

/** A KMS host as DNS should show it. */
export interface PublishedHost {
  /** Whole DNS name: 'kms01.example.net'. */
  host: string
  port?: number
  priority?: number
  weight?: number
}

/** A zone in which clients search. */
export interface ClientZone {
  zone: string
  /** The zone belongs to a forest that the hosts may not write to. */
  isUntrusted?: boolean
}

/** How a record gets into its zone. */
export type RecordMaker =
  /** The host's own zone: it registers itself every 24 hours. */
  | 'host'
  /** Listed in DnsDomainPublishList, with rights in the zone. */
  | 'publishList'
  /** The administrators of the zone, and again at every change. */
  | 'byHand'

export interface ExpectedSrv {
  name: string
  host: string
  port: number
  priority: number
  weight: number
  maker: RecordMaker
}

/** A name that must resolve in the zone although its host lives elsewhere. */
export interface ExpectedAddress {
  zone: string
  host: string
}

export interface ExpectedRecords {
  srv: ExpectedSrv[]
  /** Untrusted zones: A records beside the SRV records, since nobody else resolves the hosts there. */
  addresses: ExpectedAddress[]
}

const zoneOf = (host: string) => cleanName(host).split('.').slice(1).join('.')

/**
 * The records these hosts and zones need: an SRV record for each host in each zone. A host publishes only in
 * its own zone by itself (Volume Activation 2.0 article; KMS planning guide, Microsoft, 11/2024).
 */
export function expectedRecords(
  hosts: readonly PublishedHost[],
  zones: readonly ClientZone[],
): ExpectedRecords {
  const srv = zones.flatMap((zone) => hosts.map((host) => expectedSrv(host, zone)))
  const untrusted = zones.filter(({ isUntrusted }) => isUntrusted === true)
  const addresses = untrusted.flatMap(({ zone }) =>
    hosts.map(({ host }) => ({ zone: cleanName(zone), host: cleanName(host) })),
  )
  return { srv, addresses }
}

function expectedSrv(host: PublishedHost, { zone, isUntrusted }: ClientZone): ExpectedSrv {
  return {
    name: srvName(zone),
    host: cleanName(host.host),
    port: host.port ?? KMS_PORT,
    priority: host.priority ?? 0,
    weight: host.weight ?? 0,
    maker: makerOf(cleanName(zone), host.host, isUntrusted === true),
  }
}

function makerOf(zone: string, host: string, isUntrusted: boolean): RecordMaker {
  if (isUntrusted) return 'byHand'
  return zoneOf(host) === zone ? 'host' : 'publishList'
}

/** An SRV record as DNS gave it. */
export interface FoundSrv {
  name: string
  host: string
  port: number
  priority: number
  weight: number
}

export interface SrvDrift {
  missing: ExpectedSrv[]
  /** A record of one of our hosts with another port, priority or weight. */
  differing: { expected: ExpectedSrv; found: FoundSrv }[]
  /** Hosts nobody expects: perhaps gone, perhaps foreign. A client may take any of them. */
  unexpected: FoundSrv[]
}

/** What DNS shows against what it should show. Names are compared without case and final dot. */
export function srvDrift(expected: readonly ExpectedSrv[], found: readonly FoundSrv[]): SrvDrift {
  const keyOf = ({ name, host }: { name: string; host: string }) => `${cleanName(name)} ${cleanName(host)}`
  const wanted = new Map(expected.map((record) => [keyOf(record), record]))
  const present = new Set(found.map(keyOf))
  const differing = found.flatMap((record) => {
    const match = wanted.get(keyOf(record))
    return match === undefined || isSame(match, record) ? [] : [{ expected: match, found: record }]
  })
  return {
    missing: expected.filter((record) => !present.has(keyOf(record))),
    differing,
    unexpected: found.filter((record) => !wanted.has(keyOf(record))),
  }
}

const isSame = (a: ExpectedSrv, b: FoundSrv) =>
  a.port === b.port && a.priority === b.priority && a.weight === b.weight

/** Records for one registered name. Two CNAMEs of one name, as the article has it, DNS does not allow. */
export type AliasProblem =
  | { kind: 'severalCnames'; name: string; count: number }
  /** A name with a CNAME may have no other record. */
  | { kind: 'cnameBesideAddress'; name: string }
  | { kind: 'noRecord'; name: string }

export interface NameRecord {
  name: string
  type: 'A' | 'AAAA' | 'CNAME'
  value: string
}

/** What is wrong with the records behind a registered name; absent when they can stand. */
export function aliasProblem(name: string, records: readonly NameRecord[]): AliasProblem | undefined {
  const own = records.filter((record) => cleanName(record.name) === cleanName(name))
  const cnames = own.filter(({ type }) => type === 'CNAME').length
  if (own.length === 0) return { kind: 'noRecord', name: cleanName(name) }
  if (cnames > 1) return { kind: 'severalCnames', name: cleanName(name), count: cnames }
  if (cnames === 1 && own.length > 1) return { kind: 'cnameBesideAddress', name: cleanName(name) }
  return undefined
}

/** One A record per host: the form that does what the article wanted from two CNAMEs. */
export function aliasRecords(name: string, addresses: readonly string[]): NameRecord[] {
  return addresses.map((value) => ({
    name: cleanName(name),
    type: value.includes(':') ? 'AAAA' : 'A',
    value,
  }))
}
