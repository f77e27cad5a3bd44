import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation, LicenseObservation, Observation } from '../observation'
import { readScenario } from './read-scenario'
import type { Scenario, ScenarioGroup, ScenarioHost } from './scenario'
import { simulate } from './simulate'

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2016 = '8c1c5410-9f39-4805-8c9d-63a07706358f'
const VISTA = 'cfd8ff08-c0d7-452b-9f60-ef5c70c32094'
const SERVER_2008 = 'c1af4d90-d1bc-44ca-85d4-003ba33db3b9'
const OFFICE_2019 = '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03'

const SERVED = '0x00000000'
const TOO_LOW = '0xC004F038'

/** A machine room: 30 clients that arrive together, one host, two hours sharp between attempts. */
function play(fields: {
  days?: number
  group?: Partial<ScenarioGroup>
  groups?: Partial<ScenarioGroup>[]
  hosts?: Partial<ScenarioHost>[]
  emit?: Scenario['emit']
}): Observation[] {
  const groups = fields.groups ?? [fields.group ?? {}]
  const scenario = {
    start: '2026-01-05T08:00:00Z',
    days: fields.days ?? 1,
    jitterMinutes: 0,
    hosts: (fields.hosts ?? [{}]).map((host, place) => ({
      name: `kms0${place + 1}.corp.example`,
      keys: ['server-2022'],
      ...host,
    })),
    clients: groups.map((group, place) => ({
      name: `g${place + 1}-{n}.corp.example`,
      count: 30,
      activationId: WINDOWS_11,
      ...group,
    })),
    emit: { clientReadingHours: 0, hostReadingHours: 0, ...fields.emit },
  }
  const read = readScenario(scenario)
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`)
  return [...simulate(read.scenario)]
}

const requests = (observations: Observation[]): KmsRequestObservation[] =>
  observations.filter((one) => one.kind === 'kmsRequest')
const readings = (observations: Observation[]): LicenseObservation[] =>
  observations.filter((one) => one.kind === 'license')
const hoursIn = (at: string) => (Date.parse(at) - Date.parse('2026-01-05T08:00:00Z')) / 3_600_000
const tally = <T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}
const byAnswer = (observations: Observation[]) => tally(requests(observations), ({ hresult }) => hresult)

describe('the threshold', () => {
  it('counts clients and servers together: 20 and 5 serve both', () => {
    const all = play({ groups: [{ count: 20 }, { count: 5, activationId: SERVER_2016 }] })
    const served = requests(all).filter(({ hresult }) => hresult === SERVED)
    expect(new Set(served.map(({ client }) => client.name)).size).toBe(25)
  })

  it('serves servers but no clients at 4 and 1', () => {
    const all = play({ groups: [{ count: 4 }, { count: 1, activationId: SERVER_2016 }] })
    const served = requests(all).filter(({ hresult }) => hresult === SERVED)
    expect(new Set(served.map(({ minimumCount }) => minimumCount))).toEqual(new Set([5]))
  })

  it('counts Office alone, under CMIDs of its own', () => {
    const all = requests(
      play({
        group: { count: 5, officeActivationId: OFFICE_2019 },
        hosts: [{ keys: ['server-2022', 'office-2019'] }],
      }),
    )
    const office = all.filter(({ activationId }) => activationId === OFFICE_2019)
    const windows = all.filter(({ activationId }) => activationId === WINDOWS_11)
    expect(office.some(({ hresult }) => hresult === SERVED)).toBe(true)
    expect(windows.every(({ hresult }) => hresult === TOO_LOW)).toBe(true)
    expect(new Set(all.map(({ client }) => client.name)).size).toBe(5)
    expect(new Set(all.map(({ client }) => client.cmid)).size).toBe(10)
  })

  it('is never reached by 40 clones with one CMID', () => {
    const all = requests(play({ group: { count: 40, sharedCmid: true } }))
    expect(tally(all, ({ hresult }) => hresult)).toEqual({ [TOO_LOW]: 40 * 12 })
    expect(new Set(all.map(({ client }) => client.cmid)).size).toBe(1)
    expect(new Set(all.map(({ client }) => client.name)).size).toBe(40)
  })

  it('is not reached by virtual machines on a host of Server 2008, whatever they run', () => {
    const hosts = [{ keys: ['server-2008-r2-c' as const], platform: 'Windows Server 2008' }]
    const windows7 = { activationId: 'ae2ee509-1b34-41c0-acb7-6d4650168915' }
    expect(
      byAnswer(play({ days: 0.25, group: { ...windows7, virtual: true }, hosts }))[SERVED],
    ).toBeUndefined()
    expect(byAnswer(play({ days: 0.25, group: windows7, hosts }))[SERVED]).toBe(30)
  })

  it('is reached by virtual machines from Windows 7 on', () => {
    expect(byAnswer(play({ days: 0.25, group: { virtual: true } }))[SERVED]).toBe(30)
  })

  it('is missed on two hosts that split 40 clients, and met where one of them is not in DNS', () => {
    const days = 0.05
    expect(byAnswer(play({ days, group: { count: 40 }, hosts: [{}, {}] }))[SERVED]).toBeUndefined()
    expect(byAnswer(play({ days, group: { count: 40 }, hosts: [{}, { published: false }] }))[SERVED]).toBe(16)
  })

  it('keeps those activated who were, when the count falls: the rest is told so', () => {
    const all = play({
      days: 45,
      groups: [{ count: 10 }, { leaving: { share: 1, fromDay: 1, toDay: 2 } }],
      emit: { clientReadingHours: 240 },
    })
    const late = requests(all).filter(({ at }) => hoursIn(at) > 33 * 24)
    expect(new Set(late.map(({ hresult, status }) => `${hresult} ${status}`))).toEqual(
      new Set([`${TOO_LOW} licensed`]),
    )
  })
})

describe('asking again', () => {
  it('comes every seven days after a success and every two hours after a failure', () => {
    const all = requests(play({ days: 30, group: { count: 25 } }))
    const hours = (name: string) =>
      all.filter(({ client }) => client.name === name).map(({ at }) => hoursIn(at))
    expect(hours('g1-01.corp.example')).toEqual([0, 2, 170, 338, 506, 674])
    expect(hours('g1-25.corp.example')).toEqual([0, 168, 336, 504, 672])
  })

  it('follows the intervals the host hands out', () => {
    const all = requests(
      play({
        group: { count: 25 },
        hosts: [{ activationIntervalMinutes: 60, renewalIntervalMinutes: 360 }],
      }),
    )
    const first = all
      .filter(({ client }) => client.name === 'g1-01.corp.example')
      .map(({ at }) => hoursIn(at))
    expect(first).toEqual([0, 1, 7, 13, 19])
  })

  it('carries on every two hours while the host is away, and recovers', () => {
    const all = play({
      days: 10,
      hosts: [{ outages: [{ fromHour: 160, toHour: 171 }] }],
      emit: { exchanges: true },
    })
    const unreachable = all.filter((one) => one.kind === 'kmsClientExchange' && one.hresult === '0x800706BA')
    // 24 retried at hour 2 and renew at 170, six at 168 and 170: 30 + 6 failures, all served at 172.
    expect(unreachable).toHaveLength(36)
    const renewals = requests(all).filter(({ at, hresult }) => hoursIn(at) > 3 && hresult === SERVED)
    expect(renewals.map(({ at }) => hoursIn(at))).toEqual(Array.from({ length: 30 }, () => 172))
  })
})

describe('a client finds its host', () => {
  const two = [{ priority: 0 }, { priority: 10 }]
  const hostsOf = (observations: Observation[]) =>
    tally(requests(observations), ({ host }) => host?.name ?? '')
  const up = { outages: [{ fromHour: 100, toHour: 200 }] }

  it('by priority from Windows 7 on, at random on Vista and Server 2008', () => {
    expect(Object.keys(hostsOf(play({ hosts: two })))).toEqual(['kms01.corp.example'])
    const vista = play({
      group: { activationId: VISTA },
      hosts: two.map((one) => ({ ...one, keys: ['vista'] })),
    })
    expect(Object.keys(hostsOf(vista))).toHaveLength(2)
  })

  it('in its cache after a success; the next one when that is away, and stays there', () => {
    const all = play({ days: 20, hosts: [{ ...up, priority: 0 }, { priority: 10 }] })
    const late = requests(all).filter(({ at }) => hoursIn(at) > 200 && hoursIn(at) < 400)
    expect(Object.keys(hostsOf(late))).toEqual(['kms02.corp.example'])
  })

  it('anew at each renewal when caching is off', () => {
    const all = play({
      days: 20,
      group: { hostCaching: false },
      hosts: [{ ...up, priority: 0 }, { priority: 10 }],
    })
    const late = requests(all).filter(({ at, hresult }) => hoursIn(at) > 300 && hresult === SERVED)
    expect(Object.keys(hostsOf(late))).toContain('kms01.corp.example')
  })

  it('where it is registered, and nowhere else', () => {
    const all = play({
      days: 3,
      group: { host: 'kms02.corp.example' },
      hosts: [{}, { outages: [{ fromHour: 0, toHour: 24 }] }],
    })
    expect(Object.keys(hostsOf(all))).toEqual(['kms02.corp.example'])
    expect(requests(all).every(({ at }) => hoursIn(at) >= 24)).toBe(true)
  })

  it('not at all without a record: 0x8007232B on the client, nothing on any host', () => {
    const all = play({ group: { count: 1 }, hosts: [{ published: false }], emit: { exchanges: true } })
    expect(tally(all, (one) => `${one.kind} ${'hresult' in one ? one.hresult : ''}`)).toEqual({
      'kmsClientExchange 0x8007232B': 12,
    })
  })
})

describe('a host refuses', () => {
  it('a product its key does not serve, without counting it', () => {
    const mismatch = play({ hosts: [{ keys: ['vista'] }], emit: { hostReadingHours: 5 } })
    expect(byAnswer(mismatch)).toEqual({ '0xC004F042': 360 })
    const counts = mismatch.flatMap((one) => (one.kind === 'kmsHost' ? [one.currentCount] : []))
    expect(counts).toEqual([0, 0, 0, 0, 0])
  })

  it('a clock more than four hours off', () => {
    expect(byAnswer(play({ days: 0.05, group: { clockOffMinutes: 241 } }))).toEqual({ '0xC004F06C': 30 })
    expect(byAnswer(play({ days: 0.05, group: { clockOffMinutes: -240 } }))[SERVED]).toBe(6)
    const [request] = requests(play({ group: { clockOffMinutes: 241 } }))
    expect(request).toMatchObject({ at: '2026-01-05T08:00:00.000Z', clientTime: '2026-01-05T12:01:00.000Z' })
  })
})

describe('a license runs out', () => {
  const statesOf = (observations: Observation[]) =>
    readings(observations).map(({ status, reason }) => `${status} ${reason ?? ''}`.trim())
  const changes = (states: string[]) => states.filter((state, place) => state !== states[place - 1])

  it.each([
    ['30 days of initial grace', WINDOWS_11, 30],
    ['60 days on Server 2008', SERVER_2008, 60],
  ])('%s, then notification', (_, activationId, days) => {
    const all = play({
      days: 70,
      group: { count: 1, activationId },
      emit: { clientReadingHours: 12 },
      hosts: [],
    })
    expect(changes(statesOf(all))).toEqual(['initialGrace 0x4004F00C', 'notification 0xC004F009'])
    const grace = readings(all).filter(({ status }) => status === 'initialGrace')
    expect(grace.length / 2).toBe(days)
  })

  it('at once where there is no grace', () => {
    const all = play({
      group: { count: 1, initialGraceDays: 0 },
      emit: { clientReadingHours: 12 },
      hosts: [],
    })
    expect(changes(statesOf(all))).toEqual(['notification 0xC004F00F'])
  })

  it('180 days after the last success: 30 days of grace, then notification', () => {
    const all = play({
      days: 230,
      group: { count: 25 },
      emit: { clientReadingHours: 24 },
      hosts: [{ outages: [{ fromHour: 5, toHour: 10_000 }] }],
    })
    const one = readings(all).filter(({ client }) => client.name === 'g1-01.corp.example')
    expect(changes(statesOf(one)).slice(-3)).toEqual([
      'licensed',
      'outOfToleranceGrace 0x4004F00D',
      'notification 0xC004F00F',
    ])
    expect(one.filter(({ status }) => status === 'outOfToleranceGrace')).toHaveLength(30)
    expect(one.findLast(({ status }) => status === 'licensed')).toMatchObject({
      expiresAt: expect.stringMatching(/^2026-07-04T(?:09:59|10:00)/),
      kms: { host: 'kms01.corp.example', foundBy: 'dns', renewalIntervalMinutes: 10_080 },
    })
  })
})

describe('machines come and go', () => {
  it('a rebuilt machine keeps its name and gets a new CMID and a new grace', () => {
    const all = requests(play({ days: 60, group: { rebuildEveryDays: 10 } }))
    const one = all.filter(({ client }) => client.name === 'g1-07.corp.example')
    expect(new Set(one.map(({ client }) => client.cmid)).size).toBeGreaterThanOrEqual(6)
    const fresh = one.filter(({ client }, place) => client.cmid !== one[place - 1]?.client.cmid)
    expect(
      fresh.every(({ status, remainingMinutes }) => status === 'initialGrace' && remainingMinutes === 43_200),
    ).toBe(true)
  })

  it('rebuilds of 6 machines can carry a host past 25 on their own', () => {
    const all = byAnswer(play({ days: 30, group: { count: 6, rebuildEveryDays: 2 } }))
    expect(all[SERVED]).toBeGreaterThan(0)
  })

  it('a machine that left is not heard of again', () => {
    const all = play({
      days: 40,
      group: { leaving: { share: 1, fromDay: 3, toDay: 4 } },
      emit: { clientReadingHours: 24 },
    })
    expect(Math.max(...all.map((one) => hoursIn('at' in one ? one.at : one.observedAt)))).toBeLessThan(4 * 24)
  })
})
