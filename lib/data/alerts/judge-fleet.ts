/** What every rule says of everything at one moment: facts are loaded in sets, each object is judged by a pure function. */
import type { AlertObject, ObjectKind } from '@/lib/activation/alert/alert'
import * as own from '@/lib/activation/alert/console-rules'
import * as hosts from '@/lib/activation/alert/host-rules'
import * as keys from '@/lib/activation/alert/key-rules'
import * as machines from '@/lib/activation/alert/machine-rules'
import * as network from '@/lib/activation/alert/network-rules'
import type { Judgement, Rule, Verdict } from '@/lib/activation/alert/verdict'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import type { DataReader } from '../permission'
import { loadSources } from '../sources/sources-page'
import type { RulesInForce } from './alert-rules'
import {
  loadChannelFacts,
  loadEmergencyFacts,
  loadKeysSeen,
  loadScheduleFacts,
  loadTokenFacts,
  loadUpkeepFacts,
} from './console-facts'
import { loadHostFacts } from './host-facts'
import {
  loadEsuFacts,
  loadHostKeyFacts,
  loadMakFacts,
  loadPackageFacts,
  loadUnservedProducts,
} from './key-facts'
import {
  loadClockFacts,
  loadCmidFacts,
  loadFleetFacts,
  loadMachineFacts,
  loadRearmFacts,
  loadWaveFacts,
} from './machine-facts'
import { loadCellFacts, loadNeverHeardFacts, loadStrangeHosts } from './network-facts'
import { loadPlanFacts } from './plan-facts'
import type { Stretch } from './stretches'

/** The console itself reads: whoever sees an alert has asked for it with a permission. */
const CONSOLE: DataReader = { can: () => true }

const DAY_MS = 86_400_000

/** What is judged machine by machine, some at a time; everything else is judged at once. */
export const MACHINE_RULES = ['A16', 'A18', 'A19', 'A20']

interface Judged {
  judgements: Judgement[]
  /** names of each KMS host: machines say any of them */
  hosts: readonly KmsHostRow[]
}

/**
 * Every judgement at `now` by the rules that are on, but those of `judgeMachines`; what only rules that are off need is not
 * loaded.
 */
export async function judgeFleet(now: Date, rules: RulesInForce): Promise<Judged> {
  const judge = judging(now.getTime(), rules)
  const isAny = (...wanted: readonly string[]) => wanted.some((rule) => rules.isOn(rule))
  const needsHosts = isAny(
    'A1',
    'A2',
    'A3',
    'A4',
    'A5',
    'A6',
    'A7',
    'A8',
    'A9',
    'A10',
    'A12',
    'A13',
    'A14',
    'A15',
    'A16',
    'A24',
  )
  const ofHosts = needsHosts ? await judgeHosts(now, judge) : NO_HOSTS
  const others = await Promise.all([
    isAny('A11', 'A17', 'A19', 'A29') ? judgeShared(now, rules, judge) : [],
    isAny('A12') ? judgeSharing(now, ofHosts.low, judge) : [],
    isAny('A21', 'A22', 'A23', 'A25', 'A26', 'A27') ? judgeKeys(now, judge) : [],
    isAny('A4', 'A13', 'A14', 'A20', 'A24') ? judgeNetwork(now, rules, ofHosts.rows, judge) : [],
    isAny('A28', 'A30', 'A31', 'A32', 'A33', 'A34', 'A35', 'A36', 'A37') ? judgeConsole(now, judge) : [],
  ])
  const judgements = [ofHosts.judgements, ...others].flat().filter(({ rule }) => rules.isOn(rule))
  return { judgements, hosts: ofHosts.rows }
}

const NO_HOSTS = { judgements: [], rows: [], low: new Set<string>() }

type Judge = ReturnType<typeof judging>

/** Judges one object by one rule. */
function judging(now: number, rules: RulesInForce) {
  return <Facts>(
    rule: string,
    decide: Rule<Facts>,
    facts: Facts,
    about: AlertObject & { host?: string | undefined },
  ): Judgement => ({ ...about, rule, verdict: decide(facts, rules.limits(rule), now) })
}

/** What a judgement is about. */
export const about = (objectKind: ObjectKind, object: string, objectName = object): AlertObject => ({
  objectKind,
  object,
  objectName,
})

async function judgeHosts(now: Date, judge: Judge) {
  const known = await loadHostFacts({ since: new Date(now.getTime() - DAY_MS), now })
  const judgements = known.flatMap(({ facts }) => {
    const object = { ...about('kmsHost', facts.host), host: facts.host }
    const by = (rule: string, decide: Rule<hosts.HostFacts>) => judge(rule, decide, facts, object)
    return [
      by('A1', hosts.hostDown),
      by('A2', hosts.startFailed),
      by('A3', hosts.renewalTimerFailed),
      by('A5', hosts.countLow),
      by('A6', hosts.countFalling),
      by('A7', hosts.hostNotLicensed),
      by('A8', hosts.hostSilent),
      by('A9', hosts.manyRefusals),
      by('A10', hosts.productNotServed),
      by('A15', hosts.publicHost),
    ]
  })
  const low = new Set(
    judgements.flatMap(({ rule, object, verdict }) =>
      rule === 'A5' && verdict.is === 'broken' && verdict.severity === 'error' ? [object] : [],
    ),
  )
  return { judgements, rows: known.map(({ row }) => row), low }
}

/** What is to be said of machines of a stretch, one by one; one that is not listed is well. */
export async function judgeMachines(
  now: Date,
  rules: RulesInForce,
  hosts: readonly KmsHostRow[],
  stretch: Stretch,
): Promise<Judgement[]> {
  return judgeFacts(await loadMachineFacts(now, missedIn(rules), stretch), now, rules, hosts)
}

/** Missed renewals from which on A16 speaks. */
export const missedIn = (rules: RulesInForce): number => rules.limits('A16').missed ?? 3

/** What is to be said of the machines of these facts. */
export function judgeFacts(
  known: readonly machines.MachineFacts[],
  now: Date,
  rules: RulesInForce,
  hosts: readonly KmsHostRow[],
): Judgement[] {
  const judge = judging(now.getTime(), rules)
  // Machines name a host by any of its names.
  const chiefs = new Map(hosts.flatMap(({ name, names }) => names.map((one) => [one, name] as const)))
  const besideFirst = known.toSorted((one, other) => Number(other.isBeside) - Number(one.isBeside))
  const judgements = besideFirst.flatMap((facts) => {
    const host = facts.kmsHost ? (chiefs.get(facts.kmsHost) ?? facts.kmsHost) : undefined
    const object = { ...about('client', facts.machine), host }
    const judged = [
      judge('A16', machines.renewalsFail, facts, object),
      judge('A18', machines.endsSoon, facts, object),
      judge('A19', machines.outOfLicense, facts, object),
      judge('A20', machines.unheardOf, facts, object),
    ]
    return judged.filter(({ rule, verdict }) => verdict.is !== 'well' && rules.isOn(rule))
  })
  // One alert of a machine and rule: of Windows, which comes last, else of what is beside it.
  return [...new Map(judgements.map((one) => [`${one.rule} ${one.object}`, one])).values()]
}

/** What machines share, and what few of them have. */
async function judgeShared(now: Date, rules: RulesInForce, judge: Judge): Promise<Judgement[]> {
  const [fleet, clocks, rearms, wave] = await Promise.all([
    loadFleetFacts(),
    loadClockFacts(now, rules.limits('A11').clearMinutes ?? 30),
    loadRearmFacts(rules.limits('A29').left ?? 1),
    loadWaveFacts(now),
  ])
  return [
    judge('A19', machines.fleetOutOfLicense, fleet, about('fleet', 'fleet', 'The fleet')),
    judge('A17', machines.failureWave, wave, { ...about('fleet', 'fleet', 'The fleet'), host: wave.host }),
    ...clocks.map((facts) => judge('A11', machines.clockSkew, facts, about('client', facts.machine))),
    ...rearms.map((facts) => judge('A29', machines.rearmsNearlyUsed, facts, about('client', facts.machine))),
  ]
}

async function judgeSharing(now: Date, low: ReadonlySet<string>, judge: Judge): Promise<Judgement[]> {
  const known = await loadCmidFacts(CONSOLE, low, now)
  return known.map((facts) => judge('A12', machines.sharedCmid, facts, about('cmid', facts.cmid)))
}

export const makOf = ({ keyId, lastFive, label }: keys.MakFacts) =>
  about('key', keyId, `MAK …-${lastFive} (${label})`)

export const hostKeyOf = ({ keyId, lastFive, label }: keys.HostKeyFacts) =>
  about('key', keyId, `Host key …-${lastFive} (${label})`)

export const packageOf = ({ number }: keys.PackageFacts) =>
  about('package', String(number), `Package ${number}`)

async function judgeKeys(now: Date, judge: Judge): Promise<Judgement[]> {
  const [maks, hostKeys, products, packages, esu] = await Promise.all([
    loadMakFacts(),
    loadHostKeyFacts(),
    loadUnservedProducts(CONSOLE),
    loadPackageFacts(),
    loadEsuFacts(now),
  ])
  return [
    ...maks.flatMap((facts) => {
      const object = makOf(facts)
      return [judge('A21', keys.makRunsOut, facts, object), judge('A22', keys.makDrift, facts, object)]
    }),
    ...hostKeys.map((facts) => judge('A23', keys.hostKeyNearlyUsed, facts, hostKeyOf(facts))),
    ...products.map((facts) => judge('A25', keys.productUnserved, facts, about('product', facts.product))),
    ...esu.map((facts) => judge('A26', keys.esuEnds, facts, about('product', facts.product))),
    ...packages.map((facts) => judge('A27', keys.packageWaits, facts, packageOf(facts))),
  ]
}

async function judgeNetwork(
  now: Date,
  rules: RulesInForce,
  rows: readonly KmsHostRow[],
  judge: Judge,
): Promise<Judgement[]> {
  const [cells, { unknown, cloud }, directories] = await Promise.all([
    loadCellFacts(CONSOLE, rows, now),
    loadStrangeHosts(rows),
    loadNeverHeardFacts(now, rules.limits('A20').directoryDays ?? 30),
  ])
  return [
    ...cells.flatMap((facts) => {
      const { zone, host } = facts
      const object = { ...about('zone', `${zone} ${host}`, `${host} in ${zone}`), host }
      const both = [
        judge('A4', network.notPublished, facts, object),
        judge('A24', network.wrongRecord, facts, object),
      ]
      return both.map((one) => ({ ...one, verdict: withPlace(one.verdict, zone, host) }))
    }),
    ...unknown.map((facts) => judge('A13', network.unknownHost, facts, about('kmsHost', facts.host))),
    ...cloud.map((facts) => judge('A14', network.cloudHostAtHome, facts, about('kmsHost', facts.host))),
    ...directories.map((facts) => judge('A20', network.neverHeard, facts, about('network', facts.directory))),
  ]
}

/** Evidence of a host in a zone names both. */
function withPlace(verdict: Verdict, zone: string, host: string): Verdict {
  return verdict.is === 'well' ? verdict : { ...verdict, evidence: { zone, host, ...verdict.evidence } }
}

async function judgeConsole(now: Date, judge: Judge): Promise<Judgement[]> {
  const [sources, seen, channels, schedules, tokens, emergencies, plan, { backup, disk }] = await Promise.all(
    [
      loadSources(CONSOLE, now),
      loadKeysSeen(now),
      loadChannelFacts(),
      loadScheduleFacts(),
      loadTokenFacts(now),
      loadEmergencyFacts(now),
      loadPlanFacts(now),
      loadUpkeepFacts(CONSOLE, now),
    ],
  )
  return [
    ...sources.map((facts) =>
      judge('A28', own.sourceStale, facts, about('source', `${facts.kind} ${facts.name}`, facts.name)),
    ),
    ...seen.map((facts) =>
      judge('A30', own.fullKeySeen, facts, about('import', facts.importId, facts.fileName)),
    ),
    ...channels.map((facts) => judge('A31', own.channelFails, facts, about('channel', facts.id, facts.name))),
    ...schedules.map((facts) =>
      judge('A32', own.scheduleStopped, facts, about('schedule', facts.id, `Report ${facts.report}`)),
    ),
    ...tokens.map((facts) => judge('A33', own.tokenEnds, facts, about('token', facts.id, facts.name))),
    ...emergencies.map((facts) =>
      judge('A34', own.emergencyAccess, facts, about('person', facts.personId, facts.person)),
    ),
    ...plan.map((facts) => judge('A36', own.planNotKept, facts, about('plan', facts.object))),
    ...(backup ? [judge('A35', own.backupTooOld, backup, about('fleet', 'backup', 'Backup'))] : []),
    ...(disk ? [judge('A37', own.diskFills, disk, about('fleet', 'disk', 'Disk of the database'))] : []),
  ]
}
