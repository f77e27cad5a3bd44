import { cleanName } from '@/lib/activation/discovery/discovery'
import { failureReason, isAnswered } from '@/lib/activation/discovery/dns-answer'
import type {
  DnsFindings,
  KnockFinding,
  SrvSeen,
  TargetFinding,
  ZoneAnswer,
} from '@/lib/activation/discovery/dns-findings'
import { makeSlots } from '@/lib/server/slots'
import { askForSrv, type SrvAnswer, type SrvAsker } from './ask-for-srv'
import { createDnsRun, type DnsRun, type DnsRunOptions } from './dns-run'
import { hostAddresses } from './host-addresses'
import { knock } from './knock'
import { createSystemResolver } from './system-resolver'
import { zoneServers } from './zone-servers'

export interface ZoneToCheck {
  name: string
  /** As listed by an admin; empty: the zone's own, see zoneServers. */
  servers: readonly string[]
}

export interface CheckOptions extends DnsRunOptions {
  /** Called after each zone with the number of zones done. */
  onZone?: (done: number) => void
  clock?: () => Date
}

/** A zone with more records than this is broken or hostile; the rest is not read. */
const MOST_RECORDS = 1000
const MOST_ADDRESSES = 16

/**
 * Asks every server of every zone for _vlmcs._tcp, the addresses of each target, and knocks at each address and port
 * once. Only names of these zones and targets of their records are asked for. Never throws; bounded as createDnsRun is.
 */
export async function checkZones(
  zones: readonly ZoneToCheck[],
  options: CheckOptions = {},
): Promise<DnsFindings> {
  const check = newCheck(zones, options)
  let done = 0
  const answers = await Promise.all(
    zones.map(async (zone) => {
      const found = await checkZone(check, zone)
      done += 1
      options.onZone?.(done)
      return found
    }),
  )
  return {
    answers: answers.flat(),
    targets: await Promise.all(check.targets.values()),
    knocks: await Promise.all(check.knocks.values()),
  }
}

interface Check extends SrvAsker {
  run: DnsRun
  options: CheckOptions
  /** Servers of each zone, to ask for targets that lie in it. */
  servers: Map<string, Promise<string[]>>
  targets: Map<string, Promise<TargetFinding>>
  knocks: Map<string, Promise<KnockFinding>>
  doors: ReturnType<typeof makeSlots>
  at(): string
}

function newCheck(zones: readonly ZoneToCheck[], options: CheckOptions): Check {
  const clock = options.clock ?? (() => new Date())
  const run = createDnsRun(options)
  const resolver = createSystemResolver(run.signal)
  const lookUps = makeSlots(options.atOnce ?? 8)
  const servers = zones.map(({ name, servers: listed }) => {
    const found = lookUps.take().then(async (giveBack) => {
      const { servers: known } = await zoneServers(name, listed, run.signal, resolver)
      giveBack()
      return known
    })
    return [cleanName(name), found] as const
  })
  const byZone = new Map(servers)
  return {
    run,
    options,
    servers: byZone,
    serversOf: (name) => serversOf(byZone, name),
    zones: new Map(),
    targets: new Map(),
    knocks: new Map(),
    doors: makeSlots(options.atOnce ?? 8),
    at: () => clock().toISOString(),
  }
}

async function checkZone(check: Check, zone: ZoneToCheck): Promise<ZoneAnswer[]> {
  const servers = (await check.servers.get(cleanName(zone.name))) ?? []
  if (servers.length === 0) return [nobodyToAsk(check, zone.name)]
  return Promise.all(
    servers.map(async (server) => {
      const answer = await askForSrv(check, zone.name, server)
      const found = zoneAnswer(check, zone.name, answer)
      // Follow at once what this server says: another of the zone may be dead, and nobody waits for it.
      if (found.kind === 'srv') await followRecords(check, found, servers)
      return found
    }),
  )
}

function nobodyToAsk(check: Check, zone: string): ZoneAnswer {
  const reason = { kind: 'unreachable', code: 'noServer' } as const
  return { zone, at: check.at(), server: '', protocol: 'udp', ms: 0, aliases: [], kind: 'failed', reason }
}

function zoneAnswer(check: Check, zone: string, answer: SrvAnswer): ZoneAnswer {
  const { server, protocol, ms, aliases, place } = answer
  const base = { zone, at: check.at(), server, protocol, ms, aliases, ...(place && { place }) }
  if (!isAnswered(answer)) return { ...base, kind: 'failed', reason: failureReason(answer) }
  if (answer.kind !== 'records') return { ...base, kind: 'nothing', why: answer.kind }
  const records = answer.records.flatMap((record): SrvSeen[] => {
    if (record.type !== 'SRV') return []
    const { host, port, priority, weight, ttlSeconds } = record
    return [{ host: host === '.' ? '' : host, port, priority, weight, ttlSeconds }]
  })
  return { ...base, kind: 'srv', records: records.slice(0, MOST_RECORDS) }
}

async function followRecords(
  check: Check,
  { records, server }: ZoneAnswer & { kind: 'srv' },
  servers: string[],
): Promise<void> {
  const hosts = [...new Set(records.map(({ host }) => host))].filter((host) => host !== '')
  const others = servers.filter((one) => one !== server)
  await Promise.all(
    hosts.map(async (host) => {
      const target = await once(check.targets, host, () => findTarget(check, host, [server, ...others]))
      if (target.kind !== 'addresses') return
      const ports = new Set(records.filter((record) => record.host === host).map(({ port }) => port))
      await Promise.all(
        target.addresses.flatMap((address) => [...ports].map((port) => knockOnce(check, address, port))),
      )
    }),
  )
}

async function findTarget(check: Check, host: string, servers: string[]): Promise<TargetFinding> {
  const own = await check.serversOf(host)
  const found = await hostAddresses(check.run, host, [...new Set([...own, ...servers])])
  const base = { host, at: check.at(), server: found.server, aliases: found.aliases, name: found.name }
  if (found.kind === 'addresses') {
    return { ...base, kind: 'addresses', addresses: found.addresses.slice(0, MOST_ADDRESSES) }
  }
  if (found.kind === 'noAddress') return { ...base, kind: 'noAddress', why: found.why }
  return { ...base, kind: 'notKnown', reason: found.why }
}

/** The servers of the registered zone that the host lies in; none when it lies in no such zone. */
async function serversOf(byZone: Check['servers'], host: string): Promise<string[]> {
  const labels = host.split('.')
  for (let at = 1; at < labels.length; at += 1) {
    const servers = byZone.get(labels.slice(at).join('.'))
    if (servers) return servers
  }
  return []
}

function knockOnce(check: Check, address: string, port: number): Promise<KnockFinding> {
  return once(check.knocks, `${address} ${port}`, async () => {
    const giveBack = await check.doors.take()
    const { timeoutMs, guard } = check.options
    const result = await knock(address, port, { timeoutMs, guard, signal: check.run.signal })
    giveBack()
    return { address, port, at: check.at(), knock: result }
  })
}

function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const earlier = kept.get(key)
  if (earlier) return earlier
  const made = make()
  kept.set(key, made)
  return made
}
