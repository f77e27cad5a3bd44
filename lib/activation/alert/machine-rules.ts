import { DAY_MS, MINUTE_MS, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import type { Condition } from '../license/assess'
import type { LicenseStatus } from '../observation'
import { between, broken, limit, type Rule, WELL } from './verdict'

/** What is known of one machine by one of its licenses. Times are ISO 8601 UTC. */
export interface MachineFacts {
  machine: string
  /** not the license that speaks for its machine: Office beside Windows */
  isBeside: boolean
  condition: Condition
  status: LicenseStatus | null
  channel: string | null
  product: string | null
  reason: string | null
  expiresAt: string | null
  observedAt: string | null
  lastRenewedAt: string | null
  renewalIntervalMinutes: number | null
  kmsHost: string | null
  /** the newest request in the log of that host */
  hostHeardAt: string | null
}

const facts = ({ product, isBeside, expiresAt, kmsHost, reason, observedAt }: MachineFacts) => ({
  ...(product && { product }),
  ...(isBeside && { isBeside }),
  ...(expiresAt && { expiresAt }),
  ...(kmsHost && { host: kmsHost }),
  ...(reason && { reason }),
  ...(observedAt && { at: observedAt }),
})

/** A16: a licensed KMS client that missed renewals: seen by its own word, or by its absence from a log that is current. */
export const renewalsFail: Rule<MachineFacts> = (machine, limits, now) => {
  const { condition, channel, isBeside, expiresAt, lastRenewedAt, observedAt, hostHeardAt } = machine
  if (isBeside || channel !== 'KMS client' || !expiresAt || !lastRenewedAt) return WELL
  // Its license ran out: that is no success, and what says more opens when the grace ends soon.
  if (condition === 'grace') return between({ ...facts(machine), lastRenewedAt })
  if (condition !== 'licensed') return WELL
  const interval = (machine.renewalIntervalMinutes ?? RENEWAL_INTERVAL_MINUTES) * MINUTE_MS
  const heardUntil = Math.max(
    Date.parse(observedAt ?? lastRenewedAt),
    Date.parse(hostHeardAt ?? lastRenewedAt),
  )
  const missed = Math.floor((heardUntil - Date.parse(lastRenewedAt)) / interval)
  const daysLeft = Math.floor((Date.parse(expiresAt) - now) / DAY_MS)
  const evidence = { ...facts(machine), lastRenewedAt, missed, daysLeft }
  if (daysLeft < limit(limits, 'daysLeft')) return broken('error', evidence)
  return missed >= limit(limits, 'missed') ? broken('info', evidence) : WELL
}

/** A18: grace or an evaluation ends within so many days; counted in days as the lists count. */
export const endsSoon: Rule<MachineFacts> = (machine, limits, now) => {
  const { condition, channel, expiresAt } = machine
  if (!expiresAt) return WELL
  const isEvaluation = channel === 'Evaluation' && condition === 'licensed'
  if (!isEvaluation && condition !== 'grace') return WELL
  const days = dayOf(Date.parse(expiresAt)) - dayOf(now)
  const within = limit(limits, isEvaluation ? 'evaluationDays' : 'graceDays')
  if (days >= within) return WELL
  return broken('warn', { ...facts(machine), daysLeft: Math.max(0, days), isEvaluation })
}

const dayOf = (time: number) => Math.floor(time / DAY_MS)

/** A19: it shows notifications or is unlicensed. */
export const outOfLicense: Rule<MachineFacts> = (machine) => {
  const { condition } = machine
  if (condition !== 'notification' && condition !== 'unlicensed') return WELL
  return broken('error', { ...facts(machine), condition })
}

/** A20: nothing was heard since its license and its grace ran out. */
export const unheardOf: Rule<MachineFacts> = (machine, _, now) => {
  if (machine.condition !== 'silent') return WELL
  const days = machine.observedAt ? Math.floor((now - Date.parse(machine.observedAt)) / DAY_MS) : undefined
  return broken('info', { ...facts(machine), ...(days !== undefined && { days }) })
}

/**
 * Until when, at most a day, time alone changes nothing of what A16, A18, A19 and A20 say of a machine: their evidence counts
 * whole days, to an end, since a reading, or of the calendar. Milliseconds, never before `now`.
 */
export function steadyUntil(machine: MachineFacts, now: number): number {
  const { condition, expiresAt, observedAt } = machine
  const until = [now + DAY_MS]
  if (expiresAt && condition === 'licensed')
    until.push(Date.parse(expiresAt) - DAY_MS * Math.floor((Date.parse(expiresAt) - now) / DAY_MS))
  if (expiresAt) until.push(DAY_MS * (dayOf(now) + 1))
  if (observedAt && condition === 'silent')
    until.push(Date.parse(observedAt) + DAY_MS * (1 + Math.floor((now - Date.parse(observedAt)) / DAY_MS)))
  return Math.min(...until)
}

/** The newest request of a machine, with what its clock said then. */
export interface ClockFacts {
  machine: string
  host: string
  at: string
  skewMinutes: number
}

/** A11: clocks of machine and host differ. */
export const clockSkew: Rule<ClockFacts> = ({ host, at, skewMinutes }, limits) => {
  const skew = Math.abs(skewMinutes)
  const evidence = { host, at, skewMinutes }
  if (skew >= limit(limits, 'errorMinutes')) return broken('error', evidence)
  if (skew >= limit(limits, 'minutes')) return broken('warn', evidence)
  return skew < limit(limits, 'clearMinutes') ? WELL : between(evidence)
}

/** How few rearms are left on a machine. */
export interface RearmFacts {
  machine: string
  product: string
  rearmsLeft: number
  at: string
}

/** A29: an image can hardly be rearmed any more. */
export const rearmsNearlyUsed: Rule<RearmFacts> = ({ product, rearmsLeft, at }, limits) =>
  rearmsLeft <= limit(limits, 'left') ? broken('info', { product, rearmsLeft, at }) : WELL

/** Machines that use one CMID at the same time. */
export interface CmidFacts {
  cmid: string
  machines: readonly string[]
  hosts: readonly string[]
  /** a host that they ask counts too few */
  isHostLow: boolean
  at: string
}

/** A12: so many names with one CMID. */
export const sharedCmid: Rule<CmidFacts> = ({ machines, hosts, isHostLow, at }, limits) => {
  if (machines.length < limit(limits, 'names')) return WELL
  return broken(isHostLow ? 'error' : 'warn', { machines, hosts, at })
}

/** The fleet as a whole. */
export interface FleetFacts {
  machines: number
  outOfLicense: number
}

/** A19 of the fleet: so large a share is out of license. */
export const fleetOutOfLicense: Rule<FleetFacts> = ({ machines, outOfLicense: count }, limits) => {
  const percent = machines === 0 ? 0 : Math.round((1000 * count) / machines) / 10
  return percent >= limit(limits, 'fleetPercent') ? broken('error', { machines, count, percent }) : WELL
}

/** How many machines failed on each of the last 31 days; the last is the newest 24 hours. */
export interface WaveFacts {
  days: readonly number[]
  host?: string | undefined
  code?: string | undefined
  at: string
}

/** A17: far more machines failed within a day than usual. */
export const failureWave: Rule<WaveFacts> = ({ days, host, code, at }, limits) => {
  const failed = days.at(-1) ?? 0
  const before = days.slice(0, -1)
  const usual = before.length === 0 ? 0 : before.reduce((sum, one) => sum + one, 0) / before.length
  const evidence = {
    failed,
    usual: Math.round(usual * 10) / 10,
    at,
    ...(host && { host }),
    ...(code && { code }),
  }
  const isWave = failed >= limit(limits, 'machines') && failed >= limit(limits, 'times') * usual
  if (isWave) return broken('error', evidence)
  return failed <= usual ? WELL : between(evidence)
}
