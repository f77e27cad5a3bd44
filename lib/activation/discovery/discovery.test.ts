import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheAfter, type DiscoverySettings, discoveryPlan, publishList } from './discovery'
import { chooseSrv, srvChances } from './srv-choice'
import { aliasProblem, aliasRecords, expectedRecords, srvDrift } from './srv-records'

const kms01 = { host: 'kms01.example.net', port: 1688 }
const kms02 = { host: 'kms02.example.net', port: 1688 }
const dns = { by: 'dns', query: '_vlmcs._tcp.example.net' }

describe('the order of a client’s search', () => {
  it.each<[string, DiscoverySettings, object[]]>([
    ['DNS alone', { dnsSuffix: 'Example.NET.' }, [dns]],
    [
      'the cached host, then DNS',
      { cached: kms01, dnsSuffix: 'example.net' },
      [{ by: 'cached', address: kms01 }, dns],
    ],
    ['no cache when caching is off', { cached: kms01, hostCaching: false, dnsSuffix: 'example.net' }, [dns]],
    [
      'a registered host and nothing else',
      { registered: kms02, cached: kms01, dnsSuffix: 'example.net' },
      [{ by: 'registered', address: kms02 }],
    ],
    ['the given zone instead of its own', { lookupDomain: 'example.net', dnsSuffix: 'lab.test' }, [dns]],
    ['nobody without a zone', {}, []],
  ])('%s', (_name, settings, steps) => {
    expect(discoveryPlan(settings).steps).toEqual(steps)
  })

  it('says when a registered host makes the zone pointless', () => {
    expect(discoveryPlan({ registered: kms01, lookupDomain: 'example.net' }).ignoresLookupDomain).toBe(true)
  })

  it('keeps the host of a success and drops the cached one that fails', () => {
    expect(cacheAfter(undefined, { address: kms01, succeeded: true })).toEqual(kms01)
    expect(cacheAfter(kms01, { address: kms01, succeeded: false })).toBeUndefined()
    expect(cacheAfter(kms01, { address: kms02, succeeded: false })).toEqual(kms01)
    expect(cacheAfter(kms01, { address: kms01, succeeded: true }, false)).toBeUndefined()
  })
})

const record = (host: string, priority: number, weight: number) => ({ host, port: 1688, priority, weight })

describe('the choice among SRV records', () => {
  const records = [record('a', 0, 60), record('b', 0, 40), record('c', 10, 100)]

  it.each([
    ['Windows Vista', [1 / 3, 1 / 3, 1 / 3]],
    ['Windows Server 2008', [1 / 3, 1 / 3, 1 / 3]],
    ['Windows 7', [0.6, 0.4, 0]],
    ['Windows Server 2025', [0.6, 0.4, 0]],
    [undefined, [0.6, 0.4, 0]],
  ])('%s', (generation, chances) => {
    expect(srvChances(records, generation).map(({ chance }) => chance)).toEqual(chances)
  })

  it('spreads evenly where every weight is 0, as hosts register themselves', () => {
    const even = [record('a', 0, 0), record('b', 0, 0)]
    expect(srvChances(even, 'Windows 10').map(({ chance }) => chance)).toEqual([0.5, 0.5])
  })

  it('leaves a weight of 0 beside weighted records a very small chance', () => {
    const [, zero] = srvChances([record('a', 0, 99), record('b', 0, 0)], 'Windows 10')
    expect(zero?.chance).toBeCloseTo(0.01)
  })

  it('chooses nobody where there is nobody', () => {
    expect(srvChances([])).toEqual([])
    expect(chooseSrv([], 0.5)).toBeUndefined()
  })

  const anyRecords = fc.array(
    fc.record({
      host: fc.string(),
      port: fc.constant(1688),
      priority: fc.nat(3),
      weight: fc.oneof(fc.constant(0), fc.nat(65_535)),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const generations = fc.constantFrom('Windows Vista', 'Windows 10', undefined)

  it('has chances that add up to 1, and none above the lowest priority for later systems', () => {
    fc.assert(
      fc.property(anyRecords, generations, (list, generation) => {
        const chances = srvChances(list, generation)
        expect(chances.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1)
        const lowest = Math.min(...list.map(({ priority }) => priority))
        const later = chances.filter(({ record: { priority } }) => priority > lowest)
        if (generation !== 'Windows Vista') for (const { chance } of later) expect(chance).toBe(0)
      }),
    )
  })

  it('chooses only records that have a chance', () => {
    fc.assert(
      fc.property(
        anyRecords,
        generations,
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (list, generation, drawn) => {
          const chosen = chooseSrv(list, drawn, generation)
          const chance = srvChances(list, generation).find((one) => one.record === chosen)?.chance
          expect(chance).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('DnsDomainPublishList', () => {
  const zones = [{ zone: 'example.net' }, { zone: 'emea.example.net.', priority: 10, weight: 20 }]

  it('takes bare zones under SL on Server 2008 and says that weights are lost', () => {
    expect(publishList(zones, 'Windows Server 2008')).toEqual({
      key: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SL',
      value: 'DnsDomainPublishList',
      type: 'REG_MULTI_SZ',
      lines: ['example.net', 'emea.example.net'],
      dropsWeights: true,
    })
  })

  it('takes priority and weight under SoftwareProtectionPlatform from 2008 R2 on', () => {
    expect(publishList(zones, 'Windows Server 2008 R2')).toMatchObject({
      key: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform',
      lines: ['example.net', 'emea.example.net, 10, 20'],
      dropsWeights: false,
    })
  })
})

describe('the records a set of hosts and zones needs', () => {
  const hosts = [{ host: 'kms01.example.net' }, { host: 'kms02.example.net', port: 1690, weight: 10 }]
  const zones = [
    { zone: 'example.net' },
    { zone: 'emea.example.net' },
    { zone: 'plant.test', isUntrusted: true },
  ]
  const { srv, addresses } = expectedRecords(hosts, zones)

  it('has each host in each zone and says who makes the record', () => {
    expect(srv.map(({ name, host, maker }) => `${name} ${host} ${maker}`)).toEqual([
      '_vlmcs._tcp.example.net kms01.example.net host',
      '_vlmcs._tcp.example.net kms02.example.net host',
      '_vlmcs._tcp.emea.example.net kms01.example.net publishList',
      '_vlmcs._tcp.emea.example.net kms02.example.net publishList',
      '_vlmcs._tcp.plant.test kms01.example.net byHand',
      '_vlmcs._tcp.plant.test kms02.example.net byHand',
    ])
    expect(srv[1]).toMatchObject({ port: 1690, priority: 0, weight: 10 })
  })

  it('wants A records in untrusted zones', () => {
    expect(addresses).toEqual([
      { zone: 'plant.test', host: 'kms01.example.net' },
      { zone: 'plant.test', host: 'kms02.example.net' },
    ])
  })

  it('tells missing, differing and unexpected records apart', () => {
    const found = [
      { name: '_VLMCS._tcp.example.net.', host: 'KMS01.example.net.', port: 1688, priority: 0, weight: 0 },
      { name: '_vlmcs._tcp.example.net', host: 'kms02.example.net', port: 1688, priority: 0, weight: 10 },
      { name: '_vlmcs._tcp.example.net', host: 'old-kms.example.net', port: 1688, priority: 0, weight: 0 },
    ]
    const drift = srvDrift(srv.slice(0, 3), found)
    expect(drift.missing.map(({ name }) => name)).toEqual(['_vlmcs._tcp.emea.example.net'])
    expect(drift.differing.map((one) => one.found.port)).toEqual([1688])
    expect(drift.unexpected.map(({ host }) => host)).toEqual(['old-kms.example.net'])
  })
})

describe('the records behind a registered name', () => {
  const cname = (value: string) => ({ name: 'kms.example.net', type: 'CNAME' as const, value })

  it('refuses the two CNAMEs of the article', () => {
    const records = [cname('kms01.example.net'), cname('kms02.example.net')]
    expect(aliasProblem('KMS.example.net.', records)).toEqual({
      kind: 'severalCnames',
      name: 'kms.example.net',
      count: 2,
    })
  })

  it('takes two A records instead', () => {
    const records = aliasRecords('kms.example.net', ['192.0.2.10', '192.0.2.11'])
    expect(records.map(({ type }) => type)).toEqual(['A', 'A'])
    expect(aliasProblem('kms.example.net', records)).toBeUndefined()
  })

  it('takes one CNAME alone, and none beside an address', () => {
    expect(aliasProblem('kms.example.net', [cname('kms01.example.net')])).toBeUndefined()
    const both = [cname('kms01.example.net'), ...aliasRecords('kms.example.net', ['192.0.2.10'])]
    expect(aliasProblem('kms.example.net', both)?.kind).toBe('cnameBesideAddress')
    expect(aliasProblem('kms.example.net', [])?.kind).toBe('noRecord')
  })
})
