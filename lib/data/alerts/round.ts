/** A round: everything is judged, and what that makes of each alert is written. */
import type { Closing } from '@/lib/activation/alert/alert'
import {
  type Advance,
  advance,
  goesOn,
  isEqual,
  type KeptAlert,
  openAlert,
} from '@/lib/activation/alert/alert-life'
import { kindOfRule } from '@/lib/activation/alert/alert-table'
import { CAUSES, SUPERSEDES } from '@/lib/activation/alert/cause-table'
import { type Judgement, WELL } from '@/lib/activation/alert/verdict'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { followWrites } from '../replica'
import type { SqlValues } from '../sql-text'
import { withLease } from '../work-lease'
import { loadRuleSettings, type RulesInForce, rulesInForce } from './alert-rules'
import {
  type Change,
  countAlertsAnew,
  goneMachines,
  keyOf,
  loadKeptAlerts,
  saveChanges,
  type Which,
} from './alert-store'
import { noteRound } from './due'
import { judgeFacts, judgeFleet, judgeMachines, MACHINE_RULES } from './judge-fleet'
import { maintenanceAt } from './maintenance'
import {
  forgetJudged,
  groundWord,
  loadGone,
  loadUnsteady,
  noteGround,
  noteJudged,
  takeGround,
} from './steady-machines'
import { heardSince, type Stretch, wholeFleet } from './stretches'

export const ALERT_LEASE = 'alerts'

/**
 * Judges everything at `now` and writes what changed. heardFrom: of machines only those that were heard of since, which is soon
 * done in the largest fleet. Undefined while another process is at it.
 */
export async function runAlertRound(
  now: Date,
  heardFrom?: Date,
): Promise<{ changes: number; tookMs: number } | undefined> {
  const started = performance.now()
  const run = await withLease(ALERT_LEASE, async () => {
    const rules = rulesInForce(await loadRuleSettings())
    const fleet = await advanceFleet(now, rules, (changed) => saveChanges(changed, now))
    let changes = fleet.changes.length
    const machines = heardFrom ? advanceHeard(fleet, heardFrom) : advanceUnsteady(fleet)
    let many = MANY_CHANGES
    for await (const some of machines) {
      changes += some.length
      if (changes < many) continue
      await countAlertsAnew()
      many = 2 * changes
    }
    const tookMs = Math.round(performance.now() - started)
    await noteRound(now, { isWhole: heardFrom === undefined, tookMs })
    if (!heardFrom) await noteGround(fleet.word)
    return { changes, tookMs }
  })
  return run?.result
}

/** The alerts as a round at `now` would leave them; nothing is written. */
export async function alertsAt(now: Date, rules?: RulesInForce): Promise<KeptAlert[]> {
  const inForce = rules ?? rulesInForce(await loadRuleSettings())
  let next = 0
  const imagined: Save = async (changed) => changed.map(({ before }) => before?.id ?? --next)
  const fleet = await advanceFleet(now, inForce, imagined)
  let { changes } = fleet
  for await (const stretch of wholeFleet()) {
    const judged = await judgeMachines(now, inForce, fleet.hosts, stretch)
    const round = await fleet.roundOf(judged, machinesIn(stretch))
    changes = changes.concat(await round.advance(() => true, imagined))
  }
  const changed = new Set(changes.flatMap(({ before }) => before?.id ?? []))
  const all = await loadKeptAlerts(now, () => 'true')
  const kept = all.filter(({ id }) => id !== undefined && !changed.has(id))
  return [...kept, ...changes.map(({ advance: { alert } }) => alert)]
}

/** So many change what a plan of Postgres should rest on. */
const MANY_CHANGES = 20_000

type Save = (changes: readonly Change[]) => Promise<(number | undefined)[]>

/** A round once all is judged but the machines, with all causes among it. */
interface Fleet {
  now: Date
  rules: RulesInForce
  hosts: readonly KmsHostRow[]
  /** what stands behind every judgement of a machine */
  word: string
  open: OpenCauses
  save: Save
  changes: Change[]
  roundOf(judgements: readonly Judgement[], which: Which): Promise<Round>
}

async function advanceFleet(now: Date, rules: RulesInForce, save: Save): Promise<Fleet> {
  await followWrites()
  const { isMuted, windows } = await maintenanceAt(now)
  const open = new Map<string, number>()
  const roundOf = async (judgements: readonly Judgement[], which: Which) => {
    const kept = await loadKeptAlerts(now, which)
    const closing = await closingsOf(kept, judgements)
    return new Round(now, rules, { judgements, kept, isMuted, closing, open })
  }
  const { judgements, hosts } = await judgeFleet(now, rules)
  const round = await roundOf(judgements, (values) => `NOT ${ofMachine(values)}`)
  // A cause comes before what it silences, as in their table, so that a consequence finds its cause open.
  const causes = CAUSES.map(({ cause }) => cause)
  const parts = causes.map((cause) => (rule: string) => rule === cause)
  let changes: Change[] = []
  for (const isNow of [...parts, (rule: string) => !causes.includes(rule)])
    changes = changes.concat(await round.advance(isNow, save))
  return { now, rules, hosts, word: groundWord(rules, hosts, windows), open, save, changes, roundOf }
}

const ofMachine = (values: SqlValues) =>
  `(object_kind = 'client' AND rule = ANY(${values.add(MACHINE_RULES)}))`

const machinesIn =
  (stretch: Stretch): Which =>
  (values) =>
    `${ofMachine(values)} AND ${stretch('object', values)}`

/** Machines that were heard of since, each as if it had never been judged. */
async function* advanceHeard(fleet: Fleet, since: Date): AsyncGenerator<Change[]> {
  const { now, rules, hosts, save, roundOf } = fleet
  for await (const stretch of heardSince(since)) {
    await forgetJudged(stretch)
    const judged = await judgeMachines(now, rules, hosts, stretch)
    yield (await roundOf(judged, machinesIn(stretch))).advance(() => true, save)
  }
}

/** Where few of them are read, so many machines at a time are looked at. */
const STEADY_MACHINES = 250_000

/** The whole fleet, without the machines that stand as the last round of everything left them. */
async function* advanceUnsteady(fleet: Fleet): AsyncGenerator<Change[]> {
  const { now, rules, hosts, word, open, save, roundOf } = fleet
  const ground = await takeGround(word, open, now)
  for await (const stretch of ground ? wholeFleet(STEADY_MACHINES) : wholeFleet()) {
    const unsteady = await loadUnsteady(now, rules, stretch, ground)
    const judged = judgeFacts(unsteady.facts, now, rules, hosts)
    const round = await roundOf(judged, ground ? machinesNamed(unsteady.names) : machinesIn(stretch))
    const changes = await round.advance(() => true, save)
    await noteJudged(unsteady, now, round.unsaved)
    yield changes
  }
  if (ground) yield (await roundOf([], machinesNamed(await loadGone(now)))).advance(() => true, save)
}

const machinesNamed =
  (names: readonly string[]): Which =>
  (values) =>
    `${ofMachine(values)} AND object = ANY(${values.add([...names])})`

/** Open causes: 'A1 kms01'. */
type OpenCauses = Map<string, number>

/** Why an alert that no longer holds would close. */
async function closingsOf(
  kept: readonly KeptAlert[],
  judgements: readonly Judgement[],
): Promise<(alert: KeptAlert) => Closing> {
  const worse = new Set(
    judgements.flatMap(({ rule, objectKind, object, verdict }) =>
      verdict.is === 'broken' ? [`${rule} ${objectKind} ${object}`] : [],
    ),
  )
  const judged = new Set(judgements.map(keyOf))
  const machines = kept.flatMap((one) =>
    one.state !== 'closed' && one.objectKind === 'client' && !judged.has(keyOf(one)) ? [one.object] : [],
  )
  const gone = await goneMachines(machines)
  return (alert) => {
    const { rule, objectKind, object } = alert
    if (SUPERSEDES[rule]?.some((by) => worse.has(`${by} ${objectKind} ${object}`))) return 'superseded'
    if (objectKind === 'client') return gone.has(object) ? 'objectGone' : 'cleared'
    return judged.has(keyOf(alert)) || CLEARS_BY_ABSENCE.has(rule) ? 'cleared' : 'objectGone'
  }
}

/** Their facts list only what is wrong, so that not being listed is to be well. */
const CLEARS_BY_ABSENCE: ReadonlySet<string> = new Set([
  'A12',
  'A13',
  'A14',
  'A25',
  'A26',
  'A27',
  'A30',
  'A34',
  'A36',
])

const IS_CAUSE: ReadonlySet<string> = new Set(CAUSES.map(({ cause }) => cause))

interface Known {
  judgements: readonly Judgement[]
  kept: readonly KeptAlert[]
  isMuted: (alert: KeptAlert) => boolean
  closing: (alert: KeptAlert) => Closing
  open: OpenCauses
}

/** What one round knows of what is judged together. */
class Round {
  readonly #kept: Map<string, KeptAlert>
  readonly #judged: Map<string, Judgement>
  /** objects of which a person or another round changed an alert meanwhile */
  readonly unsaved = new Set<string>()

  constructor(
    readonly now: Date,
    readonly rules: RulesInForce,
    readonly known: Known,
  ) {
    // Of several of one object the open one, which comes last, else the newest.
    this.#kept = new Map(
      known.kept
        .toSorted((one, other) => Number(one.state !== 'closed') - Number(other.state !== 'closed'))
        .map((one) => [keyOf(one), one]),
    )
    this.#judged = new Map(known.judgements.map((one) => [keyOf(one), one]))
    for (const one of known.kept) this.#note(one)
  }

  /** Saves what becomes of the alerts of these rules. */
  async advance(isNow: (rule: string) => boolean, save: Save): Promise<Change[]> {
    const changes = this.#changes(isNow)
    const ids = await save(changes)
    for (const [at, { before, advance }] of changes.entries()) {
      if (before === undefined) advance.alert.id = ids[at]
      if (ids[at] === undefined) this.unsaved.add(advance.alert.object)
      this.#note(advance.alert)
    }
    return changes
  }

  #changes(isNow: (rule: string) => boolean): Change[] {
    const changes: Change[] = []
    for (const judgement of this.#judged.values()) {
      if (isNow(judgement.rule)) changes.push(...this.#change(judgement))
    }
    for (const before of this.#kept.values()) {
      if (!isNow(before.rule) || this.#judged.has(keyOf(before))) continue
      // Not to be listed is to be well, for one that a person closed too; a rule that is off lists nothing.
      if (before.state === 'closed' && !this.rules.isOn(before.rule)) continue
      const next = advance(before, WELL, this.#around(before))
      if (next) changes.push({ before, advance: next })
    }
    return changes
  }

  /** Keeps which causes are open. */
  #note({ id, rule, object, state }: KeptAlert): void {
    if (!IS_CAUSE.has(rule)) return
    const { open } = this.known
    const key = `${rule} ${object}`
    const isOpen = state !== 'closed' && state !== 'unknown' && id !== undefined
    if (isOpen) open.set(key, id)
    else if (open.get(key) === id) open.delete(key)
  }

  #change(judgement: Judgement): Change[] {
    const found = this.#kept.get(keyOf(judgement))
    const now = this.now.toISOString()
    const before = found && goesOn(found, now) ? found : undefined
    const { verdict, host, objectName } = judgement
    if (before) {
      // What is neither good nor bad enough gives way to what says more of its object.
      const givesWay = verdict.is === 'between' && this.known.closing(before) === 'superseded'
      const threshold = this.rules.limits(before.rule)
      const isNamedSo =
        before.objectName === objectName &&
        (host === undefined || before.host === host) &&
        isEqual(before.threshold, threshold)
      const named = isNamedSo ? before : { ...before, objectName, host: host ?? before.host, threshold }
      const next = advance(named, givesWay ? WELL : verdict, this.#around(named))
      const change: Advance | undefined = next ?? (isNamedSo ? undefined : { alert: named, steps: [] })
      return change ? [{ before, advance: change }] : []
    }
    if (verdict.is !== 'broken') return []
    const blank = blankOf(judgement, this.rules)
    return [{ before: undefined, advance: openAlert(blank, verdict, this.#around(blank)) }]
  }

  #around(alert: KeptAlert) {
    return {
      now: this.now.toISOString(),
      isMuted: this.known.isMuted(alert),
      cause: this.#causeOf(alert),
      closing: this.known.closing(alert),
    }
  }

  #causeOf({ rule, object, host }: KeptAlert): number | undefined {
    for (const { cause, silences } of CAUSES) {
      if (!silences.includes(rule)) continue
      const id = this.known.open.get(`${cause} ${host ?? object}`)
      if (id !== undefined) return id
    }
    return undefined
  }
}

/** An alert that has not opened yet, of the object of a judgement. */
export function blankOf(judgement: Judgement, rules: RulesInForce): KeptAlert {
  const { rule, objectKind, object, objectName, host } = judgement
  const at = new Date(0).toISOString()
  return {
    rule,
    kind: kindOfRule(rule)?.kind ?? rule,
    objectKind,
    object,
    objectName,
    severity: 'info',
    worstSeverity: 'info',
    state: 'open',
    openedAt: at,
    lastAt: at,
    occurrences: 1,
    closedAt: null,
    closedHow: null,
    snoozedUntil: null,
    suppressedBy: null,
    assigneeId: null,
    evidence: {},
    threshold: rules.limits(rule),
    acknowledgedAt: null,
    openings: [],
    calmSince: null,
    host: host ?? null,
  }
}
