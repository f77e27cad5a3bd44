import { CLOCK_SKEW_LIMIT_MINUTES } from '../kms/timers'
import { drawGuid } from './draw'
import { buildFleet, type Fleet, type SimGroup, simGroups } from './fleet'
import { IsoClock } from './iso-clock'
import type { Scenario } from './scenario'
import { type SimHost, simHost } from './sim-hosts'
import type { SimProduct } from './sim-products'

/** Everything a running simulation knows. */
export interface World {
  /** Milliseconds since 1970. */
  startMs: number
  /** Writes times; the clients' own run apart, so that neither makes the other forget its day. */
  clock: IsoClock
  clientClock: IsoClock
  endSeconds: number
  seed: number
  jitterSeconds: number
  emitsExchanges: boolean
  clientReadingSeconds: number
  hostReadingSeconds: number
  hosts: SimHost[]
  products: SimProduct[]
  groups: SimGroup[]
  fleet: Fleet
}

const DEFAULTS = { seed: 1, jitterMinutes: 10, clientReadingHours: 168, hostReadingHours: 24 } as const

/** The world of a scenario that readScenario has found to be in order. */
export function buildWorld(scenario: Scenario, seed = scenario.seed ?? DEFAULTS.seed): World {
  const { emit = {} } = scenario
  const clientReadingHours = emit.clientReadingHours ?? DEFAULTS.clientReadingHours
  const hostReadingHours = emit.hostReadingHours ?? DEFAULTS.hostReadingHours
  const names = scenario.hosts.map(({ name }) => name.toLowerCase())
  const { groups, products } = simGroups(scenario.clients, names)
  return {
    startMs: Date.parse(scenario.start),
    clock: new IsoClock(),
    clientClock: new IsoClock(),
    endSeconds: Math.round(scenario.days * 86_400),
    seed,
    jitterSeconds: Math.round((scenario.jitterMinutes ?? DEFAULTS.jitterMinutes) * 60),
    emitsExchanges: emit.exchanges ?? false,
    clientReadingSeconds: Math.round(clientReadingHours * 3600),
    hostReadingSeconds: Math.round(hostReadingHours * 3600),
    hosts: scenario.hosts.map((host) => simHost(host, products)),
    products,
    groups,
    fleet: buildFleet(groups, seed, clientReadingHours),
  }
}

/** The group of machines that a license belongs to. */
export function groupOf({ groups, fleet }: World, license: number): SimGroup {
  const group = groups[fleet.groupOf[license] ?? 0]
  if (group === undefined) throw new Error(`License ${license} has no group`)
  return group
}

/** The number that stands for a CMID; clones share that of the first one, however often they are rebuilt. */
export function cmidNumber(world: World, group: SimGroup, license: number): number {
  if (group.scenario.sharedCmid === true) return group.firstLicense
  return license + (world.fleet.incarnation[license] ?? 0) * world.fleet.size
}

/** The CMID as a GUID. */
export function cmidOf(world: World, group: SimGroup, license: number): string {
  if (group.scenario.sharedCmid === true) return drawGuid(world.seed, group.firstLicense, 0)
  return drawGuid(world.seed, license, world.fleet.incarnation[license] ?? 0)
}

/** 'pc0042.corp.example' */
export function machineName(
  { beforeNumber, afterNumber, digits, firstLicense }: SimGroup,
  license: number,
): string {
  if (afterNumber === undefined) return beforeNumber
  return beforeNumber + String(license - firstLicense + 1).padStart(digits, '0') + afterNumber
}

/** True when hosts refuse the group for its clock. */
export function hasWrongClock({ clockOffSeconds }: SimGroup): boolean {
  return Math.abs(clockOffSeconds) > CLOCK_SKEW_LIMIT_MINUTES * 60
}
