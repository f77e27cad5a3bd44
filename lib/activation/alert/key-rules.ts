import { type HostActivation, type HostKeyLimits, hostKeyBudget } from '../kms/host-key-budget'
import { DAY_MS } from '../kms/timers'
import { driftOf, leftIn } from '../mak/mak-drift'
import { forecast, type LowCountRules, lowCounts } from '../mak/mak-forecast'
import type { LedgerEntry } from '../mak/mak-ledger'
import { broken, limit, type Rule, upTo, WELL } from './verdict'

/** A MAK with its ledger and the limits that its own page sets. */
export interface MakFacts {
  keyId: string
  label: string
  lastFive: string
  ledger: readonly LedgerEntry[]
  rules: LowCountRules
}

/** A21: few activations are left, or will be; by the limits of the key's ledger. */
export const makRunsOut: Rule<MakFacts> = ({ ledger, rules }, limits, now) => {
  const known = upTo(ledger, now)
  const { left, granted, used, overdrawnBy } = leftIn(known)
  if (granted === 0) return WELL
  const low = lowCounts(known, rules, now)
  const percent = Math.round((100 * left) / granted)
  const outlook = forecast(known, now)
  const at = known.at(-1)?.at
  const evidence = {
    left,
    granted,
    used,
    percent,
    overdrawnBy,
    ...(outlook.ok && { runsOutAt: outlook.runsOut.likely, earliestAt: outlook.runsOut.earliest }),
    ...(at && { at }),
    broken: low.map(({ kind }) => kind),
  }
  if (left === 0 || percent <= limit(limits, 'errorPercent')) return broken('error', evidence)
  return low.length > 0 ? broken('warn', evidence) : WELL
}

/** A22: Microsoft counts other than we do. */
export const makDrift: Rule<MakFacts> = ({ ledger }, limits, now) => {
  const known = upTo(ledger, now)
  const latest = driftOf(known)?.latest
  const { granted } = leftIn(known)
  if (!latest || granted === 0) return WELL
  const { drift, reported, seen, at } = latest
  const percent = Math.round((100 * Math.abs(drift)) / granted)
  const isOff = Math.abs(drift) >= limit(limits, 'activations') && percent >= limit(limits, 'percent')
  return isOff ? broken('warn', { drift, reported, seen, percent, at }) : WELL
}

/** A KMS host key with its register. */
export interface HostKeyFacts {
  keyId: string
  label: string
  lastFive: string
  register: readonly HostActivation[]
  allowed: HostKeyLimits
}

/** A23: few hosts are left to a KMS host key, or few reactivations to one of its hosts. */
export const hostKeyNearlyUsed: Rule<HostKeyFacts> = ({ register, allowed }, limits, now) => {
  const known = upTo(register, now)
  const { uses, hostsLeft } = hostKeyBudget(known, allowed)
  const scarce = uses.filter(({ reactivationsLeft }) => reactivationsLeft <= limit(limits, 'reactivations'))
  const isOver =
    uses.length > allowed.hosts || uses.some((use) => use.reactivations > allowed.reactivationsPerHost)
  const isFew = hostsLeft <= limit(limits, 'hosts')
  if (uses.length === 0 || !(isFew || scarce.length > 0)) return WELL
  const evidence = {
    hosts: uses.length,
    allowed: allowed.hosts,
    hostsLeft,
    scarce: scarce.map(({ host, reactivationsLeft }) => `${host}: ${reactivationsLeft} left`),
    at: known.at(-1)?.at ?? '',
  }
  return broken(isOver ? 'error' : 'warn', evidence)
}

/** A product of the fleet that no installed host key serves. */
export interface UnservedProduct {
  product: string
  licenses: number
  /** the cheapest key that would serve it */
  cheapest?: string | undefined
}

/** A25: no installed host key serves a product of the fleet. */
export const productUnserved: Rule<UnservedProduct> = ({ licenses, cheapest }, limits) =>
  licenses >= limit(limits, 'licenses') ? broken('warn', { licenses, ...(cheapest && { cheapest }) }) : WELL

/** An exchange package on its way. Times are ISO 8601 UTC; null while it has not happened. */
export interface PackageFacts {
  number: number
  preparedAt: string
  waiting: number
  dueAt: string
  endedAt: string | null
}

/** A27: no answer came for so many days. */
export const packageWaits: Rule<PackageFacts> = ({ preparedAt, waiting, endedAt }, limits, now) => {
  const isOver = endedAt !== null && Date.parse(endedAt) <= now
  const days = Math.floor((now - Date.parse(preparedAt)) / DAY_MS)
  if (isOver || waiting === 0 || days < limit(limits, 'days')) return WELL
  return broken('warn', { preparedAt, at: preparedAt, days, waiting })
}

/** Windows 10 machines of one product, and how many of them an ESU year covers or frees. */
export interface EsuFacts {
  product: string
  machines: number
  covered: number
  exempt: number
}

/** A26: Windows 10 without security updates, or a year that ends. */
export const esuEnds: Rule<EsuFacts> = ({ machines, covered, exempt }, limits, now) => {
  const year = esuYearAt(now)
  const uncovered = machines - covered - exempt
  const hasBegun = now >= Date.parse(WINDOWS_10_ENDS)
  if (hasBegun && uncovered >= limit(limits, 'missing'))
    return broken('error', { machines, covered, exempt, uncovered, ...(year && { year: year.year }) })
  if (!year || covered === 0) return WELL
  const daysLeft = Math.floor((Date.parse(year.endsAt) - now) / DAY_MS)
  const evidence = { machines, covered, exempt, uncovered, year: year.year, endsAt: year.endsAt, daysLeft }
  if (daysLeft <= limit(limits, 'errorDays')) return broken('error', evidence)
  return daysLeft <= limit(limits, 'days') ? broken('warn', evidence) : WELL
}

/** Support of Windows 10 ended that day; the years of extended security updates for organisations (Microsoft, 2025). */
const WINDOWS_10_ENDS = '2025-10-15T00:00:00Z'
const ESU_YEARS = [
  { year: 1, endsAt: '2026-10-14T00:00:00Z' },
  { year: 2, endsAt: '2027-10-13T00:00:00Z' },
  { year: 3, endsAt: '2028-10-11T00:00:00Z' },
] as const

/** The year of extended security updates that runs at `now`; undefined after the last. */
export const esuYearAt = (now: number) => ESU_YEARS.find(({ endsAt }) => Date.parse(endsAt) > now)
