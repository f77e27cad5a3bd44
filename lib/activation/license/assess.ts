import { KMS_VALIDITY_MINUTES, MINUTE_MS, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import type { LicenseObservation, LicenseStatus } from '../observation'
import type { ProductFamily } from '../product/product-table'
import { type Condition, lapseSteps, stepAt } from './lapse'
import { type EndBasis, licenseEnd, type ValidityFacts } from './validity'

export type { Condition } from './lapse'

/** What the console knows of one license: the newest observation with what earlier ones still say. */
export interface LicenseFacts extends ValidityFacts {
  /** '0xC004F038' form. */
  reason?: string | undefined
  activatedBy?: LicenseObservation['activatedBy'] | undefined
  /** The KMS host of the last success or attempt. */
  kmsHost?: string | undefined
  /** Whether it is a virtual machine, where that is known. */
  isVirtual?: boolean | undefined
  renewalIntervalMinutes?: number | undefined
  activationIntervalMinutes?: number | undefined
  /** When the reported status began, if the history knows. ISO 8601 UTC. */
  statusSince?: string | undefined
  managedPerUser?: boolean | undefined
  isAddon?: boolean | undefined
  /** A grace license of Office beside a licensed product of the same suite, see left-over.ts. */
  isLeftOver?: boolean | undefined
  /** For sentences: 'Windows 11 Enterprise', and which tool activates it. */
  productLabel?: string | undefined
  family?: ProductFamily | undefined
  /** For sentences: the newest count the host reported, and the count this product needs. */
  hostCount?: number | undefined
  minimumCount?: number | undefined
  /** Rearms the machine says it has left. */
  rearmsLeft?: number | undefined
  /** Last success we know of; else reckoned from the end of a 180-day validity. ISO 8601 UTC. */
  lastRenewedAt?: string | undefined
}

export type Evidence =
  /** Somebody said so at that time. */
  | { kind: 'observed'; at: string }
  /** The source named no end: this one is an upper bound counted from the observation. */
  | { kind: 'assumedValidity' | 'assumedGrace'; until: string; source: string }
  /** The reported state ran out and nothing newer was seen: the effective status is our reckoning. */
  | { kind: 'lapsed'; at: string; source: string }

export interface Assessment {
  /** As reported. */
  status: LicenseStatus
  /** After time has done its work; see lapse.ts. */
  effectiveStatus: LicenseStatus
  condition: Condition
  /** When the effective status began; absent when the history does not tell. All times ISO 8601 UTC. */
  since?: string
  /** When the effective status ends by itself; absent when permanent or already as bad as it gets. */
  until?: string
  /** When this answer must be worked out again even if nothing new is observed; the same instant as `until`. */
  nextChangeAt?: string
  /** KMS and directory only. Reckoned from the end when the source did not say. */
  lastRenewedAt?: string
  /** The renewal that follows the last one we know of is due by then. */
  renewBy?: string
  /** Renewals due by now of which we have seen nothing. About 25 fit in 180 days, so one is no alarm. */
  missedRenewals?: number
  /** Set while the condition is 'silent'. */
  silentSince?: string
  /** False for per-user and left-over licenses, which are not managed here and never an alarm. */
  isManaged: boolean
  evidence: Evidence[]
}

const SOURCE_OF_LAPSE =
  'KMS planning guide (Microsoft, 11/2024); editor’s note of the Volume Activation 2.0 article'

const iso = (time: number) => new Date(time).toISOString()

/**
 * The state of a license at `now` (ISO 8601 or milliseconds since 1970). The one place where the effective
 * status is worked out; the time rule itself is in lapse.ts.
 */
export function assess(facts: LicenseFacts, now: string | number): Assessment {
  const time = typeof now === 'number' ? now : Date.parse(now)
  const end = licenseEnd(facts)
  const { current, next } = stepAt(lapseSteps(facts.status, facts.channel, end?.at), time)
  const since = current.from === undefined ? facts.statusSince : iso(current.from)
  const until = next?.from === undefined ? undefined : iso(next.from)
  return {
    status: facts.status,
    effectiveStatus: current.status,
    condition: current.condition,
    since,
    until,
    nextChangeAt: until,
    ...renewals(facts, end, time),
    silentSince: current.condition === 'silent' ? since : undefined,
    isManaged: facts.managedPerUser !== true && facts.isLeftOver !== true,
    evidence: evidenceOf(facts, end, current.from),
  }
}

/** True when the license renews itself within a 180-day validity. */
export function renewsItself(facts: LicenseFacts): boolean {
  if (facts.activatedBy === 'token' || facts.activatedBy === 'avma') return false
  return facts.activatedBy !== undefined || facts.channel === 'KMS client'
}

type Renewals = Pick<Assessment, 'lastRenewedAt' | 'renewBy' | 'missedRenewals'>

function renewals(
  facts: LicenseFacts,
  end: { at: number; basis: EndBasis } | undefined,
  now: number,
): Renewals {
  if (facts.status !== 'licensed' || !renewsItself(facts)) return {}
  const last = lastRenewal(facts, end)
  if (last === undefined) return {}
  const interval = (facts.renewalIntervalMinutes ?? RENEWAL_INTERVAL_MINUTES) * MINUTE_MS
  return {
    lastRenewedAt: iso(last),
    renewBy: iso(last + interval),
    missedRenewals: Math.max(0, Math.floor((now - last) / interval)),
  }
}

function lastRenewal(
  facts: LicenseFacts,
  end: { at: number; basis: EndBasis } | undefined,
): number | undefined {
  const told = Date.parse(facts.lastRenewedAt ?? '')
  if (!Number.isNaN(told)) return told
  if (end?.basis !== 'reported') return undefined
  const reckoned = end.at - KMS_VALIDITY_MINUTES * MINUTE_MS
  // An end more than 180 days ahead is no KMS validity, so nothing can be reckoned from it.
  return reckoned <= Date.parse(facts.observedAt) + MINUTE_MS ? reckoned : undefined
}

function evidenceOf(
  facts: LicenseFacts,
  end: { at: number; basis: EndBasis } | undefined,
  lapsedAt: number | undefined,
): Evidence[] {
  const evidence: Evidence[] = [{ kind: 'observed', at: facts.observedAt }]
  if (end !== undefined && end.basis !== 'reported') {
    evidence.push({ kind: end.basis, until: iso(end.at), source: SOURCE_OF_LAPSE })
  }
  if (lapsedAt !== undefined) evidence.push({ kind: 'lapsed', at: iso(lapsedAt), source: SOURCE_OF_LAPSE })
  return evidence
}
