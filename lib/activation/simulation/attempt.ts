import { ACTIVATION_INTERVAL_MINUTES } from '../kms/timers'
import { SUCCESS_CODE } from '../reason/reason-code'
import { drawFor, type SimGroup } from './fleet'
import { type KmsAnswer, kmsAnswer } from './kms-answer'
import { advance, makeLicensed } from './license-clock'
import { pickHost } from './pick-host'
import { isNamedIn, isUp, type SimHost } from './sim-hosts'
import { cmidNumber, groupOf, hasWrongClock, type World } from './world'

/** The host does not answer (RPC server unavailable). */
export const NO_CONNECTION = '0x800706BA'
/** DNS has no SRV record of a KMS host. */
export const NO_RECORD = '0x8007232B'

/** Told while the client still is as it was when it asked. */
export interface AttemptNews {
  /** A host that could not be reached; no host at all when DNS has no record. */
  unreachable(license: number, now: number, hresult: string, host?: SimHost): void
  answered(license: number, now: number, host: SimHost, answer: KmsAnswer): void
}

/** A client looks for a host, asks it, and decides when to ask again. */
export function attempt(world: World, license: number, now: number, news: AttemptNews): void {
  const { fleet } = world
  const group = groupOf(world, license)
  advance(fleet, license, now)
  const place = findHost(world, group, license, now, news)
  const host = world.hosts[place]
  const answer = host === undefined ? undefined : ask(world, group, license, now, host)
  if (host !== undefined && answer !== undefined) news.answered(license, now, host, answer)
  if (answer?.count !== undefined) fleet.intervalsOf[license] = place
  const isServed = answer?.hresult === SUCCESS_CODE
  if (isServed) makeLicensed(fleet, license, now)
  if (isServed && group.usesCaching) fleet.cachedHost[license] = place
  fleet.asksAt[license] = now + waitSeconds(world, license, isServed)
}

function ask(world: World, group: SimGroup, license: number, now: number, host: SimHost): KmsAnswer {
  const { product, productPlace, isVirtual } = group
  return kmsAnswer(
    host.keyOf[productPlace],
    {
      cmid: cmidNumber(world, group, license),
      minimumCount: product.minimumCount,
      isCountable: !isVirtual || (product.virtualCounts && host.countsVirtual),
      hasWrongClock: hasWrongClock(group),
      statusNumber: world.fleet.status[license] ?? 0,
    },
    now,
  )
}

/** The host set on the client, else the cached one, else one from DNS after the other; -1 when none answers. */
function findHost(world: World, group: SimGroup, license: number, now: number, news: AttemptNews): number {
  const cached = world.fleet.cachedHost[license] ?? -1
  const known = group.registeredHost >= 0 ? group.registeredHost : cached
  if (known >= 0) {
    if (reaches(world, license, now, known, news)) return known
    if (group.registeredHost >= 0) return -1
    world.fleet.cachedHost[license] = -1
  }
  return findInDns(world, group, license, now, news, known)
}

function findInDns(
  world: World,
  group: SimGroup,
  license: number,
  now: number,
  news: AttemptNews,
  alreadyTried: number,
): number {
  const tried = new Set(alreadyTried < 0 ? [] : [alreadyTried])
  for (;;) {
    const drawn = drawFor(world.fleet, license, world.seed)
    const place = pickHost(world.hosts, tried, group.product.known.generation, drawn, (host) =>
      isNamedIn(host, group.zone, now),
    )
    if (place < 0) {
      if (tried.size === 0) news.unreachable(license, now, NO_RECORD)
      return -1
    }
    if (reaches(world, license, now, place, news)) return place
    tried.add(place)
  }
}

function reaches(world: World, license: number, now: number, place: number, news: AttemptNews): boolean {
  const host = world.hosts[place]
  if (host === undefined) return false
  if (isUp(host, now) && !isBlocked(groupOf(world, license), place, now)) return true
  news.unreachable(license, now, NO_CONNECTION, host)
  return false
}

function isBlocked({ blocked }: SimGroup, place: number, now: number): boolean {
  return blocked.some(({ host, from, to }) => (host < 0 || host === place) && now >= from && now < to)
}

/**
 * Until the next attempt: the renewal interval after a success, else the activation interval, whether the client
 * was ever activated or not; those of the host that answered last.
 */
function waitSeconds(world: World, license: number, isServed: boolean): number {
  const host = world.hosts[world.fleet.intervalsOf[license] ?? -1]
  const activation = host?.activationIntervalMinutes ?? ACTIVATION_INTERVAL_MINUTES
  const minutes = isServed ? (host?.renewalIntervalMinutes ?? activation) : activation
  const jitter = Math.floor(drawFor(world.fleet, license, world.seed) * (world.jitterSeconds + 1))
  return minutes * 60 + jitter
}
