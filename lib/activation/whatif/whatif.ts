import type { Problem } from '../json-checks'
import { NEVER } from '../simulation/fleet'
import { isNamedIn, isUp } from '../simulation/sim-hosts'
import { type Course, carryForward, type DayCount, type Failure, failureOf } from './carry-forward'
import { applyChanges, canUseDirectory, type Fates, problemWith, type Turn, withNewLicenses } from './changes'
import type { FleetPattern } from './fleet-pattern'
import { type Present, presentOf } from './present'
import type { WhatIfQuestion } from './question'

const DAY_SECONDS = 86_400
/** Small fleets are played several times, since there chance decides who asks which host. */
const RUNS = { few: 1, many: 5, manyUpTo: 2_000 } as const

/** A product that is not licensed any more from a day on. */
export interface Lapse {
  /** absent: a machine that a change brings, or that no source names */
  machine?: string
  activationId: string
  /** milliseconds since 1970: the end of its validity or of its first grace */
  on: number
  into: 'outOfToleranceGrace' | 'notification'
  /** 30 days of grace later; absent where it is there already or licensed again before */
  notificationOn?: number
  because: Failure
  /** its zone, and the host that failed it last */
  zone: string
  /** that host is set on the machine */
  isRegistered: boolean
  host?: string
  /** licensed again */
  recoveredOn?: number
  /** it lapses without the changes as well */
  anyway?: true
  /** of the runs with other chances, how many show it: above 0, up to 1 */
  likelihood: number
  isSilent: boolean
}

/** Machines licensed at the end of each day, of all that are reckoned with. */
export interface DayShare {
  day: number
  licensed: number
  without: number
  all: number
}

export interface WhatIfAnswer {
  now: number
  days: number
  /** products of machines that were carried forward */
  licenses: number
  /** those of them that nobody heard of lately */
  silent: number
  unnamed: number
  lapses: Lapse[]
  counts: DayCount[]
  shares: DayShare[]
  /** products that no host left serves, with how many ask for them */
  unserved: { activationId: string; licenses: number }[]
  /** when somebody looked last for a host that did not answer, milliseconds */
  lastMisses: ReadonlyMap<string, number>
  hosts: HostInAnswer[]
  /** licenses that move to the directory with the changes, and those that cannot */
  moved: number
  cannotMove: { activationId: string; licenses: number }[]
}

export interface HostInAnswer {
  name: string
  /** machines that have it set */
  registered: number
  /** zones whose machines may find it through DNS, of those that there are */
  zones: string[]
}

export type WhatIfOutcome = { ok: true; answer: WhatIfAnswer } | ({ ok: false } & Problem)

/**
 * Carries a fleet forward from `now` (milliseconds since 1970), once as it is and once with the changes, and says what
 * differs. The same question, pattern and time give the same answer.
 */
export function whatIf(pattern: FleetPattern, question: WhatIfQuestion, now: number): WhatIfOutcome {
  const course = whatIfByDay(pattern, question, now)
  for (;;) {
    const step = course.next()
    if (step.done) return step.value
  }
}

/** The same a day of a run at a time, for whoever shows progress or may stop: yields the share that is done, 0 to 1. */
export function* whatIfByDay(
  pattern: FleetPattern,
  question: WhatIfQuestion,
  now: number,
): Generator<number, WhatIfOutcome> {
  const problem = problemWith(question, pattern, now)
  if (problem) return { ok: false, ...problem }
  const runs = pattern.licenses.length > RUNS.manyUpTo ? RUNS.few : RUNS.many
  const seed = question.seed ?? 1
  const played: Played[] = []
  for (let run = 0; run <= runs; run += 1) {
    // The last one is the fleet as it is.
    const asked = run < runs ? question : { ...question, changes: [] }
    const days = play(pattern, asked, now, run < runs ? seed + run : seed)
    let step = days.next()
    for (; !step.done; step = days.next()) yield (run + step.value / question.days) / (runs + 1)
    played.push(step.value)
  }
  const baseline = played.pop()
  const [first, ...more] = played
  if (!first || !baseline) throw new Error('nothing was played')
  const { present, course } = first
  const anyway = new Set(lapsesOf(baseline).map(keyOf))
  const shown = new Map<string, number>()
  for (const run of more)
    for (const lapse of lapsesOf(run)) shown.set(keyOf(lapse), (shown.get(keyOf(lapse)) ?? 0) + 1)
  const lapses = lapsesOf(first)
    .map((lapse) => ({
      ...lapse,
      ...(anyway.has(keyOf(lapse)) && { anyway: true as const }),
      likelihood: (1 + (shown.get(keyOf(lapse)) ?? 0)) / runs,
    }))
    .sort((one, other) => one.on - other.on || compare(one.machine ?? '', other.machine ?? ''))
  return {
    ok: true,
    answer: {
      now,
      days: question.days,
      licenses: present.members.length,
      silent: present.members.filter(({ isSilent }) => isSilent).length,
      unnamed: present.members.filter(({ machine, isNew }) => machine === undefined && !isNew).length,
      lapses,
      counts: course.counts,
      shares: sharesOf(first, baseline, question.days),
      unserved: unservedIn(present),
      lastMisses: new Map([...course.lastMiss].map(([host, at]) => [host.name, now + at * 1000])),
      hosts: hostsIn(present),
      moved: first.fates.movedAt.filter((at) => at < NEVER).length,
      cannotMove: cannotMove(present, question),
    },
  }
}

interface Played {
  present: Present
  course: Course
  fates: Fates
}

function* play(
  pattern: FleetPattern,
  question: WhatIfQuestion,
  now: number,
  seed: number,
): Generator<number, Played> {
  const present = presentOf(withNewLicenses(pattern, question, now, seed), now, question.days, seed)
  const size = present.members.length
  const fates: Fates = {
    closedAt: new Int32Array(size).fill(NEVER),
    movedAt: new Int32Array(size).fill(NEVER),
    rebuildEvery: new Int32Array(size),
  }
  const turns: Turn[] = applyChanges(present, question, now, fates)
  return { present, course: yield* carryForward(present, turns, fates), fates }
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))

const keyOf = ({ machine, activationId, zone }: Lapse) => `${machine ?? zone}|${activationId}`

function lapsesOf({ present, course }: Played): Lapse[] {
  const { world, members } = present
  const lapses: Lapse[] = []
  for (const [license, { machine, activationId, isSilent }] of members.entries()) {
    const at = course.lapsedAt[license] ?? -1
    if (at < 0) continue
    const group = world.groups[world.fleet.groupOf[license] ?? 0]
    const recovered = course.recoveredAt[license] ?? -1
    const isFirstGrace = course.wasLicensed[license] === 0 && (course.activatedAt[license] ?? -1) < 0
    const host = course.failedHost[license]?.name
    const graceEnd = at + LAPSE_SECONDS
    lapses.push({
      ...(machine !== undefined && { machine }),
      activationId,
      on: world.startMs + at * 1000,
      into: isFirstGrace ? 'notification' : 'outOfToleranceGrace',
      ...(!isFirstGrace &&
        graceEnd <= course.end &&
        (recovered < 0 || recovered > graceEnd) && { notificationOn: world.startMs + graceEnd * 1000 }),
      because: isSilent ? 'silent' : (failureOf(course, license) ?? 'noConnection'),
      zone: group?.zone ?? '',
      isRegistered: (group?.registeredHost ?? -1) >= 0,
      ...(host !== undefined && { host }),
      ...(recovered >= 0 && { recoveredOn: world.startMs + recovered * 1000 }),
      likelihood: 1,
      isSilent,
    })
  }
  return lapses
}

const LAPSE_SECONDS = 30 * DAY_SECONDS

/** Machines heard of that are licensed at the end of each day, with the changes and without. */
function sharesOf(played: Played, baseline: Played, days: number): DayShare[] {
  const licensed = licensedByDay(played, days)
  const without = licensedByDay(baseline, days)
  return licensed.map(({ licensed: count, all }, place) => ({
    day: place + 1,
    licensed: count,
    without: without[place]?.licensed ?? 0,
    all,
  }))
}

function licensedByDay(
  { present, course, fates }: Played,
  days: number,
): { licensed: number; all: number }[] {
  const lastDay = Math.floor(days)
  const change = new Int32Array(lastDay + 2)
  const dayAt = (second: number) => Math.min(lastDay + 1, Math.floor(Math.max(0, second) / DAY_SECONDS))
  let all = 0
  for (const [license, { isSilent }] of present.members.entries()) {
    if (isSilent) continue
    all += 1
    const lapsed = course.lapsedAt[license] ?? -1
    const recovered = course.recoveredAt[license] ?? -1
    const first = course.wasLicensed[license] === 1 ? 0 : (course.activatedAt[license] ?? -1)
    const moved = fates.movedAt[license] ?? NEVER
    const start = first >= 0 ? first : moved
    if (start < NEVER) change[dayAt(start)] = (change[dayAt(start)] ?? 0) + 1
    if (lapsed < 0 || lapsed < first) continue
    change[dayAt(lapsed)] = (change[dayAt(lapsed)] ?? 0) - 1
    if (recovered >= 0) change[dayAt(recovered)] = (change[dayAt(recovered)] ?? 0) + 1
  }
  let licensed = 0
  return Array.from({ length: lastDay }, (_, day) => {
    licensed += change[day] ?? 0
    return { licensed, all }
  })
}

/** Products that are asked for and that no host that is up at the end serves. */
function unservedIn({ world }: Present): WhatIfAnswer['unserved'] {
  const counts = new Map<string, number>()
  const end = world.endSeconds - 1
  for (const group of world.groups) {
    const isServed = world.hosts.some(
      (host) => isUp(host, end) && host.keyOf[group.productPlace] !== undefined,
    )
    if (isServed) continue
    const { activationId } = group.product.known
    counts.set(activationId, (counts.get(activationId) ?? 0) + group.scenario.count)
  }
  return [...counts].map(([activationId, licenses]) => ({ activationId, licenses }))
}

function hostsIn({ world }: Present): HostInAnswer[] {
  const zones = [...new Set(world.groups.map(({ zone }) => zone))].sort()
  return world.hosts.map((host, place) => ({
    name: host.name,
    registered: sumOf(
      world.groups
        .filter(({ registeredHost }) => registeredHost === place)
        .map(({ scenario }) => scenario.count),
    ),
    zones: zones.filter((zone) => isNamedIn(host, zone, 0)),
  }))
}

/** Products too old for the directory among those that were to move. */
function cannotMove({ world }: Present, { changes }: WhatIfQuestion): WhatIfAnswer['cannotMove'] {
  if (changes.every(({ kind }) => kind !== 'moveToDirectory')) return []
  const staying = world.groups.filter(({ product }) => !canUseDirectory(product.known.activationId))
  const ids = new Set(staying.map(({ product }) => product.known.activationId))
  return [...ids].map((activationId) => ({
    activationId,
    licenses: sumOf(
      staying
        .filter(({ product }) => product.known.activationId === activationId)
        .map(({ scenario }) => scenario.count),
    ),
  }))
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
