import type { Condition } from '../license/assess'
import type { HostKeyOver } from './host-key-attention'
import type { InventoryAttention } from './inventory-attention'
import type { MakSummary } from './mak-attention'

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

/** One KMS host product, as what needs someone is told from it. */
export interface HostSummary {
  name: string
  application: 'windows' | 'office'
  productLabel: string
  licensed: boolean
  currentCount?: number
  neededCount: number
  /** licensed through it */
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

/** The numbers of the whole fleet at one moment. */
export interface FleetSummary {
  clients: number
  byCondition: ConditionCounts
  /** clients in a condition by reason code, most first */
  byReason: ReasonCount[]
  graceEndingWithin7Days: number
  expiringWithin30Days: number
  hosts: HostSummary[]
  /** what the inventory of KMS hosts shows; absent for those who may not read it */
  inventory?: InventoryAttention[]
  /** MAKs in use; absent for those who may not read ledgers */
  maks?: MakSummary[]
  /** KMS host keys with more activations than they allow; absent for those who may not read ledgers */
  hostKeysOver?: HostKeyOver[]
}
