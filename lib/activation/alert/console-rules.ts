import { DAY_MS, MINUTE_MS } from '../kms/timers'
import type { SourceState } from '../sources/source-state'
import { broken, limit, type Rule, upTo, WELL } from './verdict'

/** Facts about what feeds the console, and about the console itself. Times are ISO 8601 UTC. */
export interface StandingFacts {
  /** by the one rule that its page asks too */
  standing: SourceState
  newestAt: string | null
}

/** A28: a source brought nothing for far longer than usual. */
export const sourceStale: Rule<StandingFacts> = ({ standing, newestAt }) => {
  if (standing.state !== 'stale' || newestAt === null) return WELL
  const { usualMinutes, lagMinutes } = standing
  return broken('warn', { at: newestAt, usualMinutes, lagMinutes })
}

/** An import in which full product keys were found and masked. */
export interface KeySeenFacts {
  importId: string
  fileName: string
  createdBy: string
  at: string
  lines: number
  lastFives: readonly string[]
}

/** A30: a text held a whole product key. An event: it closes by acknowledgement. */
export const fullKeySeen: Rule<KeySeenFacts> = ({ lines, lastFives, createdBy, at }, limits, now) =>
  lines >= limit(limits, 'lines') && Date.parse(at) <= now
    ? broken('warn', { lines, lastFives, createdBy, at })
    : WELL

/** A way out of the console, by how its last tries ended. */
export interface ChannelFacts {
  failures: number
  failingSince: string | null
  problem: string
  /** its receiver answered that it wants nothing more */
  isRefusedForGood: boolean
}

/** A31: a channel failed several times in a row, or its receiver has switched it off. */
export const channelFails: Rule<ChannelFacts> = (facts, limits) => {
  const { failures, failingSince, problem, isRefusedForGood } = facts
  if (!isRefusedForGood && failures < limit(limits, 'failures')) return WELL
  return broken('error', { failures, problem, ...(failingSince && { since: failingSince }) })
}

/** A report that goes out by itself, and how its last tries ended. */
export interface ScheduleFacts {
  nextDueAt: string
  failures: number
  /** by the console, which gave up */
  stoppedAt: string | null
  problem: string | null
  /** Since when the console has been running: while it is down it makes nothing. */
  upSince: string | null
}

/** A32: a scheduled report was given up, or nobody makes it. */
export const scheduleStopped: Rule<ScheduleFacts> = (facts, limits, now) => {
  const { nextDueAt, failures, stoppedAt, problem, upSince } = facts
  const waitsSince = upSince !== null && upSince > nextDueAt ? upSince : nextDueAt
  const isOverdue = now - Date.parse(waitsSince) >= limit(limits, 'hours') * 60 * MINUTE_MS
  if (stoppedAt === null && !isOverdue) return WELL
  return broken('error', {
    ...(stoppedAt && { at: stoppedAt }),
    ...{ dueAt: nextDueAt, failures },
    ...(problem && { problem }),
  })
}

export interface TokenFacts {
  name: string
  expiresAt: string
  /** its end, by expiry or because it was revoked */
  endedAt: string | null
  refusedAt: string | null
  refusedFrom: string | null
}

/** A33: a token ends soon, or one that has ended is still presented. */
export const tokenEnds: Rule<TokenFacts> = ({ expiresAt, endedAt, refusedAt, refusedFrom }, limits, now) => {
  if (endedAt !== null && Date.parse(endedAt) <= now) {
    const isPresented = refusedAt !== null && refusedAt > endedAt && now - Date.parse(refusedAt) < 7 * DAY_MS
    return isPresented
      ? broken('error', { endedAt, at: refusedAt, ...(refusedFrom && { from: refusedFrom }) })
      : WELL
  }
  const daysLeft = Math.floor((Date.parse(expiresAt) - now) / DAY_MS)
  return daysLeft < limit(limits, 'days') ? broken('warn', { expiresAt, daysLeft }) : WELL
}

/** Uses of the way in for emergencies: links made and redeemed. */
export interface EmergencyFacts {
  /** whose account it is: two people may have one name */
  personId: string
  person: string
  uses: readonly { at: string; what: string }[]
}

/** A34: the way in for emergencies was used within so many days. */
export const emergencyAccess: Rule<EmergencyFacts> = ({ uses }, limits, now) => {
  const newest = upTo(uses, now).at(-1)
  if (!newest || now - Date.parse(newest.at) > limit(limits, 'days') * DAY_MS) return WELL
  return broken('critical', { at: newest.at, what: newest.what })
}

export interface BackupFacts {
  /** the newest whole one */
  takenAt: string | null
  problem: string | null
  /** since when one could have been there */
  since: string
}

/** A35: the newest backup is too old. */
export const backupTooOld: Rule<BackupFacts> = ({ takenAt, problem, since }, limits, now) => {
  const at = takenAt ?? since
  const days = Math.floor((now - Date.parse(at)) / DAY_MS)
  if (days < limit(limits, 'days')) return WELL
  return broken('error', { days, ...(takenAt && { at: takenAt }), ...(problem && { problem }) })
}

export interface DiskFacts {
  freeBytes: number
  fullInDays: number | null
}

/** A37: the disk of the database fills. */
export const diskFills: Rule<DiskFacts> = ({ freeBytes, fullInDays }, limits) => {
  const isLow = freeBytes < limit(limits, 'gigabytes') * 1024 ** 3
  const evidence = { freeBytes, ...(fullInDays !== null && { fullInDays: Math.floor(fullInDays) }) }
  if (isLow) return broken('critical', evidence)
  return fullInDays !== null && fullInDays < limit(limits, 'days') ? broken('warn', evidence) : WELL
}

/** A network of the plan in force, or its KMS hosts, beside today. */
export interface PlanFacts {
  /** the network; 'KMS hosts' for these */
  object: string
  /** activated otherwise than planned, past the time that takes */
  machines: number
  /** planned, and never heard of */
  hosts: readonly string[]
  /** '40 machines of corp.example still ask KMS; planned: Directory.' */
  found: string
  /** 'YYYY-MM-DD' */
  dueOn: string | null
  at: string
}

/** A36: the fleet is not as the plan in force says. */
export const planNotKept: Rule<PlanFacts> = ({ machines, hosts, found, dueOn, at }, limits, now) => {
  if (machines < limit(limits, 'machines') && hosts.length === 0) return WELL
  const isLate = dueOn !== null && now >= Date.parse(dueOn) + DAY_MS
  return broken(isLate ? 'error' : 'warn', { machines, hosts, found, at, ...(dueOn && { dueOn }) })
}
