/**
 * npm run test:bind: a real BIND 9 of twenty zones and four hosts with thirty deliberate faults. The matrix names them
 * all and invents none; the console's own nsupdate script goes through dynamic update; the matrix turns green. Without
 * BIND it says so and ends well.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { needsWork } from '@/lib/activation/discovery/matrix-cell'
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadRepairScript } from '@/lib/data/discovery/all-repairs'
import { loadCell } from '@/lib/data/discovery/cell-detail'
import { loadDiscovery, loadMatrix } from '@/lib/data/discovery/discovery-page'
import { closePools } from '@/lib/data/pool'
import { closePrisma, prisma } from '@/lib/data/prisma'
import { askDiscovery } from '@/lib/operations/discovery/ask-discovery'
import { runCheck } from '@/lib/operations/discovery/run-check'
import { askDns } from '@/lib/probes/ask-dns'
import type { EmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'
import { AWKWARD_FAULTS, AWKWARD_ZONES, awkwardZones, DANGLING, SECOND } from './bind/awkward-zones'
import {
  EXPECTED_IN,
  FAULTS,
  faultyZones,
  HOSTS,
  KMS_PORT,
  laggingZone,
  RETIRED,
  ROGUE_ADDRESS,
  UNREACHABLE,
  WRONG_PORT,
  ZONES,
  zoneName,
} from './bind/faulty-zones'
import { findProgram, LOOPBACK, type Named, run, startNamed } from './bind/named'

const program = findProgram('named')
const nsupdate = findProgram('nsupdate')
if (program === undefined || nsupdate === undefined || process.platform !== 'linux') {
  console.log(
    'test:bind skipped: BIND 9 is not installed, or this is not Linux (Debian and Ubuntu: apt install bind9 bind9-dnsutils).',
  )
  process.exit(0)
}

const actor = systemActor('test')
const NOW = new Date()
const doors: Server[] = []
let named: Named
let lagging: Named
let postgres: EmbeddedPostgres

before(async () => {
  process.env.LOG_LEVEL = 'silent'
  postgres = await startThrowAwayPostgres()
  process.env.DATABASE_URL = postgres.url
  await applyMigrations(postgres.url)
  named = await startNamed(program, new Map([...faultyZones(), ...awkwardZones()]))
  lagging = await startNamed(program, laggingZone())
  for (const { address } of [HOSTS[0], HOSTS[1], HOSTS[3]]) await openDoor(address, KMS_PORT)
  await openDoor(ROGUE_ADDRESS, KMS_PORT)
  // The wrong port is open too: a wrong port is named by what it is, not by its silence.
  await openDoor(HOSTS[0].address, WRONG_PORT)
  await enterInventory()
})

after(async () => {
  for (const door of doors) door.close()
  await Promise.all([named?.stop(), lagging?.stop()])
  await Promise.all([closePools(), closePrisma()])
  await postgres?.stop()
})

/** A port that takes connections, as a KMS host's does; it is never spoken to. */
async function openDoor(address: string, port: number): Promise<void> {
  const door = createServer((socket) => {
    socket.on('data', () => assert.fail('something was sent to a KMS host'))
    socket.on('error', () => undefined)
  })
  doors.push(door)
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject).listen(port, address, () => resolve())
  })
}

async function enterInventory(): Promise<void> {
  await prisma().dnsZone.createMany({
    data: ZONES.map((name, at) => ({
      name,
      createdAt: NOW,
      // Nobody listens on port 1 of 127.0.0.3, which says so at once.
      servers: UNREACHABLE.includes(at + 1) ? ['127.0.0.3:1'] : [named.server],
    })),
  })
  const registered = { registeredAt: NOW, registeredBy: 'test' }
  await prisma().kmsHostRegistration.createMany({
    data: [
      ...HOSTS.map(({ name, address }) => ({ ...registered, id: randomUUID(), name, addresses: [address] })),
      { ...registered, id: randomUUID(), name: RETIRED.name, retiredAt: NOW, retiredReason: 'replaced' },
    ],
  })
  for (const [name, numbers] of Object.entries(EXPECTED_IN)) await expectOnly(name, numbers.map(zoneName))
}

/** Exceptions in every other zone. */
async function expectOnly(name: string, places: readonly string[]): Promise<void> {
  const host = await prisma().kmsHostRegistration.findUniqueOrThrow({ where: { name } })
  const zones = await prisma().dnsZone.findMany({ select: { id: true, name: true } })
  const elsewhere = zones.filter((zone) => !places.includes(zone.name))
  const data = elsewhere.map((zone) => ({ zoneId: zone.id, hostId: host.id, isExpected: false }))
  await prisma().dnsZoneExpectation.createMany({ data })
}

/** Asks as a person would, and returns 'zone host kind' of every cell that needs work. */
async function check(): Promise<string[]> {
  const asked = await askDiscovery.run(actor, {})
  assert.ok(asked.ok, JSON.stringify(asked))
  const startedAt = performance.now()
  await runCheck(asked.checkId, new Date(), { guard: LOOPBACK, timeoutMs: 2_000 })
  console.log(`Checked in ${Math.round(performance.now() - startedAt)} ms.`)
  const { matrix } = await loadMatrix(actor)
  const cells = matrix.rows.flatMap((row) => row.cells).filter(needsWork)
  return cells.map(({ zone, host, state }) => `${zone} ${host} ${state.kind}`).sort()
}

test('the matrix names every one of thirty faults and invents none', async () => {
  assert.equal(FAULTS.length, 30)
  assert.equal(new Set(FAULTS).size, 30)
  assert.deepEqual(await check(), [...FAULTS].sort())
  const { counts } = await loadDiscovery(actor)
  assert.equal(counts.needWork, 30)
  console.log(`30 faults in ${ZONES.length} zones, all named; ${counts.cells} cells, none invented.`)
})

test('a cell says by which server, when, and what to do', async () => {
  const cell = await loadCell(actor, { zone: zoneName(12), host: HOSTS[0].name })
  assert.equal(cell?.kind, 'wrongPort')
  assert.equal(cell?.answers[0]?.who, named.server)
  assert.match(cell?.answers[0]?.words ?? '', /SRV 0 0 1689 kms01/)
  assert.match(cell?.repair?.scripts?.nsupdate ?? '', /update delete .* 1689 .*\nupdate add .* 1688 /)
})

test('the host inventory hears of the hosts in the records', async () => {
  const rogues = await prisma().kmsHostSighting.findMany({
    where: { source: 'srv', host: { contains: 'elsewhere' } },
  })
  assert.equal(rogues.length, 4)
})

test('an answer too long for UDP comes whole over TCP', async () => {
  const question = { name: '_vlmcs._tcp.big.bind-test.example', type: 'SRV' } as const
  const answer = await askDns(question, [named.server], { guard: LOOPBACK })
  assert.equal(answer.kind, 'records')
  assert.equal(answer.protocol, 'tcp')
  assert.equal(answer.kind === 'records' && answer.records.length, 80)
})

test('the nsupdate script goes through, and what DNS can mend is mended', async () => {
  const script = await loadRepairScript(actor, { format: 'nsupdate' })
  const file = join(tmpdir(), `kms-dns-repair-${randomUUID()}`)
  await writeFile(file, script ?? '')
  assert.equal(await run(nsupdate, ['-v', file]), '')
  const left = FAULTS.filter((fault) => /unreachableDns$/.test(fault) || / kms03\S* stale$/.test(fault))
  assert.equal(left.length, 7)
  assert.deepEqual(await check(), left.sort())
})

test('a script that is run a second time is refused where the zone no longer looks as it did', async () => {
  const file = join(tmpdir(), `kms-dns-repair-${randomUUID()}`)
  const zone = zoneName(2)
  const [address, port] = named.server.split(':')
  const lines = [`server ${address} ${port}`, `zone ${zone}.`, `prereq nxrrset _vlmcs._tcp.${zone}. IN SRV`]
  await writeFile(file, [...lines, `update delete _vlmcs._tcp.${zone}. IN SRV`, 'send', ''].join('\n'))
  await assert.rejects(run(nsupdate, ['-v', file]), /YXRRSET/)
})

test('with the last host started and the servers listed right, the matrix is green', async () => {
  await openDoor(HOSTS[2].address, KMS_PORT)
  await prisma().dnsZone.updateMany({ data: { servers: [named.server] } })
  assert.deepEqual(await check(), [])
  const { counts } = await loadDiscovery(actor)
  assert.equal(counts.needWork, 0)
  console.log(
    `After the script, one started host and two corrected server lists: ${counts.cells} cells, all green.`,
  )
})

test('a second server that lags behind is named', async () => {
  const name = zoneName(18)
  await prisma().dnsZone.update({ where: { name }, data: { servers: [named.server, lagging.server] } })
  assert.deepEqual(await check(), [`${name} ${HOSTS[1].name} missing`])
  const cell = await loadCell(actor, { zone: name, host: HOSTS[1].name })
  assert.match(cell?.notes.join(' ') ?? '', /disagree/)
})

test('zones as one meets them: each fault is named, and the script mends them where their records stand', async () => {
  await prisma().dnsZone.deleteMany()
  await prisma().dnsZone.createMany({
    data: AWKWARD_ZONES.map((name) => ({
      name,
      createdAt: NOW,
      servers: name === SECOND ? ['127.0.0.3:1', named.server] : [named.server],
    })),
  })
  const { name, address, zone } = DANGLING
  await prisma().kmsHostRegistration.create({
    data: { id: randomUUID(), name, addresses: [address], registeredAt: NOW, registeredBy: 'test' },
  })
  await expectOnly(name, [zone])
  await expectOnly(HOSTS[2].name, [])
  await expectOnly(HOSTS[3].name, [])
  assert.deepEqual(await check(), [...AWKWARD_FAULTS].sort())
  const file = join(tmpdir(), `kms-dns-repair-${randomUUID()}`)
  await writeFile(file, (await loadRepairScript(actor, { format: 'nsupdate' })) ?? '')
  assert.equal(await run(nsupdate, ['-v', file]), '')
  assert.deepEqual(await check(), [])
  const { counts } = await loadDiscovery(actor)
  // The dead first server is still a remark, for both hosts.
  assert.equal(counts.remarks, 4)
  console.log(`${AWKWARD_FAULTS.length} faults in ${AWKWARD_ZONES.length} awkward zones, all mended.`)
})
