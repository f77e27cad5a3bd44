import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CountRebuild, type HostCount, rebuildCount } from '../kms/rebuild-count'
import { countCap } from '../kms/thresholds'
import { DAY_MS } from '../kms/timers'
import type { KmsRequestObservation, Observation } from '../observation'
import { readScenario } from './read-scenario'
import type { Scenario, ScenarioGroup, ScenarioHost } from './scenario'
import { simulate } from './simulate'

const PRODUCTS = {
  windows11: '73111121-5638-40f6-bc11-f1d7b0d64300',
  server2016: '8c1c5410-9f39-4805-8c9d-63a07706358f',
  vista: 'cfd8ff08-c0d7-452b-9f60-ef5c70c32094',
  server2008: 'c1af4d90-d1bc-44ca-85d4-003ba33db3b9',
} as const
const OFFICE_2019 = '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03'
const WINDOW_MS = 30 * DAY_MS

const span = (most: number) =>
  fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map(([one, other]) => ({
    fromHour: Math.min(one, other),
    toHour: Math.max(one, other),
  }))

const anyHost: fc.Arbitrary<Omit<ScenarioHost, 'name'>> = fc.record(
  {
    keys: fc.constantFrom<ScenarioHost['keys'][]>(
      ['server-2022', 'office-2019'],
      ['server-2022'],
      ['server-2008-c'],
      ['vista'],
      ['office-2019'],
    ),
    published: fc.boolean(),
    priority: fc.integer({ min: 0, max: 2 }),
    weight: fc.integer({ min: 0, max: 5 }),
    outages: fc.array(span(1200), { maxLength: 2 }),
    activationIntervalMinutes: fc.constantFrom(120, 360),
    renewalIntervalMinutes: fc.constantFrom(10_080, 1440, 43_200),
  },
  { requiredKeys: ['keys'] },
)

const anyGroup: fc.Arbitrary<Omit<ScenarioGroup, 'name'>> = fc.record(
  {
    count: fc.integer({ min: 1, max: 30 }),
    activationId: fc.constantFrom(...Object.values(PRODUCTS)),
    officeActivationId: fc.constant(OFFICE_2019),
    virtual: fc.boolean(),
    arrival: span(600).map((hours) => ({ kind: 'spread' as const, ...hours })),
    hostCaching: fc.boolean(),
    initialGraceDays: fc.constantFrom(0, 30),
    rebuildEveryDays: fc.integer({ min: 5, max: 60 }),
    sharedCmid: fc.boolean(),
    clockOffMinutes: fc.constantFrom(0, 300),
    leaving: fc.constantFrom({ share: 1, fromDay: 0, toDay: 14 }, { share: 0.5, fromDay: 5, toDay: 40 }),
  },
  { requiredKeys: ['count', 'activationId'] },
)

/** Small networks with everything that can happen in them. */
const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    days: fc.integer({ min: 5, max: 50 }),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    jitterMinutes: fc.constantFrom(0, 10),
    hosts: fc.array(anyHost, { maxLength: 3 }),
    clients: fc.array(anyGroup, { minLength: 1, maxLength: 3 }),
    exchanges: fc.boolean(),
  })
  .map(({ hosts, clients, exchanges, ...fields }) => ({
    start: '2026-01-05T08:00:00Z',
    ...fields,
    hosts: hosts.map((host, place) => ({ name: `kms${place}.example`, ...host })),
    clients: clients.map((group, place) => ({ name: `g${place}-{n}.example`, ...group })),
    emit: { exchanges, clientReadingHours: 96, hostReadingHours: 1 },
  }))

const timeOf = (one: Observation) => Date.parse('at' in one ? one.at : one.observedAt)
const requestsOf = (scenario: Scenario): KmsRequestObservation[] =>
  [...simulate(scenario)].filter((one) => one.kind === 'kmsRequest')

const COUNTED = new Set(['0x00000000', '0xC004F038'])
const VIRTUAL_COUNTS = new Set<string>([PRODUCTS.windows11, PRODUCTS.server2016, OFFICE_2019])

/** When each countable CMID asked each host key last: the naive count, without any cache. */
class LastAsked {
  readonly #times = new Map<string, Map<string, number>>()

  add({ host, activationId, client, hresult, at }: KmsRequestObservation): void {
    if (!COUNTED.has(hresult) || (client.isVirtual && !VIRTUAL_COUNTS.has(activationId))) return
    const key = `${host?.name} ${activationId === OFFICE_2019}`
    const times = this.#times.get(key) ?? new Map<string, number>()
    this.#times.set(key, times.set(client.cmid, Date.parse(at)))
  }

  /** Distinct CMIDs within the 30 days before now. */
  count(host: string | undefined, isOffice: boolean, now: number): number {
    const times = this.#times.get(`${host} ${isOffice}`)?.values() ?? []
    return [...times].filter((time) => time > now - WINDOW_MS).length
  }
}

/** Every run plays weeks of a network; failures are collected first, because expecting each time is slow. */
const everyScenario = (title: string, numRuns: number, faultsOf: (scenario: Scenario) => unknown[]) =>
  it(title, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        expect(faultsOf(scenario)).toEqual([])
      }),
      { numRuns },
    )
  })

describe('in any network', () => {
  everyScenario('observations come in time order, within the days of the scenario', 15, (scenario) => {
    const times = [...simulate(scenario)].map(timeOf)
    const start = Date.parse(scenario.start)
    const end = start + scenario.days * DAY_MS
    return times.filter((time, place) => time < (times[place - 1] ?? start) || time >= end)
  })

  everyScenario(
    'the same seed gives the same output, and the check lets the scenario pass',
    8,
    (scenario) => {
      const read = readScenario(JSON.parse(JSON.stringify(scenario)))
      if (!read.ok) return [read]
      const short = { ...scenario, days: Math.min(5, scenario.days) }
      const [one, other] = [simulate(short), simulate(short)].map((all) => JSON.stringify([...all]))
      return one === other ? [] : [short]
    },
  )

  everyScenario(
    'no client is served without its threshold of distinct CMIDs within 30 days',
    15,
    (scenario) => {
      const asked = new LastAsked()
      return requestsOf(scenario).filter((one) => {
        asked.add(one)
        const count = asked.count(one.host?.name, one.activationId === OFFICE_2019, timeOf(one))
        return one.hresult === '0x00000000' && count < one.minimumCount
      })
    },
  )

  everyScenario(
    'every hour a host shows what its log gives, no more than its cap and no more than the distinct CMIDs',
    15,
    (scenario) => {
      const asked = new LastAsked()
      const rebuild = new CountRebuild()
      return [...simulate(scenario)].filter((one) => {
        if (one.kind === 'kmsRequest') {
          asked.add(one)
          rebuild.add(one)
        }
        if (one.kind !== 'kmsHost') return false
        const isOffice = one.product.description?.startsWith('Office') === true
        const { currentCount = -1 } = one
        const rebuilt = rebuild.count(one.host.name, isOffice ? 'Office 2019' : 'Windows', timeOf(one))
        const most = Math.min(countCap(isOffice ? 5 : 25), asked.count(one.host.name, isOffice, timeOf(one)))
        return currentCount !== rebuilt || currentCount > most
      })
    },
  )

  everyScenario('a log read in any order gives the same caches', 8, (scenario) => {
    const requests = requestsOf(scenario)
    const now = Date.parse(scenario.start) + scenario.days * DAY_MS
    const middle = requests[Math.floor(requests.length / 2)]?.at ?? ''
    const turned = [...requests.filter(({ at }) => at >= middle), ...requests.filter(({ at }) => at < middle)]
    const byHost = (events: KmsRequestObservation[]) =>
      JSON.stringify(rebuildCount(events, now).sort((a, b) => keyOf(a).localeCompare(keyOf(b))))
    return byHost(turned) === byHost(requests) ? [] : [scenario]
  })
})

const keyOf = ({ host, countedAs }: HostCount) => `${host} ${countedAs}`

it('one group more changes nothing for those before it on a host of their own', () => {
  const scenario: Scenario = {
    start: '2026-01-05T08:00:00Z',
    days: 20,
    hosts: [
      { name: 'kms1.example', keys: ['server-2022'] },
      { name: 'kms2.example', keys: ['server-2022'], published: false },
    ],
    clients: [
      {
        name: 'a{n}.example',
        count: 30,
        activationId: PRODUCTS.windows11,
        arrival: { kind: 'spread', fromHour: 0, toHour: 90 },
      },
    ],
  }
  const more = {
    ...scenario,
    clients: [
      ...scenario.clients,
      { name: 'b{n}.example', count: 30, activationId: PRODUCTS.windows11, host: 'kms2.example' },
    ],
  }
  const ofFirst = (all: Iterable<Observation>) =>
    [...all].filter((one) => one.kind === 'kmsRequest' && one.client.name.startsWith('a'))
  expect(ofFirst(simulate(more))).toEqual(ofFirst(simulate(scenario)))
  expect(ofFirst(simulate(scenario, 2))).not.toEqual(ofFirst(simulate(scenario)))
})
