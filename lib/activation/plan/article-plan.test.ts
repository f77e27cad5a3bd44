import { describe, expect, it } from 'vitest'
import { planActivation } from './plan'
import type { PlanInput, PlannedNetwork } from './plan-inventory'
import { firewallOf, recordsOf } from './plan-sentence'
import { stepsInOrder } from './plan-steps'

/** The design principles of the Volume Activation 2.0 article, for the categories it divides a company into. */

const FOREST: PlannedNetwork = {
  name: 'Primary corporate forest',
  category: 'production',
  membership: 'domain',
  reachesKms: true,
  reachesInternet: true,
  usesKmsForestDns: true,
  machines: [{ generation: 'vista-2008', clients: 500, servers: 20 }],
  zones: ['corp.example'],
}
const vista = (clients: number, servers = 0) => [{ generation: 'vista-2008' as const, clients, servers }]
const CLOSED: PlannedNetwork = {
  ...FOREST,
  category: 'isolated',
  membership: 'workgroup',
  ...{ reachesKms: false, reachesInternet: false, usesKmsForestDns: false, zones: [] },
}

const input: PlanInput = {
  networks: [
    FOREST,
    {
      ...FOREST,
      ...{ name: 'Secondary trusted forest', membership: 'trusted-forest', machines: vista(80) },
      zones: ['branch.example'],
    },
    {
      ...FOREST,
      ...{
        name: 'Development',
        membership: 'untrusted-forest',
        usesKmsForestDns: false,
        machines: vista(40),
      },
      zones: ['dev.example'],
    },
    { ...FOREST, name: 'Workgroups', membership: 'workgroup', machines: vista(12), zones: [] },
    {
      ...FOREST,
      ...{ name: 'Secure, same DNS', category: 'secure', reachesInternet: false, machines: vista(9) },
    },
    {
      ...FOREST,
      ...{ name: 'Secure, own DNS', category: 'secure', reachesInternet: false, usesKmsForestDns: false },
      ...{ machines: vista(9), zones: ['secure.example'] },
    },
    { ...CLOSED, name: 'Isolated, small', machines: vista(24) },
    { ...CLOSED, name: 'Isolated, large', machines: vista(60), zones: ['plant.example'] },
    { ...CLOSED, name: 'Test lab', category: 'secure', machines: vista(30), lifetimeDays: 60 },
    { ...CLOSED, name: 'Demo notebooks', category: 'disconnected', machines: vista(15) },
  ],
  hosts: [
    { name: 'kms01.corp.example' },
    { name: 'kms02.corp.example' },
    { name: 'kms.plant.example', network: 'Isolated, large' },
  ],
}
const plan = planActivation(input)
const stepsFor = (network: string) =>
  stepsInOrder(plan, input)
    .filter(({ networks }) => networks.includes(network))
    .map(({ text }) => text)
    .join('\n')

describe('the article’s categories', () => {
  it.each([
    ['Primary corporate forest', 'kms-auto-discovery'],
    ['Secondary trusted forest', 'kms-auto-discovery'],
    ['Development', 'kms-auto-discovery'],
    ['Workgroups', 'kms-auto-discovery'],
    ['Secure, same DNS', 'kms-auto-discovery'],
    ['Secure, own DNS', 'kms-registered-name'],
    ['Isolated, small', 'mak-proxy'],
    ['Isolated, large', 'own-kms-offline'],
    ['Test lab', 'rearm-only'],
    ['Demo notebooks', 'mak-proxy'],
  ])('%s: %s', (network, method) => {
    expect(plan.lines.filter((line) => line.network === network).map((line) => line.method)).toEqual([method])
  })

  it('have one set of KMS hosts for the whole company, and as few as can be', () => {
    const shared = plan.counts.filter(({ network }) => network === undefined)
    expect(shared).toMatchObject([
      { application: 'windows', machines: 670, hosts: 2, expected: 50, need: 25 },
    ])
  })

  it('are registered in every zone: in those of the forests by the hosts, elsewhere by the administrators there', () => {
    const records = recordsOf(plan, input).join('\n')
    for (const zone of ['corp.example', 'branch.example', 'dev.example']) {
      expect(records).toContain(`_vlmcs._tcp.${zone} SRV 0 0 1688 kms01.corp.example`)
    }
    expect(records).toContain('_vlmcs._tcp.plant.example SRV 0 0 1688 kms.plant.example')
    expect(stepsFor('Secondary trusted forest')).toContain('DnsDomainPublishList')
    expect(stepsFor('Development')).toContain('Have the forest’s administrators create the SRV record')
    expect(stepsFor('Secure, own DNS')).toContain('manually created SRV and A records')
  })

  it('open TCP 1688 from secure networks to the hosts, and from nowhere outside', () => {
    const roads = firewallOf(plan, input)
    for (const from of ['Secure, same DNS', 'Secure, own DNS']) {
      expect(roads).toContainEqual({ from, to: 'kms01.corp.example and kms02.corp.example', port: 1688 })
    }
    expect(stepsFor('Secure, same DNS')).toContain('Keep TCP 1688 closed to everything outside the company')
    for (const from of ['Isolated, small', 'Demo notebooks', 'Test lab']) {
      expect(roads.filter((road) => road.from === from)).toEqual([])
    }
  })

  it('activate closed networks by phone from 25 machines on, below by VAMT, and short-lived labs not at all', () => {
    expect(stepsFor('Isolated, large')).toContain('Activate each host by phone')
    expect(stepsFor('Isolated, small')).toContain('Let VAMT find the machines')
    expect(stepsFor('Test lab')).toMatch(/Rearm .* at most 3 times/)
  })
})
