import {
  type Alert,
  type AlertState,
  type AlertStep,
  type Closing,
  type Evidence,
  isWorse,
  type Severity,
} from './alert'
import type { Verdict } from './verdict'

/** An alert with what its next state depends on. Times are ISO 8601 UTC. */
export interface KeptAlert extends Omit<Alert, 'id'> {
  /** absent before it was saved */
  id?: number | undefined
  acknowledgedAt: string | null
  /** the moments of the last day at which it opened */
  openings: readonly string[]
  calmSince: string | null
  host: string | null
}

/** What stands around an alert at one moment. */
export interface Around {
  /** ISO 8601 UTC */
  now: string
  /** a maintenance window lies over it */
  isMuted: boolean
  /** an open alert that is its cause */
  cause?: number | undefined
  /** how it would close */
  closing: Closing
}

/** What became of an alert: undefined where nothing did. */
export interface Advance {
  alert: KeptAlert
  steps: { step: AlertStep; severity: Severity }[]
}

const DAY_MS = 86_400_000
/** So many openings within a day make it unsteady: it stays open until it has been calm for a day, and is told once. */
const UNSTEADY_OPENINGS = 3

/** Opens an alert; `blank`: its object, rule and limits. */
export function openAlert(
  blank: KeptAlert,
  verdict: Extract<Verdict, { is: 'broken' }>,
  around: Around,
): Advance {
  const { now } = around
  const opened: KeptAlert = {
    ...blank,
    severity: verdict.severity,
    worstSeverity: verdict.severity,
    evidence: verdict.evidence,
    state: 'open',
    openedAt: now,
    lastAt: toldAt(verdict.evidence, now) ?? now,
    openings: [now],
  }
  return settle(opened, [{ step: 'opened', severity: verdict.severity }], around)
}

/**
 * The next state of a kept alert: one that is not closed, or the last one closed of its rule and object. An alert that
 * closed within a day and breaks again is the same one. What a person closed stays closed until it has been well once, or
 * gets worse. Missing evidence never closes.
 */
export function advance(before: KeptAlert, verdict: Verdict, around: Around): Advance | undefined {
  const next =
    before.state === 'closed' ? afterClosing(before, verdict, around) : whileOpen(before, verdict, around)
  return next && isSame(before, next.alert) && next.steps.length === 0 ? undefined : next
}

function afterClosing(before: KeptAlert, verdict: Verdict, around: Around): Advance | undefined {
  const { now } = around
  if (verdict.is === 'well')
    return isAccepted(before) ? { alert: { ...before, calmSince: now }, steps: [] } : undefined
  if (verdict.is !== 'broken') return undefined
  if (isAccepted(before) && !isWorse(verdict.severity, before.worstSeverity)) return undefined
  const openings = [...recent(before.openings, now), now]
  const alert: KeptAlert = {
    ...before,
    ...found(before, verdict, now),
    state: 'open',
    occurrences: before.occurrences + 1,
    openings,
    closedAt: null,
    closedHow: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    calmSince: null,
  }
  return settle(alert, [{ step: 'reopened', severity: verdict.severity }], around)
}

/** Closed by a person, and not well since. */
const isAccepted = ({ closedHow, calmSince }: KeptAlert) => closedHow === 'byHand' && calmSince === null

/** Whether an alert goes on when its rule breaks, instead of a new one. */
export function goesOn(alert: KeptAlert, now: string): boolean {
  const { closedAt } = alert
  return closedAt === null || isAccepted(alert) || Date.parse(now) - Date.parse(closedAt) < DAY_MS
}

function whileOpen(before: KeptAlert, verdict: Verdict, around: Around): Advance {
  const { now } = around
  const steps: Advance['steps'] = []
  const isKnownAgain = before.state === 'unknown' && verdict.is !== 'unknown'
  if (isKnownAgain && verdict.is !== 'well') steps.push({ step: 'known', severity: before.severity })
  if (verdict.is === 'broken') {
    const alert: KeptAlert = { ...before, ...found(before, verdict, now), calmSince: null, state: 'open' }
    const worsens = isWorse(verdict.severity, before.severity)
    if (worsens) alert.acknowledgedAt = null
    if (worsens) steps.push({ step: 'worsened', severity: verdict.severity })
    if (isWorse(before.severity, verdict.severity)) steps.push({ step: 'eased', severity: verdict.severity })
    return settle(alert, steps, around, before)
  }
  if (verdict.is === 'between') return settle({ ...before, state: 'open' }, steps, around, before)
  if (verdict.is === 'unknown') {
    if (before.state === 'unknown') return { alert: before, steps }
    return { alert: { ...before, state: 'unknown' }, steps: [{ step: 'unknown', severity: before.severity }] }
  }
  return whenWell(before, around)
}

function whenWell(before: KeptAlert, around: Around): Advance {
  const { now, closing } = around
  const calmSince = before.calmSince ?? now
  const isUnsteady = recent(before.openings, calmSince).length >= UNSTEADY_OPENINGS
  const isCalm = Date.parse(now) - Date.parse(calmSince) >= DAY_MS
  if (isUnsteady && !isCalm) return settle({ ...before, state: 'open', calmSince }, [], around, before)
  return {
    alert: { ...before, state: 'closed', closedAt: now, closedHow: closing, suppressedBy: null, calmSince },
    steps: [{ step: 'closed', severity: before.severity }],
  }
}

/** The severity and evidence of a verdict; the time of the newest evidence says when it was last found to hold. */
function found(before: KeptAlert, { severity, evidence }: Extract<Verdict, { is: 'broken' }>, now: string) {
  const toldNow = toldAt(evidence, now)
  const lastAt = toldNow !== undefined && toldNow > before.lastAt ? toldNow : before.lastAt
  const worstSeverity = isWorse(severity, before.worstSeverity) ? severity : before.worstSeverity
  return { severity, worstSeverity, evidence, lastAt }
}

/** When the newest evidence is from, where it says so and its clock is right. */
function toldAt({ at }: Evidence, now: string): string | undefined {
  return typeof at === 'string' && at !== '' && at <= now ? at : undefined
}

const recent = (openings: readonly string[], now: string) =>
  openings.filter((at) => Date.parse(now) - Date.parse(at) < DAY_MS)

/** Which of its states an alert is in that holds, and the steps into and out of silence. */
function settle(alert: KeptAlert, steps: Advance['steps'], around: Around, before?: KeptAlert): Advance {
  const { now, isMuted, cause } = around
  const wasMuted = before?.state === 'muted'
  const wasSuppressed = before?.state === 'suppressed'
  const state = stateOf(alert, around)
  const more: Advance['steps'] = []
  const add = (step: AlertStep) => more.push({ step, severity: alert.severity })
  if (isMuted && !wasMuted) add('muted')
  if (!isMuted && wasMuted) add('unmuted')
  if (state === 'suppressed' && !wasSuppressed) add('suppressed')
  if (wasSuppressed && cause === undefined) add('released')
  const isOver = alert.snoozedUntil !== null && alert.snoozedUntil <= now
  const suppressedBy = state === 'suppressed' ? (cause ?? null) : null
  const isSettled = !isOver && alert.state === state && alert.suppressedBy === suppressedBy
  if (before?.state === 'snoozed' && isOver && state === 'open') add('reopened')
  return {
    alert: isSettled
      ? alert
      : { ...alert, state, suppressedBy, snoozedUntil: isOver ? null : alert.snoozedUntil },
    steps: more.length === 0 ? steps : [...steps, ...more],
  }
}

function stateOf(
  { snoozedUntil, acknowledgedAt }: Pick<KeptAlert, 'snoozedUntil' | 'acknowledgedAt'>,
  { now, isMuted, cause }: Around,
): AlertState {
  if (isMuted) return 'muted'
  if (cause !== undefined) return 'suppressed'
  if (snoozedUntil !== null && snoozedUntil > now) return 'snoozed'
  return acknowledgedAt === null ? 'open' : 'acknowledged'
}

/** Asked of every alert at every round, so field by field, those that are plain first. */
export const isSame = (one: KeptAlert, other: KeptAlert): boolean =>
  one === other ||
  (one.state === other.state &&
    one.severity === other.severity &&
    one.lastAt === other.lastAt &&
    one.calmSince === other.calmSince &&
    one.id === other.id &&
    one.rule === other.rule &&
    one.kind === other.kind &&
    one.objectKind === other.objectKind &&
    one.object === other.object &&
    one.objectName === other.objectName &&
    one.worstSeverity === other.worstSeverity &&
    one.openedAt === other.openedAt &&
    one.occurrences === other.occurrences &&
    one.closedAt === other.closedAt &&
    one.closedHow === other.closedHow &&
    one.snoozedUntil === other.snoozedUntil &&
    one.suppressedBy === other.suppressedBy &&
    one.assigneeId === other.assigneeId &&
    one.acknowledgedAt === other.acknowledgedAt &&
    one.host === other.host &&
    isEqual(one.threshold, other.threshold) &&
    isEqual(one.openings, other.openings) &&
    isEqual(one.evidence, other.evidence))

/** Evidence and limits come back from the database with their names in another order; a name without a value is as good as none. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isObject(one) || !isObject(other)) return false
  for (const name in one) if (!isEqual(one[name], other[name])) return false
  for (const name in other) if (other[name] !== undefined && !(name in one)) return false
  return true
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
