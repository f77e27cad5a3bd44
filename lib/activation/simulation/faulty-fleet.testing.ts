import { draw } from './draw'
import type { Scenario, ScenarioGroup, ScenarioHost } from './scenario'

/** Fleets with known faults, drawn by a seed. What is made of the observations is no concern of this file. */

export const FAULTS = [
  'hostDown',
  'recordMissing',
  'wrongSuffix',
  'sharedCmid',
  'keyTooOld',
  'clock',
  'firewall',
  'countLow',
  'rearmedImage',
] as const

export type Fault = (typeof FAULTS)[number]

/** What of the world nobody reports. */
export const EVIDENCE = [
  'clientLogs',
  'hostLogs',
  'hostReadings',
  'dns',
  'doors',
  'cmids',
  'neighbours',
] as const
export type Evidence = (typeof EVIDENCE)[number]

export interface FaultyFleet {
  scenario: Scenario
  /** The first is the one that the machine in question was drawn for. */
  faults: { kind: Fault; bearsOn: (name: string) => boolean }[]
  missing: ReadonlySet<Evidence>
}

const PRODUCT = {
  windows11: '73111121-5638-40f6-bc11-f1d7b0d64300',
  server2012R2: '00091344-1ea4-4f37-b789-01750ba6988c',
  server2022: 'ef6cfc9f-8c5d-44ac-9aad-de6a2ea0ae03',
  server2025: 'c052f164-cdf6-409a-a0cb-853ba0f0f55a',
} as const

const ZONES = ['corp.example', 'berlin.corp.example'] as const
const SITES = ['ham', 'muc', 'ber'] as const
const ODD_ZONES = ['crop.example', 'corp.exmaple', 'corp.local', 'fritz.box', 'corp.exampl', 'home.arpa']

interface Draft {
  days: number
  /** Hour from which things go wrong. */
  from: number
  hosts: ScenarioHost[]
  groups: ScenarioGroup[]
  pick: <Value>(values: readonly Value[]) => Value
  whole: (from: number, to: number) => number
}

type Bears = (name: string) => boolean

/** Fleet number `seed`: one fault or two, and in some fleets less evidence than there could be. */
export function faultyFleet(seed: number): FaultyFleet {
  let turn = 0
  const next = () => draw(seed, 7, turn++)
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const kind = FAULTS[seed % FAULTS.length] as Fault
  const second =
    next() < 0.25 ? pick(FAULTS.filter((one) => one !== kind && goTogether(one, kind))) : undefined
  const isSparse = next() < 0.3
  const kinds = second === undefined ? [kind] : [kind, second]
  const draft = soundFleet(kinds, pick, whole)
  const faults = kinds.map((one) => ({ kind: one, bearsOn: BREAK[one](draft) }))
  const { days, hosts, groups } = draft
  const missing = new Set(isSparse ? Array.from({ length: whole(1, 3) }, () => pick(EVIDENCE)) : [])
  return {
    scenario: {
      start: '2026-09-01T06:00:00Z',
      days,
      seed,
      hosts,
      clients: groups,
      emit: { exchanges: !missing.has('clientLogs'), clientReadingHours: 36, hostReadingHours: 24 },
    },
    faults,
    missing,
  }
}

/** Two that need different fleets cannot be drawn together. */
function goTogether(one: Fault, other: Fault): boolean {
  const small: readonly Fault[] = ['countLow', 'sharedCmid', 'keyTooOld']
  return !(small.includes(one) && small.includes(other))
}

function soundFleet(kinds: readonly Fault[], pick: Draft['pick'], whole: Draft['whole']): Draft {
  const days = whole(24, 36)
  const from = whole(10, days - 8) * 24
  const hosts = Array.from(
    { length: whole(1, 2) },
    (_, place): ScenarioHost => ({
      name: `kms0${place + 1}.corp.example`,
      keys: ['server-2022'],
      zones: [...ZONES],
      // Two of equal rank would share the count between them.
      priority: place * 10,
      activationIntervalMinutes: 720,
      renewalIntervalMinutes: 5760,
    }),
  )
  const isSmall = kinds.includes('countLow') || kinds.includes('sharedCmid')
  const groups = SITES.flatMap((site): ScenarioGroup[] => {
    const zone = pick(ZONES)
    const alike = { activationId: PRODUCT.windows11, virtual: whole(0, 1) === 1 }
    const old = { kind: 'spread', fromHour: 0, toHour: 96 } as const
    const late = { kind: 'spread', fromHour: from + 6, toHour: from + 96 } as const
    return [
      { ...alike, name: `${site}-ws{n}.${zone}`, count: isSmall ? whole(2, 4) : whole(10, 14), arrival: old },
      { ...alike, name: `${site}-nb{n}.${zone}`, count: whole(2, 3), arrival: late },
    ]
  })
  return { days, from, hosts, groups, pick, whole }
}

const extra = ({ groups }: Draft, group: ScenarioGroup): Bears => {
  groups.push(group)
  const [before = '', after = ''] = group.name.split('{n}')
  return (name) => name.startsWith(before) && name.endsWith(after)
}

const untilEnd = ({ from, days }: Draft) => ({ fromHour: from, toHour: days * 24 })
const lately = ({ from }: Draft) => ({ kind: 'spread', fromHour: from + 6, toHour: from + 72 }) as const

/** How each fault is brought about, and on whom it bears. */
const BREAK: Readonly<Record<Fault, (draft: Draft) => Bears>> = {
  hostDown(draft) {
    for (const host of draft.hosts) host.outages = [untilEnd(draft)]
    return () => true
  },
  recordMissing(draft) {
    const zone = draft.pick(draft.groups.map(({ name }) => name.replace(/^[^.]*\./, '')))
    for (const host of draft.hosts) host.recordLost = [{ zone, ...untilEnd(draft) }]
    return (name) => name.replace(/^[^.]*\./, '') === zone
  },
  wrongSuffix(draft) {
    const name = `${draft.pick(SITES)}-lt{n}.${draft.pick(ODD_ZONES)}`
    return extra(draft, {
      name,
      count: draft.whole(1, 2),
      activationId: PRODUCT.windows11,
      arrival: lately(draft),
    })
  },
  sharedCmid(draft) {
    const name = `${draft.pick(SITES)}-img{n}.corp.example`
    const count = draft.whole(8, 20)
    return extra(draft, {
      name,
      count,
      activationId: PRODUCT.windows11,
      sharedCmid: true,
      arrival: lately(draft),
    })
  },
  keyTooOld(draft) {
    const [key, older, newer] = draft.pick([
      ['server-2012-r2', PRODUCT.server2012R2, PRODUCT.windows11],
      ['server-2019', PRODUCT.windows11, PRODUCT.server2022],
      ['server-2022', PRODUCT.windows11, PRODUCT.server2025],
    ] as const)
    for (const host of draft.hosts) host.keys = [key]
    for (const group of draft.groups) group.activationId = older
    const name = `${draft.pick(SITES)}-srv{n}.corp.example`
    return extra(draft, { name, count: draft.whole(1, 4), activationId: newer, arrival: lately(draft) })
  },
  clock(draft) {
    const name = `${draft.pick(SITES)}-vm{n}.corp.example`
    const clockOffMinutes = draft.whole(260, 3000) * draft.pick([1, -1])
    const count = draft.whole(1, 3)
    return extra(draft, {
      name,
      count,
      activationId: PRODUCT.windows11,
      clockOffMinutes,
      arrival: lately(draft),
    })
  },
  firewall(draft) {
    const site = draft.pick(SITES)
    const isThere = (name: string) => name.startsWith(`${site}-`)
    for (const group of draft.groups) if (isThere(group.name)) group.blocked = [untilEnd(draft)]
    return isThere
  },
  countLow: () => (name) => !name.includes('-img'),
  rearmedImage(draft) {
    return extra(draft, {
      name: `${draft.pick(SITES)}-lab{n}.corp.example`,
      count: draft.whole(2, 6),
      activationId: PRODUCT.windows11,
      activatesItself: false,
      rearmsLeft: 0,
      initialGraceDays: draft.whole(2, 6),
      arrival: lately(draft),
      ...(draft.whole(0, 1) === 1 && { rebuildEveryDays: draft.whole(5, 9) }),
    })
  },
}
