import { numberOfStatus } from '../license/license-status'
import { draw } from './draw'
import type { Arrival, ScenarioGroup } from './scenario'
import { secondsOf } from './sim-hosts'
import { type SimProduct, simProduct } from './sim-products'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 86_400

/** Later than any second of a simulation. */
export const NEVER = 0x7fffffff

/** Turns of the numbers drawn once for each machine; those drawn for each request begin after them. */
const TURN = { arrival: 0, firstRebuild: 1, isLeaving: 2, leavingDay: 3, firstReading: 4 } as const
const FIRST_FREE_TURN = 16

/** The same product on machines that are alike: a stretch of licenses. */
export interface SimGroup {
  scenario: ScenarioGroup
  product: SimProduct
  /** Place of the product in the list of products. */
  productPlace: number
  isVirtual: boolean
  graceSeconds: number
  clockOffSeconds: number
  usesCaching: boolean
  zone: string
  /** Place of the host that is out of reach, -1 for all, and when, in seconds. */
  blocked: { host: number; from: number; to: number }[]
  /** Place of the registered host, or -1. */
  registeredHost: number
  firstLicense: number
  /** License number of machine 1's operating system: Office licenses of a machine share its draws. */
  firstMachine: number
  /** The machine's name in lower case, around its number of so many digits; no second part, no number. */
  beforeNumber: string
  afterNumber?: string | undefined
  digits: number
}

/**
 * One place per license in each column; times are seconds since the start. Nothing here grows while the
 * simulation runs.
 */
export interface Fleet {
  size: number
  groupOf: Uint16Array
  /** The number Windows uses for the license status. */
  status: Uint8Array
  /** When the grace or validity ends; 0 in notification. */
  endsAt: Int32Array
  wasLicensed: Uint8Array
  /** How often the machine was installed anew. */
  incarnation: Uint16Array
  /** Place of the host of the last success while it is cached, or -1. */
  cachedHost: Int16Array
  /** Place of the host that answered last and whose intervals hold, or -1. */
  intervalsOf: Int16Array
  asksAt: Int32Array
  readAt: Int32Array
  rebuildAt: Int32Array
  leavesAt: Int32Array
  nextTurn: Uint32Array
}

/** A group for each product: a scenario group with Office gives two. */
export function simGroups(
  scenarioGroups: readonly ScenarioGroup[],
  hostNames: readonly string[],
): { groups: SimGroup[]; products: SimProduct[] } {
  const products: SimProduct[] = []
  const groups: SimGroup[] = []
  let firstLicense = 0
  for (const scenario of scenarioGroups) {
    const firstMachine = firstLicense
    for (const activationId of [scenario.activationId, scenario.officeActivationId]) {
      if (activationId === undefined) continue
      const place = placeOf(products, activationId)
      const product = products[place] ?? simProduct(activationId)
      products[place] = product
      groups.push({
        ...groupOf(scenario, product),
        productPlace: place,
        blocked: (scenario.blocked ?? []).map(({ host, ...hours }) => ({
          host: host === undefined ? -1 : hostNames.indexOf(host.toLowerCase()),
          ...secondsOf(hours),
        })),
        registeredHost: hostNames.indexOf(scenario.host?.toLowerCase() ?? ''),
        firstLicense,
        firstMachine,
      })
      firstLicense += scenario.count
    }
  }
  return { groups, products }
}

function placeOf(products: readonly SimProduct[], activationId: string): number {
  const place = products.findIndex(({ known }) => known.activationId === activationId.toLowerCase())
  return place < 0 ? products.length : place
}

function groupOf(scenario: ScenarioGroup, product: SimProduct) {
  const { initialGraceDays, clockOffMinutes = 0 } = scenario
  const [beforeNumber = '', ...after] = scenario.name.toLowerCase().split('{n}')
  return {
    scenario,
    product,
    isVirtual: scenario.virtual ?? false,
    graceSeconds:
      initialGraceDays === undefined
        ? product.initialGraceSeconds
        : Math.round(initialGraceDays * DAY_SECONDS),
    clockOffSeconds: Math.round(clockOffMinutes * 60),
    zone: (scenario.zone ?? scenario.name.replace(/^[^.]*\.?/, '')).toLowerCase(),
    usesCaching: scenario.hostCaching ?? true,
    beforeNumber,
    afterNumber: after.length === 0 ? undefined : after.join('{n}'),
    digits: String(scenario.count).length,
  }
}

/** The machines of a scenario, one row a license in typed arrays: memory is what the arrays take. */
export function buildFleet(groups: readonly SimGroup[], seed: number, readingHours: number): Fleet {
  const last = groups.at(-1)
  const size = last === undefined ? 0 : last.firstLicense + last.scenario.count
  const fleet = emptyFleet(size)
  for (const [place, group] of groups.entries()) {
    for (let member = 0; member < group.scenario.count; member += 1) {
      fleet.groupOf[group.firstLicense + member] = place
      settle(fleet, group, member, seed, readingHours)
    }
  }
  return fleet
}

/** Room for so many licenses, none of which does anything yet. */
export function emptyFleet(size: number): Fleet {
  return {
    size,
    groupOf: new Uint16Array(size),
    status: new Uint8Array(size),
    endsAt: new Int32Array(size),
    wasLicensed: new Uint8Array(size),
    incarnation: new Uint16Array(size),
    cachedHost: new Int16Array(size).fill(-1),
    intervalsOf: new Int16Array(size).fill(-1),
    asksAt: new Int32Array(size).fill(NEVER),
    readAt: new Int32Array(size).fill(NEVER),
    rebuildAt: new Int32Array(size).fill(NEVER),
    leavesAt: new Int32Array(size).fill(NEVER),
    nextTurn: new Uint32Array(size).fill(FIRST_FREE_TURN),
  }
}

/** False where only a person makes the machine ask. */
export const asksByItself = ({ scenario }: SimGroup): boolean => scenario.activatesItself !== false

/** The course of one machine's life, decided before it begins. */
function settle(fleet: Fleet, group: SimGroup, member: number, seed: number, readingHours: number): void {
  const license = group.firstLicense + member
  const machine = group.firstMachine + member
  const { arrival, rebuildEveryDays } = group.scenario
  const arrivesAt = Math.round(arrivalHour(arrival, member, draw(seed, machine, TURN.arrival)) * HOUR_SECONDS)
  const leavesAt = leavingSecond(group.scenario, seed, machine)
  if (leavesAt <= arrivesAt) return
  fleet.leavesAt[license] = leavesAt
  fleet.asksAt[license] = asksByItself(group) ? arrivesAt : NEVER
  if (readingHours > 0) {
    const phase = draw(seed, machine, TURN.firstReading) * readingHours
    fleet.readAt[license] = arrivesAt + Math.floor(phase * HOUR_SECONDS)
  }
  if (rebuildEveryDays !== undefined) {
    const phase = draw(seed, machine, TURN.firstRebuild) * rebuildEveryDays
    fleet.rebuildAt[license] = arrivesAt + Math.max(1, Math.floor(phase * DAY_SECONDS))
  }
  install(fleet, group, license, arrivesAt)
}

/** A fresh installation: its grace begins now. */
export function install(fleet: Fleet, group: SimGroup, license: number, now: number): void {
  const hasGrace = group.graceSeconds > 0
  fleet.status[license] = numberOfStatus(hasGrace ? 'initialGrace' : 'notification')
  fleet.endsAt[license] = hasGrace ? now + group.graceSeconds : 0
  fleet.wasLicensed[license] = 0
  fleet.cachedHost[license] = -1
  fleet.intervalsOf[license] = -1
}

function arrivalHour(arrival: Arrival | undefined, member: number, drawn: number): number {
  if (arrival === undefined) return 0
  if (arrival.kind === 'atOnce') return arrival.hour ?? 0
  if (arrival.kind === 'given') return arrival.hours[member] ?? 0
  return arrival.fromHour + drawn * (arrival.toHour - arrival.fromHour)
}

function leavingSecond({ leaving }: ScenarioGroup, seed: number, machine: number): number {
  if (leaving === undefined || draw(seed, machine, TURN.isLeaving) >= leaving.share) return NEVER
  const day = leaving.fromDay + draw(seed, machine, TURN.leavingDay) * (leaving.toDay - leaving.fromDay)
  return Math.floor(day * DAY_SECONDS)
}

/** The next number in [0, 1) for this license. */
export function drawFor(fleet: Fleet, license: number, seed: number): number {
  const turn = fleet.nextTurn[license] ?? FIRST_FREE_TURN
  fleet.nextTurn[license] = turn + 1
  return draw(seed, license, turn)
}
