import { randomUUID } from 'node:crypto'
import type { DnsFindings, SrvSeen, TargetFinding, ZoneAnswer } from '@/lib/activation/discovery/dns-findings'
import type { Transaction } from '@/lib/data/audit'
import { saveFindings } from '@/lib/data/discovery/check-store'
import { noteSightings } from '@/lib/data/kms-hosts/note-sightings'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { SAMPLE_DOMAIN, SAMPLE_HOSTS } from './sample-machines'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SERVERS = ['192.0.2.53:53', '192.0.2.54:53']
const FOREIGN_SERVER = '198.51.100.53:53'

const SPARE = `kms03.${SAMPLE_DOMAIN}`
const RETIRED = `kms-old.${SAMPLE_DOMAIN}`
const FOREIGN = 'kms.partner.example'

/** Addresses of documentation (RFC 5737): they belong to nobody. */
const HOSTS = [
  {
    name: SAMPLE_HOSTS.main,
    addresses: ['192.0.2.11'],
    platform: 'Windows Server 2022',
    site: 'Berlin',
    keyGroup: 'server-2022',
    owner: 'Server team',
    isVirtual: true,
  },
  {
    name: SAMPLE_HOSTS.second,
    addresses: ['192.0.2.12'],
    platform: 'Windows Server 2022',
    site: 'Dublin',
    keyGroup: 'server-2022',
    owner: 'Server team',
    isVirtual: true,
  },
  {
    name: SPARE,
    addresses: ['192.0.2.13'],
    platform: 'Windows Server 2025',
    site: 'Berlin',
    keyGroup: 'server-2025',
    owner: 'Server team',
    isVirtual: true,
  },
  {
    name: SAMPLE_HOSTS.lab,
    addresses: ['192.0.2.40'],
    platform: 'Windows Server 2022',
    site: 'Lab',
    keyGroup: 'server-2022',
    owner: 'Lab',
  },
  {
    name: RETIRED,
    addresses: ['192.0.2.10'],
    platform: 'Windows Server 2012 R2',
    keyGroup: 'server-2012-r2-windows-10',
    owner: 'Server team',
    retiredReason: 'Replaced by kms01 and kms02.',
  },
]

interface SampleZone {
  name: string
  servers: string[]
  isUntrusted?: true
  /** SRV records each server has; 'silent' for one that does not answer. */
  records: (SrvSeen[] | 'silent')[]
  /** Hosts that belong here; every other has an exception. */
  expects: string[]
}

const srv = (host: string, port = 1688, priority = 0): SrvSeen => {
  return { host, port, priority, weight: 0, ttlSeconds: 3600 }
}
const both = [SAMPLE_HOSTS.main, SAMPLE_HOSTS.second]

/** A little of each fault, and much that is right. */
const ZONES: readonly SampleZone[] = [
  {
    name: SAMPLE_DOMAIN,
    servers: SERVERS,
    records: [both, both].map((hosts) => [...hosts.map((host) => srv(host)), srv(SPARE)]),
    expects: [...both, SPARE],
  },
  {
    name: `lab.${SAMPLE_DOMAIN}`,
    servers: SERVERS,
    records: [[srv(SAMPLE_HOSTS.lab)], [srv(SAMPLE_HOSTS.lab)]],
    expects: [SAMPLE_HOSTS.lab],
  },
  {
    name: `emea.${SAMPLE_DOMAIN}`,
    servers: SERVERS,
    records: [
      [srv(SAMPLE_HOSTS.main, 1688, 10), srv(SAMPLE_HOSTS.second)],
      [srv(SAMPLE_HOSTS.main, 1688, 10)],
    ],
    expects: both,
  },
  {
    name: `shop.${SAMPLE_DOMAIN}`,
    servers: SERVERS,
    records: [0, 1].map(() => [srv(SAMPLE_HOSTS.main), srv(SAMPLE_HOSTS.second, 1689), srv(RETIRED)]),
    expects: both,
  },
  { name: `apac.${SAMPLE_DOMAIN}`, servers: ['203.0.113.53:53'], records: ['silent'], expects: both },
  {
    name: 'partner.example',
    servers: [FOREIGN_SERVER],
    isUntrusted: true,
    records: [[srv(SAMPLE_HOSTS.second), srv(FOREIGN)]],
    expects: both,
  },
]

/** Zones, registered hosts and the answers of one check, marked as sample. What is there under the same name stays. */
export async function addSampleDiscovery(now: Date, by: string): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    await addHosts(tx, now, by)
    const added = await addZones(tx, now)
    await addCheck(tx, added, now)
  })
}

async function addHosts(tx: Transaction, now: Date, by: string): Promise<void> {
  const facts = { registeredAt: new Date(now.getTime() - 200 * DAY_MS), registeredBy: by, isSample: true }
  const retiredAt = new Date(now.getTime() - 40 * DAY_MS)
  await tx.kmsHostRegistration.createMany({
    data: HOSTS.map((host) => {
      return { ...host, ...facts, id: randomUUID(), retiredAt: host.retiredReason ? retiredAt : null }
    }),
    skipDuplicates: true,
  })
  const main = await tx.kmsHostRegistration.findUnique({
    where: { name: SAMPLE_HOSTS.main },
    select: { id: true },
  })
  await tx.kmsHostRegistration.updateMany({
    where: { name: SPARE, isSample: true },
    data: { spareForId: main?.id },
  })
}

async function addZones(tx: Transaction, now: Date): Promise<SampleZone[]> {
  const names = ZONES.map(({ name }) => name)
  const known = await tx.dnsZone.findMany({ where: { name: { in: names } }, select: { name: true } })
  const added = ZONES.filter(({ name }) => !known.some((one) => one.name === name))
  await tx.dnsZone.createMany({
    data: added.map(({ name, servers, isUntrusted = false }) => {
      return { name, servers, isUntrusted, createdAt: now, origin: 'sample', isSample: true }
    }),
  })
  const zones = await tx.dnsZone.findMany({
    where: { name: { in: added.map(({ name }) => name) } },
    select: { id: true, name: true },
  })
  const hosts = await tx.kmsHostRegistration.findMany({
    where: { isSample: true, retiredAt: null },
    select: { id: true, name: true },
  })
  const exceptions = zones.flatMap(({ id, name }) => {
    const expects = added.find((zone) => zone.name === name)?.expects ?? []
    const others = hosts.filter((host) => !expects.includes(host.name))
    return others.map((host) => ({ zoneId: id, hostId: host.id, isExpected: false }))
  })
  await tx.dnsZoneExpectation.createMany({ data: exceptions, skipDuplicates: true })
  return added
}

async function addCheck(tx: Transaction, zones: SampleZone[], now: Date): Promise<void> {
  const at = new Date(now.getTime() - 12 * MINUTE_MS)
  const check = await tx.dnsCheck.create({
    data: {
      createdAt: at,
      startedAt: at,
      finishedAt: at,
      askedBy: 'Sample',
      origin: 'sample',
      status: 'done',
      zones: zones.length,
      zonesDone: zones.length,
      isSample: true,
    },
    select: { id: true },
  })
  await saveFindings(tx, check.id, sampleFindings(zones, at.toISOString()))
  for (const { name, records } of zones) {
    const hosts = records.flatMap((one) => (one === 'silent' ? [] : one))
    const isAnswered = records.some((one) => one !== 'silent')
    if (isAnswered) await noteSightings(tx, { source: 'srv', seenIn: name, at, hosts, isSample: true })
  }
}

function sampleFindings(zones: readonly SampleZone[], at: string): DnsFindings {
  const answers = zones.flatMap((zone) =>
    zone.servers.map((server, turn) => answerOf(zone, server, turn, at)),
  )
  const target = (host: string, address: string): TargetFinding => {
    const found = { host, at, server: SERVERS[0] ?? '', aliases: [], name: host }
    return address === ''
      ? { ...found, kind: 'noAddress', why: 'noSuchName' }
      : { ...found, kind: 'addresses', addresses: [address] }
  }
  const addresses: readonly [string, string][] = [
    [SAMPLE_HOSTS.main, '192.0.2.11'],
    [SAMPLE_HOSTS.second, '192.0.2.12'],
    [SAMPLE_HOSTS.lab, '192.0.2.40'],
    [FOREIGN, '198.51.100.16'],
    [RETIRED, '192.0.2.10'],
    [SPARE, ''],
  ]
  return {
    answers,
    targets: addresses.map(([host, address]) => target(host, address)),
    knocks: [
      { address: '192.0.2.11', port: 1688, at, knock: { kind: 'open', ms: 4 } },
      { address: '192.0.2.12', port: 1688, at, knock: { kind: 'open', ms: 31 } },
      { address: '192.0.2.12', port: 1689, at, knock: { kind: 'refused', ms: 30 } },
      { address: '192.0.2.40', port: 1688, at, knock: { kind: 'open', ms: 6 } },
      { address: '192.0.2.10', port: 1688, at, knock: { kind: 'filtered', ms: 3000 } },
      { address: '198.51.100.16', port: 1688, at, knock: { kind: 'open', ms: 22 } },
    ],
  }
}

function answerOf({ name, records }: SampleZone, server: string, turn: number, at: string): ZoneAnswer {
  const found = records[turn] ?? 'silent'
  const facts = { zone: name, server, at, protocol: 'udp' as const, aliases: [] }
  if (found === 'silent') return { ...facts, ms: 3000, kind: 'failed', reason: { kind: 'timedOut' } }
  return { ...facts, ms: 3 + turn, kind: 'srv', records: found }
}
