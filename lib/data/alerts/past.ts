import type { AlertObject } from '@/lib/activation/alert/alert'
import * as own from '@/lib/activation/alert/console-rules'
import * as hosts from '@/lib/activation/alert/host-rules'
import * as keys from '@/lib/activation/alert/key-rules'
import { type FleetFacts, fleetOutOfLicense } from '@/lib/activation/alert/machine-rules'
import type { Judgement, Rule } from '@/lib/activation/alert/verdict'
import { readRows } from '../rows'
import type { RulesInForce } from './alert-rules'
import { loadEmergencyFacts, loadKeysSeen } from './console-facts'
import { loadHostFacts } from './host-facts'
import { about, hostKeyOf, makOf, packageOf } from './judge-fleet'
import { loadHostKeyFacts, loadMakFacts, loadPackageFacts } from './key-facts'

const DAY_MS = 86_400_000

/** What a rule says at a moment of the past, in milliseconds since 1970. */
type JudgeAt = (time: number) => Judgement[]

/** Objects with their facts over a span; the rules themselves look no further than their moment. */
interface Past<Facts> {
  decide: Rule<Facts>
  known: { about: AlertObject; facts: Facts; at?: (time: number) => Facts }[]
}

const HOST_RULES: Readonly<Record<string, Rule<hosts.HostFacts>>> = {
  A1: hosts.hostDown,
  A2: hosts.startFailed,
  A3: hosts.renewalTimerFailed,
  A5: hosts.countLow,
  A7: hosts.hostNotLicensed,
  A9: hosts.manyRefusals,
}

/** Loads what is kept of a span for one rule, once for all its hours. Only for kinds whose history is kept. */
export async function loadPast(rule: string, rules: RulesInForce, since: Date, now: Date): Promise<JudgeAt> {
  const judged = <Facts>({ decide, known }: Past<Facts>): JudgeAt => {
    const limits = rules.limits(rule)
    return (time) =>
      known.map(({ about, facts, at }) => ({
        ...about,
        rule,
        verdict: decide(at ? at(time) : facts, limits, time),
      }))
  }
  const byHost = HOST_RULES[rule]
  if (byHost) return judged({ decide: byHost, known: await hostsSince(since, now) })
  if (rule === 'A19') return judged({ decide: fleetOutOfLicense, known: [await fleetOverTime()] })
  if (rule === 'A21' || rule === 'A22') {
    const decide = rule === 'A21' ? keys.makRunsOut : keys.makDrift
    return judged({ decide, known: (await loadMakFacts()).map((facts) => ({ about: makOf(facts), facts })) })
  }
  if (rule === 'A23') {
    const known = (await loadHostKeyFacts()).map((facts) => ({ about: hostKeyOf(facts), facts }))
    return judged({ decide: keys.hostKeyNearlyUsed, known })
  }
  if (rule === 'A27') {
    const known = (await loadPackageFacts()).map((facts) => ({ about: packageOf(facts), facts }))
    return judged({ decide: keys.packageWaits, known })
  }
  if (rule === 'A30') {
    const known = (await loadKeysSeen(now)).map((facts) => ({
      about: about('import', facts.importId, facts.fileName),
      facts,
    }))
    return judged({ decide: own.fullKeySeen, known })
  }
  const known = (await loadEmergencyFacts(now)).map((facts) => ({
    about: about('person', facts.personId, facts.person),
    facts,
  }))
  return judged({ decide: own.emergencyAccess, known })
}

/** Of the requests of a quarter only those of the day before a moment are looked at. */
async function hostsSince(since: Date, now: Date) {
  const known = await loadHostFacts({ since, now })
  return known.map(({ facts }) => {
    const times = facts.hours.map(({ until }) => Date.parse(until))
    const firstFrom = (time: number) => {
      let [low, high] = [0, times.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((times[middle] ?? 0) < time) low = middle + 1
        else high = middle
      }
      return low
    }
    const at = (time: number) => ({
      ...facts,
      hours: facts.hours.slice(firstFrom(time - DAY_MS), firstFrom(time + 1)),
    })
    return { about: about('kmsHost', facts.host), facts, at }
  })
}

/** The fleet by day, from the roll-up of its conditions. */
async function fleetOverTime() {
  const rows = await readRows<FleetFacts & { day: string }>(
    `SELECT day, sum(machines) OVER (ORDER BY day)::int AS machines, sum(out_of_license) OVER (ORDER BY day)::int AS out_of_license
       FROM (SELECT day, sum(delta) AS machines,
                    coalesce(sum(delta) FILTER (WHERE condition IN ('notification', 'unlicensed')), 0) AS out_of_license
               FROM fleet_day GROUP BY 1) days ORDER BY day`,
  )
  const nothing: FleetFacts = { machines: 0, outOfLicense: 0 }
  const at = (time: number) => {
    const day = new Date(time).toISOString().slice(0, 10)
    return rows.findLast((row) => row.day <= day) ?? nothing
  }
  return { about: about('fleet', 'fleet', 'The fleet'), facts: nothing, at }
}
