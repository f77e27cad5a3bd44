import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { srvAnswer, startTestDnsServer, type TestDnsServer } from '@/lib/probes/dns-server.testing'
import { probeGuard } from '@/lib/probes/probe-guard'
import { addZone, retireZone } from '../networks/zones'
import { eyeQuery } from './eye-input'
import { lookAsClient } from './look-as-client'

const database = withTestDatabase()
const admin = systemActor('test')
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })
const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 400 }

let dns: TestDnsServer
let host: Server
let port = 0

beforeAll(async () => {
  host = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  const address = host.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterAll(() => {
  host.close()
})

beforeEach(async () => {
  dns = await startTestDnsServer(({ name, type }) => {
    if (name === '_vlmcs._tcp.corp.example' && type === 'SRV') {
      return { answers: [srvAnswer('corp.example', 'kms01.corp.example', port)] }
    }
    if (name === 'kms01.corp.example')
      return { answers: type === 'A' ? [{ type: 'A', name, data: '127.0.0.1' }] : [] }
    return undefined
  })
  await addZone.run(admin, { name: 'corp.example', servers: dns.address })
})

afterEach(async () => {
  await dns.close()
  await database.pool.query('TRUNCATE dns_zone, dns_check, client, kms_host, kms_host_registration CASCADE')
})

const look = (actor: typeof admin, name: string, query = {}, live = true) =>
  lookAsClient(actor, { name, query: eyeQuery.parse(query), live }, options)

describe('the client’s eye', () => {
  it('asks the listed zone, picks the host and knocks at its port', async () => {
    const view = await look(helpdesk, 'ws-1.corp.example')
    expect(view.source).toBe('now')
    expect(view.eye.verdict).toEqual({
      kind: 'finds',
      by: 'dns',
      hosts: ['kms01.corp.example'],
      deadShare: 0,
    })
    expect(view.eye.steps).toMatchObject([
      {
        query: '_vlmcs._tcp.corp.example',
        choices: [{ host: 'kms01.corp.example', chance: 1, at: { door: { kind: 'open' }, isKnown: false } }],
      },
    ])
  })

  it('knocks at an address set with /skms when it is one of a registered host, at no other', async () => {
    await database.pool.query(
      `INSERT INTO kms_host_registration (id, name, addresses, registered_at, registered_by)
       VALUES (gen_random_uuid(), 'kms09.corp.example', ARRAY['127.0.0.1'], now(), 'test')`,
    )
    const own = await look(helpdesk, 'ws-1.corp.example', { registered: `127.0.0.1:${port}` })
    expect(own.eye.verdict).toMatchObject({ kind: 'finds', by: 'registered', hosts: ['127.0.0.1'] })
    const other = await look(helpdesk, 'ws-1.corp.example', { registered: `127.0.0.2:${port}` })
    expect(other.eye.steps).toMatchObject([{ at: { door: { kind: 'notAsked' } } }])
  })

  it('shows those who may not ask the plan, and asks nobody for them', async () => {
    const view = await look(manager, 'ws-1.corp.example')
    expect(view).toMatchObject({ source: 'plan', askedAt: null, eye: { verdict: { kind: 'plan' } } })
    expect(dns.asked).toEqual([])
  })

  it('asks nobody about a zone that is not listed, or retired', async () => {
    const unlisted = await look(admin, 'ws-1.elsewhere.example')
    expect(unlisted.unlisted).toEqual(['elsewhere.example'])
    expect(unlisted.eye.verdict).toMatchObject({ kind: 'notAsked', why: 'unlisted' })
    const zone = await database.prisma.dnsZone.findFirstOrThrow()
    await retireZone.run(admin, { zoneId: zone.id, isRetired: true, reason: 'given up' })
    expect((await look(admin, 'ws-1.corp.example')).eye.verdict).toMatchObject({
      kind: 'notAsked',
      why: 'retired',
    })
    expect(dns.asked).toEqual([])
  })

  it('knocks at a registered host in a listed zone, and at no host that is a guess', async () => {
    const known = await look(admin, 'ws-1', { registered: `kms01.corp.example:${port}` })
    expect(known.eye.verdict).toMatchObject({ kind: 'finds', by: 'registered' })
    const guess = await look(admin, 'ws-1', { registered: 'localhost:22' })
    expect(guess.eye.steps).toMatchObject([
      { by: 'registered', at: { door: { kind: 'notAsked' }, isKnown: false } },
    ])
  })

  it('starts from what a machine reported', async () => {
    const now = new Date()
    await database.prisma.client.create({
      data: {
        name: 'ws-7.corp.example',
        firstSeenAt: now,
        lastSeenAt: now,
        generation: 'Windows 7',
        names: { create: { name: 'ws-7.corp.example' } },
      },
    })
    const view = await look(admin, 'WS-7.corp.example', {}, false)
    expect(view.seen).toMatchObject({
      knownFrom: 'client',
      machine: { generation: 'Windows 7', dnsSuffix: 'corp.example' },
    })
  })

  it('says what the host’s count does to this machine', async () => {
    const now = new Date()
    await database.prisma.kmsHost.create({
      data: {
        name: 'kms01.corp.example',
        firstSeenAt: now,
        lastSeenAt: now,
        services: {
          create: {
            application: 'windows',
            observedAt: now,
            fingerprint: '00000000-0000-4000-8000-000000000001',
            productLabel: 'Windows Server 2022',
            status: 'licensed',
            currentCount: 17,
            neededCount: 25,
          },
        },
      },
    })
    const view = await look(admin, 'ws-1.corp.example', { generation: 'Windows 11' })
    expect(view.eye.verdict).toMatchObject({ kind: 'below', seen: 17, needed: 25 })
    const server = await look(admin, 'ws-1.corp.example', { generation: 'Windows Server 2022' })
    expect(server.eye.verdict).toMatchObject({ kind: 'finds' })
  })

  it('takes another machine’s settings as a what-if, and nonsense as none', async () => {
    const view = await look(admin, 'ws-1.corp.example', {
      suffix: 'a.example, corp.example',
      workgroup: 'yes',
    })
    expect(view.unlisted).toEqual(['a.example'])
    expect(view.eye.verdict).toMatchObject({ kind: 'finds', hosts: ['kms01.corp.example'] })
    expect(eyeQuery.safeParse({ suffix: 'not a name!' }).success).toBe(false)
    expect(eyeQuery.safeParse({ registered: 'kms01:99999' }).success).toBe(false)
  })
})
