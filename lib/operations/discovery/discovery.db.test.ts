import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOBODY, systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadAliasChoices } from '@/lib/data/discovery/alias-choices'
import { loadRepairScript } from '@/lib/data/discovery/all-repairs'
import { loadCell } from '@/lib/data/discovery/cell-detail'
import { loadDiscovery } from '@/lib/data/discovery/discovery-page'
import { checkInterval } from '@/lib/data/discovery/schedule'
import { NotPermitted } from '@/lib/data/permission'
import { removeSample } from '@/lib/data/remove-sample'
import { srvAnswer, startTestDnsServer, type TestDnsServer } from '@/lib/probes/dns-server.testing'
import { probeGuard } from '@/lib/probes/probe-guard'
import { addSampleDiscovery } from '../sample/sample-discovery'
import { askDiscovery } from './ask-discovery'
import { checkAlias, lookUpAliasWith } from './check-alias'
import { runCheck, runScheduledCheck } from './run-check'
import { setCheckInterval } from './schedule'

const database = withTestDatabase()
const actor = systemActor('test')
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const helpdesk = userActor({ id: 'h', name: 'Hana', role: 'helpdesk' })
const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 500 }
const NOW = new Date('2026-11-22T09:00:00Z')
let server: TestDnsServer
// The guard of the test opens 127.0.0.0/8 only: nobody knocks at 10.0.0.11.
let records = [srvAnswer('corp.example', 'kms01.corp.example')]

beforeAll(async () => {
  server = await startTestDnsServer(({ name, type }) => {
    if (type === 'SRV') return records.length > 0 ? { answers: records } : undefined
    return type === 'A' && name.startsWith('kms') ? { answers: [{ type: 'A', name, data: '10.0.0.11' }] } : {}
  })
})

afterAll(() => server.close())

beforeEach(async () => {
  const { prisma } = database
  await prisma.dnsCheck.deleteMany()
  await prisma.dnsZone.deleteMany()
  await prisma.kmsHostRegistration.deleteMany()
  await prisma.kmsHostSighting.deleteMany()
  records = [srvAnswer('corp.example', 'kms01.corp.example')]
})

async function addZone(facts: { isSample?: boolean; servers?: string[] } = {}): Promise<void> {
  await database.prisma.dnsZone.create({
    data: { name: 'corp.example', servers: [server.address], createdAt: NOW, ...facts },
  })
}

async function addHost(name = 'kms01.corp.example'): Promise<void> {
  await database.prisma.kmsHostRegistration.create({
    data: { id: randomUUID(), name, registeredAt: NOW, registeredBy: 'test' },
  })
}

async function check(at = new Date()): Promise<void> {
  const asked = await askDiscovery.run(actor, {}, { now: at })
  if (!asked.ok) throw new Error(JSON.stringify(asked))
  await runCheck(asked.checkId, at, options)
}

describe('a check', () => {
  it('keeps what each server said and shows it as the matrix', async () => {
    await addZone()
    await addHost()
    await addHost('kms02.corp.example')
    await check()
    const view = await loadDiscovery(manager)
    expect(view.last).toMatchObject({ status: 'done', askedBy: 'test', zones: 1 })
    expect(view.newest).toBeNull()
    expect(view.rows[0]?.cells.map(({ kind }) => kind)).toEqual(['published', 'missing'])
    expect(view.counts).toMatchObject({ needWork: 1, cells: 2 })
    const cell = await loadCell(manager, { zone: 'corp.example', host: 'kms02.corp.example' })
    expect(cell?.answers[0]).toMatchObject({ who: server.address, words: expect.stringContaining('kms01') })
    expect(cell?.repair?.scripts?.nsupdate).toContain('update add _vlmcs._tcp.corp.example.')
    expect(await loadRepairScript(manager, { format: 'bind' })).toContain('kms02.corp.example.')
  })

  it('tells the host inventory who was seen, since when, and who is gone', async () => {
    await addZone()
    records = [srvAnswer('corp.example', 'rogue.example'), srvAnswer('corp.example', '.')]
    await check(new Date(Date.now() - 60_000))
    records = []
    await check()
    const seen = await database.prisma.kmsHostSighting.findMany()
    expect(seen).toMatchObject([{ host: 'rogue.example', source: 'srv', seenIn: 'corp.example' }])
    expect(seen[0]?.goneAt).not.toBeNull()
  })

  it('says nothing of the inventory where no server answered', async () => {
    await addZone()
    await check(new Date(Date.now() - 60_000))
    await database.prisma.dnsZone.updateMany({ data: { servers: ['127.0.0.3:1'] } })
    await check()
    expect((await database.prisma.kmsHostSighting.findMany())[0]?.goneAt).toBeNull()
    expect((await loadDiscovery(manager)).rows[0]?.cells[0]?.kind).not.toBe('missing')
  })

  it('takes names from DNS as they are, however strange', async () => {
    await addZone()
    records = [srvAnswer('corp.example', "a\u0000b'\n;.example")]
    await check()
    const [column] = (await loadDiscovery(manager)).columns
    expect(column).toEqual({ host: "a\\000b'\\010;.example", standing: 'unknown' })
  })

  it('is one at a time, and a forgotten one does not stand in the way for ever', async () => {
    await addZone()
    const first = await askDiscovery.run(actor, {})
    expect(first).toMatchObject({ ok: true, zones: 1 })
    expect(await askDiscovery.run(actor, {})).toMatchObject({ refusal: { kind: 'alreadyRunning' } })
    const later = new Date(Date.now() + 11 * 60_000)
    expect(await askDiscovery.run(actor, {}, { now: later })).toMatchObject({ ok: true })
    expect(await database.prisma.dnsCheck.count({ where: { status: 'failed' } })).toBe(1)
  })

  it('is taken by one process only', async () => {
    await addZone()
    const asked = await askDiscovery.run(actor, {})
    if (!asked.ok) throw new Error('not asked')
    const before = server.asked.length
    await Promise.all([runCheck(asked.checkId, NOW, options), runCheck(asked.checkId, NOW, options)])
    expect(server.asked.slice(before).filter((one) => one.includes('SRV'))).toHaveLength(1)
  })

  it('is not made without a zone', async () => {
    expect(await askDiscovery.run(actor, {})).toMatchObject({ refusal: { kind: 'noZones' } })
    await runScheduledCheck(new Date(), options)
    expect(await database.prisma.dnsCheck.count()).toBe(0)
  })

  it('runs on schedule as well', async () => {
    await addZone()
    await runScheduledCheck(new Date(), options)
    expect((await loadDiscovery(manager)).last).toMatchObject({ origin: 'schedule', status: 'done' })
  })

  it('leaves the newest thirty', async () => {
    await addZone()
    const old = { askedBy: 'x', origin: 'person', status: 'done' }
    await database.prisma.dnsCheck.createMany({
      data: Array.from({ length: 40 }, (_, at) => {
        const createdAt = new Date(NOW.getTime() - at * 60_000)
        return { ...old, createdAt, finishedAt: createdAt }
      }),
    })
    await check()
    expect(await database.prisma.dnsCheck.count()).toBe(30)
  })
})

describe('who may', () => {
  it('asks now: admins and the helpdesk', async () => {
    expect(await askDiscovery.run(manager, {})).toMatchObject({ refusal: { kind: 'notPermitted' } })
    expect(await askDiscovery.run(helpdesk, {})).toMatchObject({ refusal: { kind: 'noZones' } })
  })

  it('reads the matrix: everyone signed in', async () => {
    await expect(loadDiscovery(NOBODY)).rejects.toBeInstanceOf(NotPermitted)
    await expect(loadCell(NOBODY, { zone: 'a', host: 'b' })).rejects.toBeInstanceOf(NotPermitted)
    await expect(loadRepairScript(NOBODY, { format: 'bind' })).rejects.toBeInstanceOf(NotPermitted)
    await expect(loadAliasChoices(NOBODY)).rejects.toBeInstanceOf(NotPermitted)
    expect((await loadDiscovery(helpdesk)).rows).toEqual([])
  })

  it('sets the schedule: admins only', async () => {
    expect(await setCheckInterval.run(helpdesk, { intervalMinutes: 15 })).toMatchObject({ ok: false })
    expect(await setCheckInterval.run(actor, { intervalMinutes: 7 as 15 })).toMatchObject({
      refusal: { kind: 'badInput' },
    })
    expect(await setCheckInterval.run(actor, { intervalMinutes: 15 })).toEqual({ ok: true })
    expect(await checkInterval()).toBe(15)
    expect(await setCheckInterval.run(actor, { intervalMinutes: null })).toEqual({ ok: true })
    expect(await checkInterval()).toBeNull()
    expect(await database.prisma.auditEntry.count({ where: { action: 'discovery.setInterval' } })).toBe(2)
  })
})

describe('a round-robin name', () => {
  it('is asked for only in a zone of the networks', async () => {
    await addZone()
    expect(await checkAlias.run(actor, { name: 'kms.elsewhere.example' })).toEqual({
      ok: false,
      refusal: { kind: 'notInZone', name: 'kms.elsewhere.example' },
    })
    expect(await checkAlias.run(actor, { name: '169.254.169.254' })).toMatchObject({ ok: false })
    expect(await checkAlias.run(actor, { name: 'corp.example' })).toMatchObject({ ok: false })
  })

  it('is looked up while no transaction is open, and noted before', async () => {
    const busy: number[] = []
    const server = await startTestDnsServer(({ name, type }) => {
      const open = database.pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      )
      void open.then(({ rows }) => busy.push(rows[0]?.count ?? -1))
      return type === 'A'
        ? { answers: [{ type: 'A', name, data: '127.0.0.1' }], delayMs: 100 }
        : { delayMs: 100 }
    })
    await database.prisma.dnsZone.create({
      data: { name: 'alias.example', servers: [server.address], createdAt: NOW },
    })
    const guard = probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }])
    const outcome = await lookUpAliasWith({ guard }).run(actor, { name: 'kms.alias.example', port: 1 })
    await server.close()
    expect(outcome).toMatchObject({
      ok: true,
      answer: {
        finding: { kind: 'addresses', addresses: ['127.0.0.1'] },
        knocks: [{ knock: { kind: 'refused' } }],
      },
    })
    expect(busy.length).toBeGreaterThan(0)
    expect(busy.every((count) => count === 0)).toBe(true)
    expect(await database.prisma.auditEntry.count({ where: { subjectId: 'kms.alias.example' } })).toBe(1)
  })
})

describe('the sample', () => {
  it('shows a little of each fault, is asked of nobody, and goes whole', async () => {
    await addSampleDiscovery(NOW, 'test')
    const view = await loadDiscovery(manager)
    const kinds = new Set(view.rows.flatMap((row) => row.cells).map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual([
      'missing',
      'noAddress',
      'notExpected',
      'published',
      'stale',
      'unknownHost',
      'unreachableDns',
      'wrongPort',
    ])
    expect(view.askable).toBe(0)
    expect(await askDiscovery.run(actor, {})).toMatchObject({ refusal: { kind: 'noZones' } })
    await removeSample((sql) => database.prisma.$executeRawUnsafe(sql))
    const { rows, last } = await loadDiscovery(manager)
    expect({ rows, last }).toEqual({ rows: [], last: null })
    expect(await database.prisma.kmsHostSighting.count()).toBe(0)
    expect(await database.prisma.kmsHostRegistration.count()).toBe(0)
  })
})
