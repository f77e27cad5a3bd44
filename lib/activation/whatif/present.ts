import { installedKeyGroup } from '../kms/installed-key-group'
import type { KeyGroup } from '../kms/key-groups'
import { CLIENT_THRESHOLD, COUNT_WINDOW_DAYS, countCap } from '../kms/thresholds'
import {
  ACTIVATION_INTERVAL_MINUTES,
  CLOCK_SKEW_LIMIT_MINUTES,
  DAY_MS,
  KMS_VALIDITY_MINUTES,
  MINUTE_MS,
  RENEWAL_INTERVAL_MINUTES,
} from '../kms/timers'
import { numberOfStatus } from '../license/license-status'
import { draw } from '../simulation/draw'
import { emptyFleet, type Fleet, install, type SimGroup } from '../simulation/fleet'
import { IsoClock } from '../simulation/iso-clock'
import type { SimKey } from '../simulation/sim-hosts'
import { type SimProduct, simProduct } from '../simulation/sim-products'
import { cmidNumber, groupOf as groupInWorld, type World } from '../simulation/world'
import type { FleetPattern, RenewingLicense, SeenHost, SeenKey } from './fleet-pattern'
import { applicationOf } from './gather-pattern'
import { hostOf, zonesUsed } from './present-hosts'
import { nextAsk, rhythmMs } from './rhythm'

/** One place for each license of a world that began today: who it is and what is known of it. */
export interface Member {
  /** absent: a machine that no source names, known by a host's count alone */
  machine?: string
  activationId: string
  /** heard of too long ago to say that it still asks */
  isSilent: boolean
  /** joins the fleet by a change */
  isNew?: true
}

/** The simulator's world as it is today, and what it does not know itself. Times of the world are seconds from today. */
export interface Present {
  world: World
  members: Member[]
  /** seconds between two requests of a license that asks more seldom than its host says; 0: as the host says */
  rhythm: Int32Array
}

const JITTER_SECONDS = 600
const USUAL_MS = RENEWAL_INTERVAL_MINUTES * MINUTE_MS
const DAY_SECONDS = 86_400
/** A count that says nothing of how many there are beyond it. */
const FULL_COUNT = countCap(CLIENT_THRESHOLD)
const NOTIFICATION = numberOfStatus('notification')
/** Machines are asked after less often than their host says when they are off; so much is more than chance. */
const SLOWER = 1.25
/** Four rounds of renewals tell the number of machines no closer than this share. */
const COUNTER_NOISE = 0.05
/** More than a KMS host lets pass. */
const WRONG_CLOCK_SECONDS = (CLOCK_SKEW_LIMIT_MINUTES + 1) * 60
/** Registered with a host that is not there. */
const UNKNOWN_HOST = 0x7fff
/** A host that nobody heard of for so long is not reckoned with. */
const HOST_LIVES_MS = 45 * DAY_MS

/** Nobody heard of it for so long that it is not reckoned with. */
export const isHostSilent = ({ seenAt }: SeenHost, { knownUntil }: FleetPattern): boolean =>
  knownUntil - seenAt >= HOST_LIVES_MS

/** Licenses that are simulated, in an order in which alike ones stand together. */
interface Placed {
  license: RenewingLicense
  isSilent: boolean
  /** it is taken to go on asking */
  asks: boolean
  isNamed: boolean
}

/** Sets the simulator up as the fleet is at `now` (milliseconds since 1970), to run for `days`. */
export function presentOf(pattern: FleetPattern, now: number, days: number, seed: number): Present {
  const products = productsOf(pattern)
  const liveHosts = pattern.hosts.filter((host) => !isHostSilent(host, pattern))
  const zoneUse = zonesUsed(pattern.licenses)
  const hosts = liveHosts.map((host) => hostOf(host, products, zoneUse, pattern.checkedZones))
  const hostPlace = new Map(hosts.map(({ name }, place) => [name, place]))
  const shared = sharedCmids(pattern.licenses)
  const order = inGroups(placedOf(pattern, liveHosts), shared)

  const fleet = emptyFleet(order.length)
  const rhythm = new Int32Array(order.length)
  const groups: SimGroup[] = []
  const members: Member[] = []
  let lastKey: string | undefined
  for (const [place, one] of order.entries()) {
    const { license, isSilent: silent, isNamed, key } = one
    if (key !== lastKey) groups.push(groupOf(license, products, hostPlace, place, shared))
    lastKey = key
    const group = groups.at(-1)
    if (group === undefined) throw new Error('a license without a group')
    group.scenario.count += 1
    fleet.groupOf[place] = groups.length - 1
    rhythm[place] = settle(fleet, place, one, group, { now, seed, hostPlace })
    members.push({
      ...(isNamed && license.machine !== '' && { machine: license.machine }),
      ...(license.joinsAt !== undefined && { isNew: true as const }),
      activationId: license.activationId,
      isSilent: silent,
    })
  }
  const world: World = {
    startMs: now,
    clock: new IsoClock(),
    clientClock: new IsoClock(),
    endSeconds: Math.round(days * DAY_SECONDS),
    seed,
    jitterSeconds: JITTER_SECONDS,
    emitsExchanges: false,
    clientReadingSeconds: 0,
    hostReadingSeconds: 0,
    hosts,
    products,
    groups,
    fleet,
  }
  fillCaches(world, liveHosts, order, now)
  return { world, members, rhythm }
}

function productsOf({ licenses }: FleetPattern): SimProduct[] {
  return [...new Set(licenses.map(({ activationId }) => activationId))].map(simProduct)
}

/**
 * Alike licenses stand together, each with the words that make it alike, and among them those that ask soon after one another:
 * the simulator then finds the next one beside the last one in memory.
 */
function inGroups(placed: readonly Placed[], shared: ReadonlySet<string>): (Placed & { key: string })[] {
  const keyOf = ({ license, isSilent: silent }: Placed) =>
    [
      license.activationId,
      license.zone,
      license.isVirtual,
      license.isRegistered ? license.host : '',
      license.usesCaching,
      license.hasWrongClock ?? false,
      shared.has(license.cmid ?? '') ? license.cmid : '',
      silent,
      license.tag ?? '',
    ].join('|')
  return [...Map.groupBy(placed, keyOf)]
    .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .flatMap(([key, alike]) =>
      alike
        .map((one) => ({ ...one, key, phase: phaseOf(one.license) }))
        .sort((one, other) => one.phase - other.phase),
    )
}

/** Where in the week it asks. */
const phaseOf = ({ asks, seenAt }: RenewingLicense) => (asks.at(-1) ?? seenAt) % USUAL_MS

/**
 * All licenses, and machines that no source names but a host counts. A silent machine is taken to ask as long as the count
 * of its host says so.
 */
function placedOf({ licenses, knownUntil }: FleetPattern, hosts: readonly SeenHost[]): Placed[] {
  const silent = licenses.filter((license) => isSilent(license, knownUntil))
  const isQuiet = new Set(silent)
  const heard = licenses.filter((license) => !isQuiet.has(license))
  const unexplained = new Map<string, number>()
  for (const host of hosts) {
    for (const [application, count] of unknownAt(host, heard))
      unexplained.set(`${host.name}|${application}`, count)
  }
  const placeOf = (license: RenewingLicense) => `${license.host}|${applicationAt(license)}`
  const asks = (license: RenewingLicense): boolean => {
    const rest = unexplained.get(placeOf(license)) ?? 0
    if (rest > 0) unexplained.set(placeOf(license), rest - 1)
    return rest > 0
  }
  const newestFirst = [...silent].sort((one, other) => other.seenAt - one.seenAt)
  const stillAsking = new Set(newestFirst.filter(asks))
  const named = licenses.map((license) => ({
    license,
    isSilent: isQuiet.has(license),
    asks: !isQuiet.has(license) || stillAsking.has(license),
    isNamed: true,
  }))
  return [...named, ...unnamed(unexplained, heard, knownUntil)]
}

/**
 * By application the machines that ask a host beyond those whose requests are known: by its count, where that is not full, else
 * by how often licensed machines asked, by its own counter.
 */
function unknownAt(host: SeenHost, heard: readonly RenewingLicense[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of host.keys) {
    const application = applicationOfKey(installedKeyGroup(key))
    if (application === undefined) continue
    const isFull = key.count === undefined || key.count >= FULL_COUNT
    const unknown = isFull
      ? unknownByRenewals(host, key, application, heard)
      : unknownByCount(host, key, application)
    if (unknown > 0) counts.set(application, unknown)
  }
  return counts
}

function unknownByCount(host: SeenHost, key: SeenKey, application: string): number {
  const asked = [...(host.asked.get(application)?.values() ?? [])]
  // Only the newest request of each is known: one that asked since was counted then, too, unless it is quite new.
  const isCounted = (at: number) => key.readAt - at < COUNT_WINDOW_DAYS * DAY_MS
  return (key.count ?? 0) - asked.filter(isCounted).length
}

function unknownByRenewals(
  host: SeenHost,
  { renewals }: SeenKey,
  application: string,
  heard: readonly RenewingLicense[],
): number {
  if (renewals === undefined) return 0
  const weekly = (host.renewalIntervalMinutes ?? RENEWAL_INTERVAL_MINUTES) * 60_000
  const renewing = (renewals.count * weekly) / (renewals.to - renewals.from)
  const isHere = (one: RenewingLicense) =>
    one.host === host.name && one.status === 'licensed' && applicationAt(one) === application
  const known = heard.filter(isHere).length
  const unknown = Math.round(renewing - known)
  return unknown > Math.max(2, known * COUNTER_NOISE) ? unknown : 0
}

const applicationAt = ({ activationId }: RenewingLicense) => applicationOf(simProduct(activationId).known)

function applicationOfKey(group: KeyGroup | undefined): string | undefined {
  return group?.application === 'office' ? group.serves : group?.application
}

/** Machines that only a count tells of are taken to be spread as those are that are heard of at the same host. */
function unnamed(
  unexplained: ReadonlyMap<string, number>,
  heard: readonly RenewingLicense[],
  knownUntil: number,
): Placed[] {
  return [...unexplained].flatMap(([place, count]) => {
    const alike = heard
      .filter((one) => !one.isRegistered && `${one.host}|${applicationAt(one)}` === place)
      .sort((one, other) => (groupWords(one) < groupWords(other) ? -1 : 1))
    return Array.from({ length: alike.length === 0 ? 0 : count }, (_, number): Placed => {
      const like = alike[Math.floor(((number + 0.5) / count) * alike.length)] as RenewingLicense
      const cmid = `${place}|${number}`
      return {
        license: { ...like, machine: '', cmid, status: 'licensed', asks: [], seenAt: knownUntil },
        isSilent: false,
        asks: true,
        isNamed: false,
      }
    })
  })
}

const groupWords = ({ zone, activationId }: RenewingLicense) => `${zone}|${activationId}`

/** Heard of so long ago that it may be gone: three of its own turns, three weeks at least. */
export function isSilent(license: RenewingLicense, knownUntil: number): boolean {
  if (license.joinsAt !== undefined) return false
  return knownUntil - license.seenAt > Math.max(3 * rhythmMs(license.asks), 21 * DAY_MS)
}

/** What the license is and when it asks next; returns its rhythm in seconds where that is slower than its host's. */
function settle(
  fleet: Fleet,
  place: number,
  { license, asks, isSilent: silent, isNamed }: Placed,
  group: SimGroup,
  { now, seed, hostPlace }: { now: number; seed: number; hostPlace: Map<string, number> },
): number {
  const seconds = (at: number) => Math.round((at - now) / 1000)
  const isLicensed = license.status === 'licensed'
  const status = numberOfStatus(license.status === 'unlicensed' ? 'notification' : license.status)
  const fallback = isLicensed ? KMS_VALIDITY_MINUTES * 60 : group.product.initialGraceSeconds
  fleet.status[place] = status
  fleet.endsAt[place] =
    status === NOTIFICATION ? 0 : seconds(license.endsAt ?? license.seenAt + fallback * 1000)
  fleet.wasLicensed[place] = isLicensed ? 1 : 0
  const host = hostPlace.get(license.host ?? '') ?? -1
  if (license.usesCaching && isLicensed) fleet.cachedHost[place] = host
  fleet.intervalsOf[place] = host
  if (license.joinsAt !== undefined) return join(fleet, place, seconds(license.joinsAt), group, seed)
  if (!asks) return 0
  const rhythm = rhythmMs(license.asks)
  if (!isLicensed) fleet.asksAt[place] = Math.floor(draw(seed, place, 1) * ACTIVATION_INTERVAL_MINUTES * 60)
  else if (silent || !isNamed)
    fleet.asksAt[place] = Math.floor(draw(seed, place, 1) * RENEWAL_INTERVAL_MINUTES * 60)
  else fleet.asksAt[place] = Math.max(1, seconds(nextAsk(license, rhythm, now)))
  return rhythm > RENEWAL_INTERVAL_MINUTES * 60_000 * SLOWER ? Math.round(rhythm / 1000) : 0
}

function groupOf(
  license: RenewingLicense,
  products: readonly SimProduct[],
  hostPlace: ReadonlyMap<string, number>,
  firstLicense: number,
  shared: ReadonlySet<string>,
): SimGroup {
  const productPlace = products.findIndex(({ known }) => known.activationId === license.activationId)
  const product = products[productPlace]
  if (product === undefined) throw new Error(`no product ${license.activationId}`)
  return {
    scenario: {
      // what changes are about it
      name: license.tag ?? '',
      count: 0,
      activationId: license.activationId,
      ...(shared.has(license.cmid ?? '') && { sharedCmid: true }),
    },
    product,
    productPlace,
    isVirtual: license.isVirtual,
    graceSeconds: product.initialGraceSeconds,
    clockOffSeconds: license.hasWrongClock ? WRONG_CLOCK_SECONDS : 0,
    usesCaching: license.usesCaching,
    zone: license.zone,
    blocked: [],
    registeredHost: license.isRegistered ? (hostPlace.get(license.host ?? '') ?? UNKNOWN_HOST) : -1,
    firstLicense,
    firstMachine: firstLicense,
    beforeNumber: '',
    digits: 1,
  }
}

/** A machine that comes by a change: new, in its first grace, at some hour of its first day. */
function join(fleet: Fleet, place: number, at: number, group: SimGroup, seed: number): number {
  const from = Math.max(0, at)
  install(fleet, group, place, from)
  fleet.asksAt[place] = from + Math.floor(draw(seed, place, 1) * DAY_SECONDS)
  return 0
}

/** CMIDs that several machines sent: of an image that was not generalised. */
function sharedCmids(licenses: readonly RenewingLicense[]): Set<string> {
  const machineOf = new Map<string, string>()
  const shared = new Set<string>()
  for (const { cmid, machine } of licenses) {
    if (cmid === undefined) continue
    const known = machineOf.get(cmid)
    if (known !== undefined && known !== machine) shared.add(cmid)
    machineOf.set(cmid, machine)
  }
  return shared
}

/** What the hosts remember of the last 30 days. */
function fillCaches(world: World, seen: readonly SeenHost[], order: readonly Placed[], now: number): void {
  const placeOfCmid = new Map(order.map(({ license }, place) => [license.cmid ?? license.machine, place]))
  for (const [hostPlace, host] of seen.entries()) {
    for (const [application, asked] of host.asked) {
      const key = keyFor(world, hostPlace, application)
      if (key === undefined) continue
      const newest = [...asked].sort(([, one], [, other]) => one - other).slice(-2 * CLIENT_THRESHOLD)
      for (const [cmid, at] of newest) {
        const place = placeOfCmid.get(cmid)
        if (place !== undefined) remember(world, key, place, Math.round((at - now) / 1000))
      }
    }
  }
  for (const [place, { license, isNamed, isSilent: silent, asks }] of order.entries()) {
    if (isNamed && !(silent && asks)) continue
    const hostPlace = world.hosts.findIndex(({ name }) => name === license.host)
    const key = keyFor(world, hostPlace, applicationOf(simProduct(license.activationId).known))
    if (key !== undefined) remember(world, key, place, 0)
  }
}

function remember(world: World, key: SimKey, place: number, at: number): void {
  const group = groupInWorld(world, place)
  key.cache.makeRoom(group.product.minimumCount)
  if (!group.isVirtual || group.product.virtualCounts) key.cache.note(cmidNumber(world, group, place), at)
}

function keyFor(world: World, hostPlace: number, application: string): SimKey | undefined {
  const host = world.hosts[hostPlace]
  return host?.keyOf.find((key, product) => {
    const known = world.products[product]?.known
    return key !== undefined && known !== undefined && applicationOf(known) === application
  })
}
