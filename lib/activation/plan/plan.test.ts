import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advise } from '../advice/advise'
import {
  MEMBERSHIPS,
  NETWORK_CATEGORIES,
  NETWORK_GENERATIONS,
  type Network,
} from '../advice/network-inventory'
import { planActivation } from './plan'
import {
  CONTACTS,
  machinesIn,
  OFFICE_VERSIONS,
  type PlanInput,
  type PlannedNetwork,
  readPlanInput,
} from './plan-inventory'
import { planJson, planMarkdown } from './plan-sentence'

const office: PlannedNetwork = {
  name: 'Head office',
  category: 'production',
  membership: 'domain',
  reachesKms: true,
  reachesInternet: true,
  usesKmsForestDns: true,
  machines: [
    { generation: '7-2008r2', clients: 80, servers: 10 },
    { generation: '10-2016-or-later', clients: 400, servers: 30 },
  ],
  office: [{ version: 'Office LTSC 2021', machines: 300 }],
  zones: ['corp.example'],
}
const plan = (...networks: PlannedNetwork[]) =>
  planActivation({ networks, hosts: [{ name: 'kms01.corp.example', platform: 'Windows Server 2022' }] })
const methods = (...networks: PlannedNetwork[]) => plan(...networks).lines.map(({ method }) => method)

describe('a plan', () => {
  it('takes each generation of a network the way that fits it: the directory for the newer, KMS for the older', () => {
    expect(methods(office)).toEqual(['kms-auto-discovery', 'adba'])
    expect(plan(office).office).toMatchObject([{ version: 'Office LTSC 2021', method: 'adba' }])
    expect(plan(office).counts).toMatchObject([
      // 45 machines a host in seven days: the 25th within the fourth.
      { application: 'windows', machines: 90, hosts: 2, expected: 45, need: 25, daysToFirst: 4 },
    ])
  })

  it('says second best, with what it costs', () => {
    expect(plan(office).lines.map(({ secondBest }) => secondBest)).toEqual([
      { method: 'mak-online', activations: 90, perYear: 0 },
      { method: 'kms-auto-discovery', needs: 25, has: 430 },
    ])
  })

  it('gives machines that come by VPN within 180 days what the office has, and a MAK to those that never come', () => {
    const notebooks: PlannedNetwork = {
      ...office,
      name: 'Notebooks',
      category: 'disconnected',
      machines: [{ generation: '10-2016-or-later', clients: 40 }],
      office: [],
    }
    expect(methods({ ...notebooks, contact: 'within180Days' })).toEqual(['adba'])
    expect(methods({ ...notebooks, contact: 'never' })).toEqual(['mak-online'])
  })

  it('gives an isolated forest of its own the directory, and a closed workgroup by its size KMS or a MAK', () => {
    const closed: PlannedNetwork = {
      name: 'Plant',
      category: 'isolated',
      membership: 'untrusted-forest',
      reachesKms: false,
      reachesInternet: false,
      usesKmsForestDns: false,
      machines: [{ generation: '10-2016-or-later', clients: 12 }],
    }
    expect(methods({ ...closed, ownForest: true })).toEqual(['adba'])
    expect(methods(closed)).toEqual(['mak-proxy'])
    const large = { ...closed, machines: [{ generation: '10-2016-or-later' as const, clients: 60 }] }
    expect(methods(large)).toEqual(['own-kms-offline'])
    expect(methods({ ...large, mayHoldHostKey: false })).toEqual(['mak-proxy'])
    const shut = plan({ ...closed, mayLeave: 'nothing' })
    expect(shut.lines.map(({ method }) => method)).toEqual(['none'])
    expect(shut.questions).toEqual([{ kind: 'nothingMayLeave', network: 'Plant', machines: 12 }])
  })

  it('needs the host of one place whatever another has too many', () => {
    const plant: PlannedNetwork = {
      ...office,
      ...{ name: 'Plant', category: 'isolated', membership: 'workgroup' },
      ...{ reachesKms: false, reachesInternet: false, usesKmsForestDns: false },
      machines: [{ generation: '10-2016-or-later', clients: 60 }],
      office: [],
    }
    const input: PlanInput = {
      networks: [office, plant],
      hosts: ['kms01', 'kms02', 'kms03', 'kms04'].map((name) => ({ name: `${name}.corp.example` })),
    }
    const { counts, hosts, hostActivations, hostProblems } = planActivation(input)
    const own = counts.find(({ network }) => network === 'Plant')?.hosts ?? 0
    expect(own).toBeGreaterThan(0)
    expect(hosts).toBe(2 + own)
    expect(hostProblems.filter(({ kind }) => kind === 'notNeeded')).toHaveLength(2)
    expect(hostActivations.needed).toBe(own)
  })

  it('asks for what is missing instead of guessing', () => {
    const { zones: _, ...unzoned } = office
    const asked = planActivation({
      networks: [{ ...unzoned, machines: [{ generation: '7-2008r2', clients: 40 }] }],
    })
    expect(asked.questions.map(({ kind }) => kind).sort()).toEqual(['noHostPlanned', 'noZones'].sort())
  })

  it('advises as `advise` does for what advise can say', () => {
    const networks: Network[] = NETWORK_CATEGORIES.flatMap((category) =>
      MEMBERSHIPS.flatMap((membership) =>
        NETWORK_GENERATIONS.map((generation) => ({
          name: `${category} ${membership} ${generation}`,
          category,
          membership,
          generation,
          clients: 30,
          servers: 3,
          reachesKms: category !== 'isolated',
          reachesInternet: category === 'production',
          usesKmsForestDns: membership === 'domain',
        })),
      ),
    )
    expect(planActivation({ networks }).lines.map(({ network, method }) => [network, method])).toEqual(
      advise(networks).map(({ network, method }) => [network, method]),
    )
  })

  it('names the path of what contradicts itself', () => {
    expect(
      readPlanInput({ networks: [{ ...office, office: [{ version: 'Office 2016', machines: 9_000 }] }] }),
    ).toMatchObject({ ok: false, path: 'networks[0].office' })
    expect(readPlanInput({ networks: [office, office] })).toMatchObject({
      ok: false,
      path: 'networks[1].name',
    })
    expect(readPlanInput({ networks: [{ ...office, machines: [] }] })).toMatchObject({
      ok: false,
      path: 'networks[0].machines',
    })
    expect(readPlanInput({ networks: [{ ...office, clients: 3, generation: '8-2012' }] })).toMatchObject({
      ok: false,
      path: 'networks[0].machines',
    })
  })
})

const count = fc.integer({ min: 0, max: 300 })
const networks: fc.Arbitrary<PlanInput> = fc
  .array(
    fc.record(
      {
        category: fc.constantFrom(...NETWORK_CATEGORIES),
        membership: fc.constantFrom(...MEMBERSHIPS),
        reachesKms: fc.boolean(),
        reachesInternet: fc.boolean(),
        usesKmsForestDns: fc.boolean(),
        machines: fc.uniqueArray(
          fc.record({ generation: fc.constantFrom(...NETWORK_GENERATIONS), clients: count, servers: count }),
          { minLength: 1, maxLength: 4, selector: ({ generation }) => generation },
        ),
        office: fc.array(fc.record({ version: fc.constantFrom(...OFFICE_VERSIONS), machines: count }), {
          maxLength: 2,
        }),
        ownForest: fc.boolean(),
        contact: fc.constantFrom(...CONTACTS),
        lifetimeDays: fc.integer({ min: 1, max: 400 }),
        virtualOnDatacenterHosts: fc.boolean(),
        subscriptionMachines: fc.integer({ min: 0, max: 50 }),
        asBoughtMachines: fc.integer({ min: 0, max: 50 }),
        mayHoldHostKey: fc.boolean(),
        mayLeave: fc.constantFrom('files' as const, 'digits' as const, 'nothing' as const),
        rebuildsPerYear: count,
      },
      {
        requiredKeys: [
          'category',
          'membership',
          'reachesKms',
          'reachesInternet',
          'usesKmsForestDns',
          'machines',
        ],
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((drawn) => ({ networks: drawn.map((one, place) => ({ name: `network ${place}`, ...one })) }))
  .filter((input) => readPlanInput(input).ok)

describe('any plan', () => {
  it('has every machine in exactly one line, and a worksheet whose total is the machines', () => {
    fc.assert(
      fc.property(networks, (input) => {
        const made = planActivation(input)
        for (const network of input.networks) {
          const own = made.lines.filter((line) => line.network === network.name)
          expect(own.reduce((sum, { clients, servers }) => sum + clients + servers, 0)).toBe(
            machinesIn(network),
          )
        }
        expect(made.worksheet.reduce((sum, { machines }) => sum + machines, 0)).toBe(made.machines)
      }),
      { numRuns: 150 },
    )
  })

  it('tells no isolated network to reach out, and gives fewer machines than the threshold no KMS host of their own', () => {
    fc.assert(
      fc.property(networks, (input) => {
        const made = planActivation(input)
        for (const { network, method, clients, servers } of made.lines) {
          const asked = input.networks.find(({ name }) => name === network)
          if (method === 'kms-auto-discovery' || method === 'kms-registered-name')
            expect(asked?.reachesKms).toBe(true)
          if (method === 'mak-online') expect(asked?.reachesInternet).toBe(true)
          if (method === 'own-kms-offline') {
            expect(clients + servers).toBeGreaterThanOrEqual(clients > 0 ? 25 : 5)
            expect(asked?.mayHoldHostKey).not.toBe(false)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('can be said as JSON and as a document', () => {
    fc.assert(
      fc.property(networks, (input) => {
        const made = planActivation(input)
        expect(JSON.parse(JSON.stringify(planJson(made, input))).machines).toBe(made.machines)
        expect(planMarkdown(made, input)).toContain(`| **Total** | **${made.machines}** |`)
      }),
      { numRuns: 30 },
    )
  })
})
