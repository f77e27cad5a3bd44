import type { Observation } from '../observation'
import { SUCCESS_CODE } from '../reason/reason-code'
import { type AttemptNews, attempt } from './attempt'
import { asksByItself, type Fleet, install, NEVER } from './fleet'
import { advance } from './license-clock'
import type { Scenario } from './scenario'
import { isUp } from './sim-hosts'
import {
  answerObservation,
  hostReading,
  licenseReading,
  questionObservation,
  requestObservation,
} from './sim-observations'
import { TimeWheel } from './time-wheel'
import { buildWorld, groupOf, type World } from './world'

/**
 * Plays a scenario and gives what would be observed, in time order. Same scenario and seed, same output. Memory
 * depends on the number of licenses and days, not on how many observations come out. The scenario is one that
 * readScenario has found to be in order; a seed given here replaces its own.
 */
export function* simulate(scenario: Scenario, seed?: number): Generator<Observation, void> {
  const world = buildWorld(scenario, seed)
  const { fleet, hosts } = world
  const wheel = new TimeWheel(fleet.size + hosts.length, world.endSeconds)
  if (world.hostReadingSeconds > 0) {
    for (const place of hosts.keys()) wheel.schedule(fleet.size + place, 0)
  }
  for (let license = 0; license < fleet.size; license += 1) wake(wheel, fleet, license)

  const out: Observation[] = []
  const news = newsInto(out, world)
  for (let entry = wheel.next(); entry !== undefined; entry = wheel.next()) {
    const { now } = wheel
    if (entry < fleet.size) {
      live(world, entry, now, news, out)
      wake(wheel, fleet, entry)
    } else {
      readHost(world, entry - fleet.size, now, out)
      wheel.schedule(entry, now + world.hostReadingSeconds)
    }
    for (const observation of out) yield observation
    out.length = 0
  }
}

/** The next thing that happens to a license. */
const nextSecond = ({ asksAt, readAt, rebuildAt, leavesAt }: Fleet, license: number) =>
  Math.min(
    asksAt[license] ?? NEVER,
    readAt[license] ?? NEVER,
    rebuildAt[license] ?? NEVER,
    leavesAt[license] ?? NEVER,
  )

function wake(wheel: TimeWheel, fleet: Fleet, license: number): void {
  wheel.schedule(license, nextSecond(fleet, license))
}

/** Everything that is due for a license at this second. */
function live(world: World, license: number, now: number, news: AttemptNews, out: Observation[]): void {
  const { fleet } = world
  if (fleet.leavesAt[license] === now) {
    leave(fleet, license)
    return
  }
  if (fleet.rebuildAt[license] === now) rebuild(world, license, now)
  if (fleet.asksAt[license] === now) attempt(world, license, now, news)
  if (fleet.readAt[license] === now) {
    advance(fleet, license, now)
    out.push(licenseReading(world, license, now))
    fleet.readAt[license] = now + world.clientReadingSeconds
  }
}

function leave(fleet: Fleet, license: number): void {
  fleet.asksAt[license] = NEVER
  fleet.readAt[license] = NEVER
  fleet.rebuildAt[license] = NEVER
  fleet.leavesAt[license] = NEVER
}

/** Same name, new CMID, new grace; it asks at once. */
function rebuild(world: World, license: number, now: number): void {
  const { fleet } = world
  const group = groupOf(world, license)
  fleet.incarnation[license] = (fleet.incarnation[license] ?? 0) + 1
  install(fleet, group, license, now)
  if (asksByItself(group)) fleet.asksAt[license] = now
  fleet.rebuildAt[license] = now + Math.round((group.scenario.rebuildEveryDays ?? 0) * 86_400)
}

function readHost(world: World, place: number, now: number, out: Observation[]): void {
  const host = world.hosts[place]
  if (host === undefined || !isUp(host, now)) return
  for (const key of host.keys) out.push(hostReading(world, host, key, now))
}

/** Turns what happens in an attempt into observations: question on the client, request on the host, answer. */
function newsInto(out: Observation[], world: World): AttemptNews {
  return {
    unreachable(license, now, hresult, host) {
      if (world.emitsExchanges) out.push(questionObservation(world, license, now, hresult, host))
    },
    answered(license, now, host, answer) {
      const isCounted = answer.count !== undefined
      if (world.emitsExchanges) {
        const hresult = isCounted ? SUCCESS_CODE : answer.hresult
        out.push(questionObservation(world, license, now, hresult, host))
      }
      out.push(requestObservation(world, license, now, host, answer))
      if (world.emitsExchanges && isCounted) out.push(answerObservation(world, license, now, host, answer))
    },
  }
}
