import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActivationMethod } from './advice'
import { sayReason } from './advice-sentence'
import { sayStep } from './advice-step-sentence'
import { advise } from './advise'
import { MEMBERSHIPS, NETWORK_CATEGORIES, NETWORK_GENERATIONS, type Network } from './network-inventory'

/** The article's main case: Vista in the corporate forest. */
const CORE: Network = {
  name: 'core',
  category: 'production',
  clients: 500,
  servers: 20,
  generation: 'vista-2008',
  membership: 'domain',
  reachesKms: true,
  reachesInternet: true,
  usesKmsForestDns: true,
}

const CLOSED: Network = {
  ...CORE,
  name: 'closed',
  category: 'isolated',
  membership: 'workgroup',
  reachesKms: false,
  reachesInternet: false,
  usesKmsForestDns: false,
}

function adviceFor(network: Network, ...others: Network[]) {
  const [advice] = advise([network, ...others])
  if (advice === undefined) throw new Error('No advice')
  const reasons = advice.reasons.map((reason) => sayReason(reason))
  return { ...advice, reasons, steps: advice.steps.map((step) => sayStep(step)) }
}

describe('advise', () => {
  it.each<[string, Network, ActivationMethod, number]>([
    ['the corporate forest', CORE, 'kms-auto-discovery', 2],
    ['a trusted forest', { ...CORE, membership: 'trusted-forest' }, 'kms-auto-discovery', 2],
    [
      'an untrusted forest',
      { ...CORE, membership: 'untrusted-forest', usesKmsForestDns: false },
      'kms-auto-discovery',
      2,
    ],
    [
      'a workgroup that asks the DNS of the KMS forest',
      { ...CORE, membership: 'workgroup' },
      'kms-auto-discovery',
      2,
    ],
    [
      'a workgroup with another DNS',
      { ...CORE, membership: 'workgroup', usesKmsForestDns: false },
      'kms-registered-name',
      2,
    ],
    ['a secure network behind a firewall', { ...CORE, category: 'secure' }, 'kms-auto-discovery', 2],
    [
      'a secure network with a DNS of its own',
      { ...CORE, category: 'secure', usesKmsForestDns: false },
      'kms-registered-name',
      2,
    ],
    ['a small network on the shared hosts', { ...CORE, clients: 30, servers: 4 }, 'kms-auto-discovery', 1],
    ['members of the domain from 2012 on', { ...CORE, generation: '10-2016-or-later' }, 'adba', 0],
    ['the same of the 8 and 2012 generation', { ...CORE, generation: '8-2012' }, 'adba', 0],
    [
      'a trusted forest of the newest generation',
      { ...CORE, generation: '10-2016-or-later', membership: 'trusted-forest' },
      'kms-auto-discovery',
      2,
    ],
    [
      'virtual servers on Datacenter hosts',
      { ...CORE, clients: 0, generation: '10-2016-or-later', virtualOnDatacenterHosts: true },
      'avma',
      0,
    ],
    ['an isolated network with 25 clients', { ...CLOSED, clients: 25, servers: 0 }, 'own-kms-offline', 1],
    ['an isolated network with 24 clients', { ...CLOSED, clients: 24, servers: 0 }, 'mak-proxy', 0],
    [
      '24 clients and a server, which count together',
      { ...CLOSED, clients: 24, servers: 1 },
      'own-kms-offline',
      1,
    ],
    ['an isolated network with 5 servers', { ...CLOSED, clients: 0, servers: 5 }, 'own-kms-offline', 1],
    ['an isolated network with 4 servers', { ...CLOSED, clients: 0, servers: 4 }, 'mak-proxy', 0],
    ['an isolated network with 200 clients', { ...CLOSED, clients: 200 }, 'own-kms-offline', 2],
    [
      'Vista machines that are virtual, which do not count',
      { ...CLOSED, clients: 40, virtualOnDatacenterHosts: true },
      'mak-proxy',
      0,
    ],
    [
      'a secure network without any access',
      { ...CLOSED, category: 'secure', clients: 10, servers: 0 },
      'mak-proxy',
      0,
    ],
    [
      'a small network with Internet',
      { ...CLOSED, clients: 10, servers: 0, reachesInternet: true },
      'mak-online',
      0,
    ],
    [
      'a lab whose machines live 60 days',
      { ...CLOSED, category: 'secure', lifetimeDays: 60 },
      'rearm-only',
      0,
    ],
    [
      'a lab whose machines live 90 days',
      { ...CLOSED, clients: 10, servers: 0, lifetimeDays: 90 },
      'mak-proxy',
      0,
    ],
    ['a short-lived lab that reaches KMS', { ...CORE, lifetimeDays: 30 }, 'kms-auto-discovery', 2],
    [
      'demonstration notebooks',
      { ...CLOSED, category: 'disconnected', clients: 60, reachesInternet: true },
      'mak-online',
      0,
    ],
    ['the same without Internet', { ...CLOSED, category: 'disconnected', clients: 60 }, 'mak-proxy', 0],
    ['a company of ten clients, which never reach 25', { ...CORE, clients: 10, servers: 2 }, 'mak-online', 0],
  ])('%s', (_name, network, method, hosts) => {
    expect(adviceFor(network)).toMatchObject({ network: network.name, method, hosts })
  })

  it('shares the hosts of the production network with a small secure one', () => {
    const small: Network = { ...CORE, name: 'dmz', category: 'secure', clients: 3, servers: 2 }
    expect(adviceFor(small, CORE)).toMatchObject({ method: 'kms-auto-discovery', hosts: 2 })
  })

  it('warns where members of the directory leave the KMS hosts without their count', () => {
    const small: Network = { ...CORE, name: 'floor', membership: 'workgroup', clients: 10, servers: 0 }
    const { method, reasons, steps } = adviceFor(small, { ...CORE, generation: '10-2016-or-later' })
    expect(method).toBe('kms-auto-discovery')
    expect(reasons.join(' ')).toContain('do not ask the KMS hosts and do not count')
    expect(steps.join(' ')).toContain('Let at least 15 more machines use KMS')
  })

  it('never puts two CNAME records behind a registered name, and says that the article does', () => {
    const { reasons, steps } = adviceFor({ ...CORE, membership: 'workgroup', usesKmsForestDns: false })
    expect(reasons.join(' ')).toContain('DNS allows only one CNAME per name')
    expect(steps.join(' ')).toContain('2 A records')
  })

  it('speaks of one machine and one day in the singular', () => {
    const { reasons, steps } = adviceFor({ ...CLOSED, clients: 1, servers: 0 })
    expect([...reasons, ...steps].join(' ')).toContain('at least 1 activation left')
    expect(adviceFor({ ...CLOSED, lifetimeDays: 1 }).reasons.join(' ')).toContain('live 1 day, under 90')
  })

  it('warns when the inventory needs more hosts than one key activates', () => {
    const closed = Array.from({ length: 4 }, (_, index) => ({ ...CLOSED, name: `site ${index}` }))
    const [first] = advise(closed)
    expect(first?.reasons).toContainEqual({ kind: 'hostKeyBudget', hosts: 8, limit: 6 })
  })

  it('says that a rearm gives no certain grace from Windows 8 on', () => {
    const { method, reasons } = adviceFor({ ...CLOSED, generation: '10-2016-or-later', lifetimeDays: 60 })
    expect(method).toBe('rearm-only')
    expect(reasons.join(' ')).toContain('show notifications from the first day on')
  })

  const networks = fc.record<Network>({
    name: fc.constantFrom('a', 'b', 'c'),
    category: fc.constantFrom(...NETWORK_CATEGORIES),
    clients: fc.nat(400),
    servers: fc.integer({ min: 1, max: 60 }),
    generation: fc.constantFrom(...NETWORK_GENERATIONS),
    membership: fc.constantFrom(...MEMBERSHIPS),
    reachesKms: fc.boolean(),
    reachesInternet: fc.boolean(),
    usesKmsForestDns: fc.boolean(),
    lifetimeDays: fc.integer({ min: 1, max: 2000 }),
    virtualOnDatacenterHosts: fc.boolean(),
  })

  it('gives every network one advice, with reasons and steps in whole sentences', () => {
    fc.assert(
      fc.property(fc.array(networks, { minLength: 1, maxLength: 6 }), (inventory) => {
        const advice = advise(inventory)
        expect(advice.map(({ network }) => network)).toEqual(inventory.map(({ name }) => name))
        for (const { reasons, steps } of advice) {
          const sentences = [
            ...reasons.map((reason) => sayReason(reason)),
            ...steps.map((step) => sayStep(step)),
          ]
          expect(reasons.length).toBeGreaterThan(0)
          expect(steps.length).toBeGreaterThan(0)
          for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
          expect(sentences.join(' ')).not.toMatch(/undefined|NaN/)
        }
      }),
    )
  })

  it('never lets TCP 1688 be opened without saying that it stays closed to the outside', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const kinds = advise([network])[0]?.steps.map(({ kind }) => kind) ?? []
        expect(kinds.includes('openFirewall') && !kinds.includes('closeToOutside')).toBe(false)
      }),
    )
  })

  it('never recommends what the network cannot do', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const method = advise([network])[0]?.method
        if (method?.startsWith('kms-')) expect(network.reachesKms).toBe(true)
        if (method === 'mak-online') expect(network.reachesInternet).toBe(true)
        if (method === 'adba') expect(network.membership).toBe('domain')
        if (method === 'avma') expect(network.virtualOnDatacenterHosts).toBe(true)
        if (method === 'rearm-only') expect(network.lifetimeDays).toBeLessThan(90)
      }),
    )
  })
})
