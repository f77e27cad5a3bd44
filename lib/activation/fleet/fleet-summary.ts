import type { Condition } from '../license/assess'
import type { LicenseFamily } from '../product/license-family'

/** Clients per condition; the five partition the fleet. */
export type ConditionCounts = Record<Condition, number>

/** One UTC day of the trend: clients per condition at the end of that day. */
export interface TrendDay extends ConditionCounts {
  /** 'YYYY-MM-DD' */
  day: string
}

/** What makes an expiry come: who would have to renew it. */
export type ExpiryCause = 'KMS' | 'Directory' | 'Evaluation' | 'Grace' | 'Other'

/** Clients whose license or grace ends within one week, by cause. */
export interface ExpiryWeek {
  /** first and last UTC day, both inside */
  from: string
  to: string
  byCause: Partial<Record<ExpiryCause, number>>
  clients: number
}

/** Clients in one condition that give the same reason code. */
export interface ReasonCount {
  condition: Condition
  /** '' where none is known */
  reason: string
  /** what the code means, in a few words */
  meaning?: string
  clients: number
}

/** Licenses of one product family: each product on each machine counts once. */
export interface FamilyCount {
  family: LicenseFamily
  count: number
  byCondition: Partial<ConditionCounts>
}

/** Machines of one site; null: of none. */
export interface SiteCount {
  site: string | null
  count: number
  byCondition: Partial<ConditionCounts>
}

/** The numbers of the whole fleet at one moment. */
export interface FleetSummary {
  clients: number
  byCondition: ConditionCounts
  /** clients in a condition by reason code, most first */
  byReason: ReasonCount[]
  expiringWithin30Days: number
}
