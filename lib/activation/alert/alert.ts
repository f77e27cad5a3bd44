/** Alerts: what the rules find wrong with one object. Times are ISO 8601 UTC. */

/** From the least to the worst. */
export const SEVERITIES = ['info', 'warn', 'error', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export const ALERT_STATES = [
  'open',
  'acknowledged',
  'snoozed',
  /** by a maintenance window */
  'muted',
  /** by an alert that is its cause */
  'suppressed',
  /** its evidence is older than it holds good: neither well nor known to be wrong */
  'unknown',
  'closed',
] as const
export type AlertState = (typeof ALERT_STATES)[number]

export const ALERT_STEPS = [
  'opened',
  'worsened',
  'eased',
  'acknowledged',
  'assigned',
  'snoozed',
  'muted',
  'unmuted',
  'suppressed',
  'released',
  'unknown',
  'known',
  'closed',
  'reopened',
  'noted',
] as const
export type AlertStep = (typeof ALERT_STEPS)[number]

/** How an alert came to its end: by what was observed, by a worse one of the same object, with its object, or by a person. */
export const CLOSINGS = ['cleared', 'superseded', 'objectGone', 'byHand'] as const
export type Closing = (typeof CLOSINGS)[number]

/** What an alert may be about. */
export const OBJECT_KINDS = [
  'kmsHost',
  'client',
  'cmid',
  'key',
  'zone',
  'product',
  'source',
  'network',
  'import',
  'channel',
  'schedule',
  'token',
  'package',
  'plan',
  'person',
  'fleet',
] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** Numbers, times, names and codes that decided, by what they are: `{ count: 17, needed: 25, at: '…' }`. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** The limits that decided: `{ reservePercent: 20 }`. Their units stand in their names. */
export type Limits = Readonly<Record<string, number>>

/** An object by what never changes of it (a host's or machine's name, a key's id), and as people know it. */
export interface AlertObject {
  objectKind: ObjectKind
  object: string
  objectName: string
}

/** An alert as it is kept. rule: 'A1' to 'A37'; kind: the same in a word. */
export interface Alert extends AlertObject {
  id: number
  rule: string
  kind: string
  severity: Severity
  worstSeverity: Severity
  state: AlertState
  openedAt: string
  /** when it was last found to hold */
  lastAt: string
  occurrences: number
  closedAt: string | null
  closedHow: Closing | null
  snoozedUntil: string | null
  suppressedBy: number | null
  assigneeId: string | null
  evidence: Evidence
  threshold: Limits
}

/** Whether the first is worse than the second. */
export const isWorse = (one: Severity, other: Severity): boolean =>
  SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other)
