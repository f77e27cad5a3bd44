import { describe, expect, it } from 'vitest'
import type { Observation } from '../observation'
import { draw } from '../simulation/draw'
import type { Scenario, ScenarioGroup, ScenarioHost } from '../simulation/scenario'
import { simulate } from '../simulation/simulate'
import { PatternBook } from './gather-pattern'
import type { Change } from './question'
import { type WhatIfAnswer, whatIf } from './whatif'

/**
 * What-if against what then really happens: a fleet is simulated, its first 90 days are told with a tenth of the events lost
 * and a fifth of the machines silent, and the same change then comes in the simulation.
 */

const WINDOWS_10 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2022 = '9bd77860-9b31-4b7b-96ad-2564017315bf'
const OFFICE_2021 = 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984'
const START = Date.parse('2026-01-01T00:00:00Z')
const DAY = 86_400_000
const KNOWN_DAYS = 90
const DAYS = 260
const NOW = START + KNOWN_DAYS * DAY
const dayOf = (day: number) => new Date(START + day * DAY).toISOString().slice(0, 10)
const fromDay = (day: number) => ({ fromHour: day * 24, toHour: 100_000 })

interface Case {
  name: string
  seed: number
  hosts: ScenarioHost[]
  clients: ScenarioGroup[]
  changes: Change[]
  /** the same change as the simulator has it */
  later: (hosts: ScenarioHost[], clients: ScenarioGroup[]) => Pick<Scenario, 'hosts' | 'clients'>
  /** so many machines lapse at least, or the case says nothing */
  least: number
}

const kms01 = { name: 'kms01.corp.example', keys: ['server-2022', 'office-ltsc-2021'] } satisfies ScenarioHost
const kms02 = { name: 'kms02.corp.example', keys: ['server-2019'] } satisfies ScenarioHost
const off = (host: ScenarioHost, day: number): ScenarioHost => ({ ...host, outages: [fromDay(day)] })
const pcs = (count: number, more: Partial<ScenarioGroup> = {}): ScenarioGroup => ({
  name: 'pc{n}.corp.example',
  count,
  activationId: WINDOWS_10,
  arrival: { kind: 'spread', fromHour: 0, toHour: 240 },
  ...more,
})

const CASES: Case[] = [
  {
    name: 'retiring a host that some machines have set, and whose key alone serves others',
    seed: 1,
    hosts: [kms01, kms02],
    clients: [
      pcs(160),
      pcs(30, { name: 'set{n}.corp.example', host: 'kms01.corp.example' }),
      pcs(20, { name: 'srv{n}.corp.example', activationId: SERVER_2022 }),
      pcs(40, { name: 'off{n}.corp.example', officeActivationId: OFFICE_2021 }),
    ],
    changes: [{ kind: 'retireHost', host: 'kms01.corp.example', on: dayOf(100) }],
    later: (_, clients) => ({ hosts: [off(kms01, 100), kms02], clients }),
    least: 60,
  },
  {
    name: 'retiring the host of a small fleet, whose other host then counts too few',
    seed: 2,
    hosts: [kms01, { ...kms02, zones: ['branch.example'] }],
    clients: [
      pcs(60),
      pcs(30, { name: 'branch{n}.branch.example' }),
      pcs(12, { name: 'lab{n}.corp.example', host: 'kms02.corp.example' }),
    ],
    changes: [{ kind: 'retireHost', host: 'kms01.corp.example', on: dayOf(95) }],
    later: (_, clients) => ({ hosts: [off(kms01, 95), { ...kms02, zones: ['branch.example'] }], clients }),
    least: 45,
  },
  {
    name: 'machines that leave for the directory and take the count with them',
    seed: 3,
    hosts: [kms01],
    clients: [pcs(22), pcs(20, { name: 'new{n}.new.example' })],
    changes: [{ kind: 'moveToDirectory', zone: 'new.example', on: dayOf(92) }],
    later: (hosts, [first, second]) => ({
      hosts,
      clients: [
        first as ScenarioGroup,
        { ...(second as ScenarioGroup), leaving: { share: 1, fromDay: 92, toDay: 92.01 } },
      ],
    }),
    least: 11,
  },
  {
    name: 'a second host beside a first of a large fleet',
    seed: 4,
    hosts: [kms01],
    clients: [pcs(300)],
    changes: [
      { kind: 'addHost', host: 'kms03.corp.example', keys: ['server-2022'], on: dayOf(95) },
      { kind: 'retireHost', host: 'kms01.corp.example', on: dayOf(130) },
    ],
    later: (_, clients) => ({
      hosts: [
        off(kms01, 130),
        { name: 'kms03.corp.example', keys: ['server-2022'], outages: [{ fromHour: 0, toHour: 95 * 24 }] },
      ],
      clients,
    }),
    least: 0,
  },
  {
    name: 'a host that is down for 200 days and nothing beside it',
    seed: 5,
    hosts: [kms01],
    clients: [pcs(80)],
    changes: [{ kind: 'hostDown', host: 'kms01.corp.example', on: dayOf(91), days: 400 }],
    later: (_, clients) => ({ hosts: [off(kms01, 91)], clients }),
    least: 60,
  },
]

const machineOf = (observation: Observation) =>
  'client' in observation ? observation.client.name : undefined

/** A fifth of the machines, always the same ones. */
function isSilent(machine: string, seed: number): boolean {
  const place = [...machine].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7)
  return draw(seed, place, 1) < 0.2
}

/** silentFrom: the day from which nothing of a silent machine is told. */
function ask(
  { seed, hosts, clients, changes }: Case,
  silentFrom: number,
): { answer: WhatIfAnswer; known: Set<string> } {
  const book = new PatternBook(NOW)
  let number = 0
  for (const observation of simulate({
    start: new Date(START).toISOString(),
    days: KNOWN_DAYS,
    seed,
    hosts,
    clients,
  })) {
    number += 1
    const at = Date.parse('observedAt' in observation ? observation.observedAt : observation.at)
    const machine = machineOf(observation)
    const isHushed = machine !== undefined && isSilent(machine, seed) && at >= START + silentFrom * DAY
    const isLost = observation.kind !== 'kmsHost' && draw(seed, number, 2) < 0.1
    if (!isHushed && !isLost) book.take(observation)
  }
  const pattern = book.pattern()
  const outcome = whatIf(pattern, { days: DAYS, changes }, NOW)
  if (!outcome.ok) throw new Error(`${outcome.path} ${outcome.problem}`)
  return { answer: outcome.answer, known: new Set(pattern.licenses.map(({ machine }) => machine)) }
}

/** Who really lapses, with the day, and what the hosts then count at the end of each day. */
function truthOf({ seed, hosts, clients, later }: Case) {
  const lapsed = new Map<string, number>()
  const counts = new Map<string, number>()
  const scenario: Scenario = {
    start: new Date(START).toISOString(),
    days: KNOWN_DAYS + DAYS,
    seed,
    ...later(hosts, clients),
    emit: { hostReadingHours: 24, clientReadingHours: 24 },
  }
  for (const observation of simulate(scenario)) {
    if (observation.kind === 'license' && observation.status !== 'licensed' && observation.client.name) {
      const at = Date.parse(observation.observedAt)
      const key = `${observation.client.name}|${observation.product.activationId}`
      if (at > NOW && !lapsed.has(key)) lapsed.set(key, at)
    } else if (observation.kind === 'kmsHost') {
      const application = observation.product.description?.startsWith('Windows') ? 'windows' : 'office'
      const day = Math.floor((Date.parse(observation.observedAt) - NOW) / DAY)
      if (day > 0) counts.set(`${observation.host.name} ${application} ${day}`, observation.currentCount ?? 0)
    }
  }
  return { lapsed, counts }
}

describe.each(CASES)('$name', (one) => {
  const truth = truthOf(one)

  it.each([
    ['heard like all others', 1_000],
    ['never told', 0],
    ['silent for 40 days', 50],
  ])('names who lapses and when, and counts within one, with a fifth of the machines %s', (_, silentFrom) => {
    const { answer, known } = ask(one, silentFrom)
    const said = new Map(
      answer.lapses
        .filter(
          ({ machine, isSilent: silent, likelihood }) =>
            machine !== undefined && !silent && likelihood >= 0.5,
        )
        .map(({ machine, activationId, on }) => [`${machine}|${activationId}`, on]),
    )
    const mayBeNamed = (key: string) => {
      const machine = key.split('|')[0] ?? ''
      return known.has(machine) && (silentFrom > KNOWN_DAYS || !isSilent(machine, one.seed))
    }
    const real = [...truth.lapsed.keys()].filter(mayBeNamed)
    const right = [...said.keys()].filter((key) => truth.lapsed.has(key))
    expect(real.length).toBeGreaterThanOrEqual(one.least)
    expect({ precision: right.length / Math.max(1, said.size), said: said.size }).toSatisfy(
      ({ precision, said: all }: { precision: number; said: number }) => all === 0 || precision >= 0.95,
    )
    expect(real.filter((key) => said.has(key)).length).toBeGreaterThanOrEqual(0.95 * real.length)
    for (const key of right) {
      expect(Math.abs((said.get(key) ?? 0) - (truth.lapsed.get(key) ?? 0))).toBeLessThan(8 * DAY)
    }
    const countsWrong = answer.counts.flatMap(({ host, application, day, low, high }) => {
      const counted = truth.counts.get(`${host} ${application === 'windows' ? 'windows' : 'office'} ${day}`)
      const isRight = counted === undefined || (counted >= low - 1 && counted <= high + 1)
      return isRight ? [] : [{ host, application, day, low, high, counted }]
    })
    expect(countsWrong).toEqual([])
    if (silentFrom > KNOWN_DAYS)
      expect(Math.max(...answer.counts.map(({ low, high }) => high - low))).toBeLessThanOrEqual(1)
  })
})
