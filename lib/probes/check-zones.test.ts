import type { Answer } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { checkZones } from './check-zones'
import { NXDOMAIN, REFUSED, srvAnswer, startTestDnsServer, type TestDnsServer } from './dns-server.testing'
import { probeGuard } from './probe-guard'

const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 400 }
const running: TestDnsServer[] = []

async function serverThat(reply: Parameters<typeof startTestDnsServer>[0]): Promise<TestDnsServer> {
  const server = await startTestDnsServer(reply)
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const a = (name: string): Answer => ({ type: 'A', name, data: '10.0.0.11' })

describe('a check of zones', () => {
  it('asks every server of a zone, each target once, and the zone a target lies in', async () => {
    const first = await serverThat(({ type }) => {
      if (type === 'SRV') return { answers: [srvAnswer('corp.example', 'kms01.lab.example')] }
      return { rcode: REFUSED }
    })
    const second = await serverThat(({ type }) => (type === 'SRV' ? {} : { rcode: REFUSED }))
    const lab = await serverThat(({ name, type }) => (type === 'A' ? { answers: [a(name)] } : {}))
    const found = await checkZones(
      [
        { name: 'corp.example', servers: [first.address, second.address] },
        { name: 'lab.example', servers: [lab.address] },
      ],
      options,
    )
    expect(found.answers.map(({ zone, kind }) => `${zone} ${kind}`)).toEqual([
      'corp.example srv',
      'corp.example nothing',
      'lab.example nothing',
    ])
    expect(found.targets).toMatchObject([
      { host: 'kms01.lab.example', kind: 'addresses', addresses: ['10.0.0.11'] },
    ])
    expect(lab.asked.filter((one) => one.includes(' A '))).toHaveLength(1)
    // The guard of this test closes 10.0.0.0/8: it is noted, not knocked at.
    expect(found.knocks).toMatchObject([
      { address: '10.0.0.11', port: 1688, knock: { code: 'notAllowed: private' } },
    ])
  })

  it('follows a CNAME of the records into a zone that only another server knows', async () => {
    const corp = await serverThat(({ name }) =>
      name.endsWith('corp.example')
        ? { answers: [{ type: 'CNAME', name, data: '_vlmcs._tcp.hub.example' }] }
        : { rcode: REFUSED },
    )
    const hub = await serverThat(({ name, type }) =>
      type === 'SRV'
        ? { answers: [srvAnswer('hub.example', 'kms01.hub.example')] }
        : { answers: type === 'A' ? [a(name)] : [] },
    )
    const { answers } = await checkZones(
      [
        { name: 'corp.example', servers: [corp.address] },
        { name: '_tcp.hub.example', servers: [hub.address] },
        { name: 'hub.example', servers: [hub.address] },
      ],
      options,
    )
    expect(answers[0]).toMatchObject({
      zone: 'corp.example',
      kind: 'srv',
      server: corp.address,
      aliases: ['_vlmcs._tcp.corp.example'],
      records: [{ host: 'kms01.hub.example' }],
    })
  })

  it('says where the records stand that a CNAME leads to, and those of a suffix without a zone of its own', async () => {
    const server = await serverThat(({ name, type }) => {
      if (type !== 'SRV') return { soa: name.endsWith('hub.example') ? 'hub.example' : 'corp.example' }
      if (name === '_vlmcs._tcp.corp.example')
        return { answers: [{ type: 'CNAME', name, data: '_vlmcs._tcp.hub.example' }] }
      if (name === '_vlmcs._tcp.hub.example')
        return { answers: [srvAnswer('hub.example', 'kms01.hub.example')] }
      return { rcode: NXDOMAIN, soa: 'corp.example' }
    })
    const zones = ['corp.example', 'hub.example', 'sales.corp.example']
    const found = await checkZones(
      zones.map((name) => ({ name, servers: [server.address] })),
      options,
    )
    expect(found.answers.map(({ zone, place }) => [zone, place])).toEqual([
      ['corp.example', { name: '_vlmcs._tcp.hub.example', zone: 'hub.example' }],
      ['hub.example', undefined],
      ['sales.corp.example', { name: '_vlmcs._tcp.sales.corp.example', zone: 'corp.example' }],
    ])
  })

  it('asks in Punycode for a zone that a server does not know in UTF-8', async () => {
    const ascii = 'xn--bro-hoa.example'
    const server = await serverThat(({ name, type }) => {
      if (!name.endsWith(ascii)) return { rcode: REFUSED }
      return type === 'SRV' ? { answers: [srvAnswer(ascii, `kms01.${ascii}`)] } : { soa: ascii }
    })
    const { answers } = await checkZones([{ name: 'büro.example', servers: [server.address] }], options)
    expect(answers).toMatchObject([
      {
        kind: 'srv',
        place: { name: `_vlmcs._tcp.${ascii}`, zone: ascii },
        records: [{ host: `kms01.${ascii}` }],
      },
    ])
  })

  it('says of a zone whose servers are no addresses that they are none', async () => {
    const { answers } = await checkZones([{ name: 'corp.example', servers: ['ns1.corp.example'] }], options)
    expect(answers).toMatchObject([{ kind: 'failed', reason: { code: 'notAllowed: notAnAddress' } }])
  })

  it('follows every record of a zone with eighty hosts', async () => {
    const many = Array.from({ length: 80 }, (_, at) => srvAnswer('corp.example', `h${at}.corp.example`))
    const server = await serverThat(({ type }) => (type === 'SRV' ? { answers: many, truncated: true } : {}))
    const { targets } = await checkZones([{ name: 'corp.example', servers: [server.address] }], options)
    expect(targets).toHaveLength(80)
  })
})
