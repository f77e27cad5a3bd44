import type { LicenseStatus } from '../observation'
import { SUCCESS_CODE } from '../reason/reason-code'
import { type AttemptNews, attempt, NO_CONNECTION, NO_RECORD } from '../simulation/attempt'
import { drawFor, install, NEVER } from '../simulation/fleet'
import { REFUSAL } from '../simulation/kms-answer'
import { advance, statusOf } from '../simulation/license-clock'
import { isUp, type SimHost } from '../simulation/sim-hosts'
import { TimeWheel } from '../simulation/time-wheel'
import { groupOf } from '../simulation/world'
import type { Fates, Turn } from './changes'
import { applicationOf } from './gather-pattern'
import type { Member, Present } from './present'
import { type CountedKey, keysOf } from './present-hosts'

const DAY_SECONDS = 86_400
const NONE = -1
/** After a day of refusals a machine is asked for twice a day only: the end of a day says the same. */
const SELDOM_SECONDS = DAY_SECONDS / 2
const RETRY_SECONDS = 7_200

/** Why a license was not renewed, by the number that stands for it in a column; 0 is no failure. */
const FAILURES = [
  undefined,
  'noRecord',
  'noConnection',
  'countTooLow',
  'keyDoesNotServe',
  'wrongClock',
  'closed',
  'silent',
] as const

/** Why a license was not renewed. */
export type Failure = NonNullable<(typeof FAILURES)[number]>

const numberOf = (failure: Failure): number => FAILURES.indexOf(failure)

const NO_FAILURE = 0
const NO_WAY = numberOf('noConnection')
const CLOSED = numberOf('closed')
/** Only a change helps: a machine that has met one of these asks after the next one. */
const LASTING: ReadonlySet<number> = new Set([numberOf('noRecord'), NO_WAY, numberOf('wrongClock')])

const NUMBER_OF_CODE: Readonly<Record<string, number>> = {
  [NO_RECORD]: numberOf('noRecord'),
  [NO_CONNECTION]: NO_WAY,
  [REFUSAL.countTooLow]: numberOf('countTooLow'),
  [REFUSAL.keyDoesNotServe]: numberOf('keyDoesNotServe'),
  [REFUSAL.wrongClock]: numberOf('wrongClock'),
}

/** How it went on: columns by license, seconds from today; -1 for what did not come. */
export interface Course {
  /** the end of its validity, or of its first grace */
  lapsedAt: Int32Array
  /** licensed again after that */
  recoveredAt: Int32Array
  /** licensed for the first time, where it was not at the start */
  activatedAt: Int32Array
  wasLicensed: Uint8Array
  /** of the last request, read with `failureOf` */
  failures: Uint8Array
  /** the host of the last failure */
  failedHost: (SimHost | undefined)[]
  /** the last time somebody looked for a host that did not answer */
  lastMiss: Map<SimHost, number>
  counts: DayCount[]
  end: number
}

/** Why the last request of a license was not served; undefined: it was, or there was none. */
export const failureOf = ({ failures }: Course, license: number): Failure | undefined =>
  FAILURES[failures[license] ?? NO_FAILURE]

/** The count of a host key at the end of a day. */
export interface DayCount {
  host: string
  application: string
  /** from 1 */
  day: number
  count: number
  /** the largest count that somebody who asked it needs; 0: nobody asked */
  need: number
  /** without machines that are silent or that no source names; with all of them, should they all ask this host */
  low: number
  high: number
}

/** Lets the fleet of today go on asking, with what changes, until the end of the world; yields each day that is over. */
export function* carryForward(
  present: Present,
  turns: readonly Turn[],
  fates: Fates,
): Generator<number, Course> {
  const { world, rhythm } = present
  const { fleet } = world
  const course = emptyCourse(fleet.size, world.endSeconds)
  const news = newsInto(course)
  const keys = keysOf(world)
  const unknown = unknownMembers(present)
  const firstTurn = fleet.size + 1
  const wheel = new TimeWheel(firstTurn + turns.length, world.endSeconds)
  const times = turns.map(({ at }) => at)
  for (const [place, { at }] of turns.entries()) wheel.schedule(firstTurn + place, at)
  wheel.schedule(fleet.size, DAY_SECONDS - 1)
  for (let license = 0; license < fleet.size; license += 1) {
    course.wasLicensed[license] = Number(statusOf(fleet, license) === 'licensed')
    schedule(license)
  }

  for (let entry = wheel.next(); entry !== undefined; entry = wheel.next()) {
    const { now } = wheel
    if (entry < fleet.size) {
      live(entry, now)
      schedule(entry)
    } else if (entry === fleet.size) {
      noteCounts(present, keys, course, now, unknown)
      wheel.schedule(entry, now + DAY_SECONDS)
      yield Math.floor(now / DAY_SECONDS) + 1
    } else turns[entry - firstTurn]?.apply?.()
  }
  finish(present, fates, course)
  return course

  function schedule(license: number): void {
    const at = Math.min(
      fleet.asksAt[license] ?? NEVER,
      fleet.rebuildAt[license] ?? NEVER,
      fleet.leavesAt[license] ?? NEVER,
    )
    if (at < NEVER) wheel.schedule(license, at)
  }

  function live(license: number, now: number): void {
    if (fleet.leavesAt[license] === now) {
      noteLapse(course, license, fleet, now)
      fleet.asksAt[license] = NEVER
      fleet.rebuildAt[license] = NEVER
      fleet.leavesAt[license] = NEVER
      return
    }
    if (fleet.rebuildAt[license] === now) {
      noteLapse(course, license, fleet, now)
      fleet.incarnation[license] = (fleet.incarnation[license] ?? 0) + 1
      install(fleet, groupOf(world, license), license, now)
      fleet.asksAt[license] = now
      fleet.rebuildAt[license] = now + (fates.rebuildEvery[license] || NEVER)
    }
    if (fleet.asksAt[license] === now) ask(license, now)
  }

  function ask(license: number, now: number): void {
    noteLapse(course, license, fleet, now)
    if (now >= (fates.closedAt[license] ?? NEVER)) {
      advance(fleet, license, now)
      course.failures[license] = CLOSED
      fleet.asksAt[license] = NEVER
      return
    }
    course.failures[license] = NO_WAY
    attempt(world, license, now, news)
    if (course.failures[license] === NO_FAILURE) {
      served(license, now)
      const slow = rhythm[license] ?? 0
      if (slow > 0) fleet.asksAt[license] = Math.max(fleet.asksAt[license] ?? 0, now + slow)
    } else fleet.asksAt[license] = nextTry(license, now)
  }

  function served(license: number, now: number): void {
    if (course.lapsedAt[license] !== NONE && course.recoveredAt[license] === NONE)
      course.recoveredAt[license] = now
    if (course.wasLicensed[license] === 0 && course.activatedAt[license] === NONE)
      course.activatedAt[license] = now
  }

  /** Where only a change can help, after the next one; else as its host says, but seldom when it goes on and on. */
  function nextTry(license: number, now: number): number {
    const soon = now + Math.max(RETRY_SECONDS, rhythm[license] ?? 0)
    if (LASTING.has(course.failures[license] ?? NO_FAILURE)) {
      const turn = times.find((at) => at > now)
      const jitter = Math.floor(
        drawFor(fleet, license, world.seed) * Math.max(RETRY_SECONDS, rhythm[license] ?? 0),
      )
      return turn === undefined ? NEVER : turn + jitter
    }
    return now < DAY_SECONDS ? soon : now + Math.max(SELDOM_SECONDS, rhythm[license] ?? 0)
  }
}

function emptyCourse(size: number, end: number): Course {
  return {
    lapsedAt: new Int32Array(size).fill(NONE),
    recoveredAt: new Int32Array(size).fill(NONE),
    activatedAt: new Int32Array(size).fill(NONE),
    wasLicensed: new Uint8Array(size),
    failures: new Uint8Array(size),
    failedHost: new Array(size),
    lastMiss: new Map(),
    counts: [],
    end,
  }
}

function newsInto(course: Course): AttemptNews {
  return {
    unreachable(license, now, hresult, host) {
      if (host !== undefined) course.lastMiss.set(host, now)
      course.failures[license] = NUMBER_OF_CODE[hresult] ?? NO_WAY
      course.failedHost[license] = host
    },
    answered(license, _, host, { hresult }) {
      const isServed = hresult === SUCCESS_CODE
      course.failures[license] = isServed ? NO_FAILURE : (NUMBER_OF_CODE[hresult] ?? NO_WAY)
      if (!isServed) course.failedHost[license] = host
    },
  }
}

/** What has ended by now, before anything else happens to the license. The first end counts. */
function noteLapse(course: Course, license: number, fleet: Present['world']['fleet'], now: number): void {
  const endsAt = fleet.endsAt[license] ?? 0
  const status: LicenseStatus = statusOf(fleet, license)
  if (status !== 'notification' && endsAt <= now && course.lapsedAt[license] === NONE) {
    course.lapsedAt[license] = Math.max(0, endsAt)
  }
}

function noteCounts(
  { world, members }: Present,
  keys: readonly CountedKey[],
  course: Course,
  now: number,
  unknown: ReadonlyMap<string, number>,
): void {
  for (const { host, application, key } of keys) {
    if (!isUp(host, now)) continue
    const isHeard = (cmid: number) => !isUnknown(members[cmid % world.fleet.size])
    const low = key.cache.countOf(now, isHeard)
    const count = key.cache.count(now)
    course.counts.push({
      host: host.name,
      application,
      day: Math.floor(now / DAY_SECONDS) + 1,
      count,
      need: key.cache.cap / 2,
      low,
      high: Math.max(count, Math.min(key.cache.cap, low + (unknown.get(application) ?? 0))),
    })
  }
}

/** Members of whom nobody says that they still ask, by application. */
function unknownMembers({ world, members }: Present): Map<string, number> {
  const unknown = new Map<string, number>()
  for (const [license, member] of members.entries()) {
    if (!isUnknown(member)) continue
    const application = applicationOf(groupOf(world, license).product.known)
    unknown.set(application, (unknown.get(application) ?? 0) + 1)
  }
  return unknown
}

const isUnknown = (member: Member | undefined) =>
  member !== undefined && (member.isSilent || (member.machine === undefined && !member.isNew))

/** The ends that nobody asked past. */
function finish({ world: { fleet }, members }: Present, fates: Fates, course: Course): void {
  for (let license = 0; license < fleet.size; license += 1) {
    const until = Math.min(course.end, fates.movedAt[license] ?? NEVER)
    const asked = course.failures[license] !== NO_FAILURE
    noteLapse(course, license, fleet, until)
    if (course.lapsedAt[license] !== NONE && !asked && members[license]?.isSilent)
      course.failures[license] = numberOf('silent')
  }
}
