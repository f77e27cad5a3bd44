/**
 * One check of many zones, some of whose servers are dead: the wall clock beside the longest wait for one server, and
 * beside dig, eight at a time, with the same questions. BIND serves the zones where there is one, else this process.
 */
import { execFile } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DnsFindings } from '@/lib/activation/discovery/dns-findings'
import { checkZones, type ZoneToCheck } from '@/lib/probes/check-zones'
import { startTestDnsServer } from '@/lib/probes/dns-server.testing'
import { findProgram, LOOPBACK, startNamed } from '../scripts/bind/named'
import { type BenchLine, millisecondsOf } from './bench-line'

const ZONES = 500
const RECORDS = 4
const DEAD = 5
const TIMEOUT_MS = 3_000
const AT_ONCE = 8
const KMS_ADDRESS = '127.0.0.1'

export async function benchDiscovery(scale: number): Promise<BenchLine[]> {
  const names = Array.from(
    { length: Math.max(10, Math.round(ZONES * scale)) },
    (_, at) => `zone${at}.bench.test`,
  )
  const door = await openDoor()
  const server = await serve(names, door.port)
  const dead = await Promise.all(Array.from({ length: DEAD }, deadServer))
  const zones = zonesOf(names, server.address, dead.map(addressOf))
  let findings: DnsFindings | undefined
  const ours = await millisecondsOf(async () => {
    findings = await checkZones(zones, { guard: LOOPBACK, timeoutMs: TIMEOUT_MS, atOnce: AT_ONCE })
  })
  verify(findings, zones)
  const dig = findProgram('dig')
  const peer = dig ? await digAll(dig, zones, server.address) : undefined
  if (!peer)
    console.log('dig is not installed (Debian and Ubuntu: apt install bind9-dnsutils): no figure beside it.')
  await server.stop()
  for (const socket of dead) socket.close()
  door.server.close()
  return [limitLine(ours, names.length, server.program), ...(peer ? [digLine(ours, peer, names.length)] : [])]
}

function limitLine(ours: number, zones: number, program: string): BenchLine {
  const limit = TIMEOUT_MS * 1.1
  const name = `discovery: ${zones} zones by ${RECORDS} records, ${DEAD} dead servers, ${program}`
  const aim = 'the slowest time-out plus 10 %'
  return {
    name,
    ours,
    peer: limit,
    unit: 'ms',
    peerName: 'limit',
    ratio: ours / limit,
    aim,
    met: ours <= limit,
  }
}

function digLine(ours: number, peer: number, zones: number): BenchLine {
  const name = `discovery: the same ${zones} zones beside dig`
  const peerName = `dig, ${AT_ONCE} at a time, each dead server asked once`
  return { name, ours, peer, unit: 'ms', peerName, ratio: ours / peer, aim: '<= 1', met: ours <= peer }
}

/** Every zone lists the living server; every other one a dead one before it, one in fifty nothing else. */
function zonesOf(names: readonly string[], alive: string, dead: readonly string[]): ZoneToCheck[] {
  return names.map((name, at) => {
    const silent = dead[at % dead.length] ?? ''
    if (at % 50 === 49) return { name, servers: [silent] }
    return { name, servers: at % 2 === 0 ? [silent, alive] : [alive] }
  })
}

/** A figure for wrong answers is none. */
function verify(findings: DnsFindings | undefined, zones: readonly ZoneToCheck[]): void {
  const whole = findings?.answers.filter((one) => one.kind === 'srv' && one.records.length === RECORDS).length
  const wanted = zones.filter(({ servers }, at) => at % 50 !== 49 && servers.length > 0).length
  const addresses = findings?.targets.filter(({ kind }) => kind === 'addresses').length
  const failed = findings?.answers.filter(({ kind }) => kind === 'failed').length
  const silent = zones.reduce((sum, { servers }, at) => sum + servers.length - (at % 50 === 49 ? 0 : 1), 0)
  if (whole !== wanted || addresses !== wanted * RECORDS || failed !== silent) {
    throw new Error(
      `Found ${whole} of ${wanted} zones, ${addresses} addresses and ${failed} of ${silent} failures.`,
    )
  }
}

const hostName = (zone: string, at: number) => `kms${at}.${zone}`

interface Serving {
  address: string
  program: string
  stop(): Promise<void>
}

async function serve(names: readonly string[], port: number): Promise<Serving> {
  const program = findProgram('named')
  if (program && process.platform === 'linux') {
    const named = await startNamed(program, new Map(names.map((name) => [name, zoneText(port)])))
    return { address: named.server, program: 'BIND', stop: () => named.stop() }
  }
  const server = await startTestDnsServer(({ name, type }) => {
    if (type === 'A') return { answers: [{ type: 'A', name, data: KMS_ADDRESS }] }
    if (type !== 'SRV') return {}
    const zone = name.split('.').slice(2).join('.')
    const records = Array.from({ length: RECORDS }, (_, at) => ({ target: hostName(zone, at), port }))
    return { answers: records.map((data) => ({ type: 'SRV', name, data })) }
  })
  return { address: server.address, program: 'a server in this process', stop: () => server.close() }
}

function zoneText(port: number): string {
  const hosts = Array.from({ length: RECORDS }, (_, at) => at)
  return [
    '$TTL 300',
    '@ IN SOA ns hostmaster 1 3600 600 86400 60',
    '@ IN NS ns',
    'ns IN A 127.0.0.1',
    ...hosts.map((at) => `_vlmcs._tcp IN SRV 0 0 ${port} kms${at}`),
    ...hosts.map((at) => `kms${at} IN A ${KMS_ADDRESS}`),
    '',
  ].join('\n')
}

/** Takes packets and never answers. */
function deadServer(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1', () => resolve(socket))
  })
}

const addressOf = (socket: Socket) => `127.0.0.1:${socket.address().port}`

function openDoor(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => undefined))
    server.listen(0, KMS_ADDRESS, () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 })
    })
  })
}

/** The questions of our run as batch files of dig, eight of them side by side. Milliseconds. */
async function digAll(dig: string, zones: readonly ZoneToCheck[], alive: string): Promise<number> {
  const at = (server: string) => `@${server.split(':')[0]} -p ${server.split(':')[1]}`
  const silent = [...new Set(zones.flatMap(({ servers }) => servers.filter((one) => one !== alive)))]
  const answered = zones.filter(({ servers }) => servers.includes(alive))
  const questions = [
    ...silent.map((server) => `${at(server)} _vlmcs._tcp.${zones[0]?.name} SRV`),
    ...answered.map(({ name }) => `${at(alive)} _vlmcs._tcp.${name} SRV`),
    ...answered.flatMap(({ name }) =>
      Array.from({ length: RECORDS }, (_, host) => hostName(name, host)).flatMap((host) => [
        `${at(alive)} ${host} A`,
        `${at(alive)} ${host} AAAA`,
      ]),
    ),
  ]
  const folder = await mkdtemp(join(tmpdir(), 'activation-console-dig-'))
  const files = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, batch) => {
      const file = join(folder, `batch${batch}`)
      await writeFile(file, `${questions.filter((_line, turn) => turn % AT_ONCE === batch).join('\n')}\n`)
      return file
    }),
  )
  const time = await millisecondsOf(() => Promise.all(files.map((file) => digBatch(dig, file))))
  await rm(folder, { recursive: true, force: true })
  return time
}

function digBatch(dig: string, file: string): Promise<void> {
  const args = ['+tries=1', `+time=${TIMEOUT_MS / 1000}`, '+short', '-f', file]
  return new Promise((resolve) => {
    // Servers that do not answer make it end with an error, as they should.
    execFile(dig, args, { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 }, () => resolve())
  })
}
