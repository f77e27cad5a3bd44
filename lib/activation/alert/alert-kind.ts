import type { ObjectKind, Severity } from './alert'

/** A limit that an admin may change. */
export interface LimitRow {
  /** what it says when nobody changed it */
  usual: number
  label: string
  unit: string
  least: number
  most: number
}

/** One kind of alert: what opens it, what closes it, and what to do. Whole sentences about one alert are in alert-sentence.ts. */
export interface AlertKind {
  /** 'A1' */
  rule: string
  kind: string
  objectKind: ObjectKind
  title: string
  /** when it opens and when it closes, in words; limits in braces */
  opens: string
  clears: string
  limits: Readonly<Record<string, LimitRow>>
  /** the least and the worst it can be */
  severities: readonly Severity[]
  todo: string
  /** run on the machine named by the alert; {object} and the names of evidence in braces are filled in */
  command?: string
  /** where the condition comes from */
  source: string
  /** 'kept': what decides is kept for 90 days, so that limits can be tried on them */
  history: 'kept' | 'todayOnly'
}

/** 'reserve of 30 machines', one limit of a kind. */
export const count = (usual: number, label: string, unit: string, most = 100_000): LimitRow => ({
  usual,
  label,
  unit,
  least: 1,
  most,
})

export const days = (usual: number, label: string): LimitRow => count(usual, label, 'days', 365)
export const percent = (usual: number, label: string): LimitRow => count(usual, label, '%', 100)
