import type { AlertObject, Evidence, Limits, Severity } from './alert'

/** What a rule says of one object at one moment. */
export type Verdict =
  | { is: 'broken'; severity: Severity; evidence: Evidence }
  /** Better than what opens an alert and not yet good enough to close one. */
  | { is: 'between'; evidence: Evidence }
  /** The evidence is too old to say anything. */
  | { is: 'unknown'; evidence: Evidence }
  | { is: 'well' }

/** A rule's verdict on one object. */
export interface Judgement extends AlertObject {
  rule: string
  verdict: Verdict
  /** the KMS host it hangs on, where another than the object */
  host?: string | undefined
}

/** A rule: facts of one object, the limits that hold, and the moment in milliseconds since 1970. */
export type Rule<Facts> = (facts: Facts, limits: Limits, now: number) => Verdict

export const WELL: Verdict = { is: 'well' }

export const broken = (severity: Severity, evidence: Evidence): Verdict => ({
  is: 'broken',
  severity,
  evidence,
})

export const between = (evidence: Evidence): Verdict => ({ is: 'between', evidence })

export const unknown = (evidence: Evidence): Verdict => ({ is: 'unknown', evidence })

/** A limit by its name; the table of kinds has every one. */
export function limit(limits: Limits, name: string): number {
  const value = limits[name]
  if (value === undefined) throw new Error(`no limit ${name}`)
  return value
}

/** What had happened by `now` of points in the order of time. */
export function upTo<Point extends { at: string }>(points: readonly Point[], now: number): Point[] {
  return points.filter(({ at }) => Date.parse(at) <= now)
}
