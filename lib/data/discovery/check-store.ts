import type { DnsFindings } from '@/lib/activation/discovery/dns-findings'
import { DAY_MS } from '@/lib/activation/kms/timers'
import type { Transaction } from '../audit'
import { noteSightings } from '../kms-hosts/note-sightings'
import { inPrismaTransaction, prisma } from '../prisma'
import { findingsToRows } from './findings-rows'

/** Finished checks that are kept as a whole. */
const KEPT_CHECKS = 30
/** So long it is kept which doors were open: limits of alerts are tried on it. */
const KEPT_DOORS_MS = 91 * DAY_MS

/** A check that is under way for longer was left behind, and no worker has found it yet. */
const LONGEST_CHECK_MS = 10 * 60_000

export const UNFINISHED = ['waiting', 'running']

/** Ends checks that nobody works at any more, so that a new one can begin. */
async function endAbandonedChecks(tx: Transaction, now: Date): Promise<void> {
  await tx.dnsCheck.updateMany({
    where: { status: { in: UNFINISHED }, createdAt: { lt: new Date(now.getTime() - LONGEST_CHECK_MS) } },
    data: { status: 'failed', finishedAt: now, problem: 'The console stopped during this check.' },
  })
}

/** Name of the lease of whoever works at a check. */
export const checkLease = (checkId: string) => `check ${checkId}`

/** Checks that are waiting or under way, or ought to be. */
export async function findUnfinishedChecks(): Promise<string[]> {
  const checks = await prisma().dnsCheck.findMany({
    where: { status: { in: UNFINISHED } },
    select: { id: true },
  })
  return checks.map(({ id }) => id)
}

/** The check that is under way; null when there is none. */
function unfinishedCheck(tx: Transaction): Promise<{ id: string; createdAt: Date } | null> {
  return tx.dnsCheck.findFirst({
    where: { status: { in: UNFINISHED } },
    select: { id: true, createdAt: true },
  })
}

/** Zones to check: those in use. Sample zones are no real ones, nobody is asked about them. */
export const ASKABLE = { retiredAt: null, isSample: false } as const

export function zonesToCheck(): Promise<{ name: string; servers: string[] }[]> {
  return prisma().dnsZone.findMany({
    where: ASKABLE,
    orderBy: { name: 'asc' },
    select: { name: true, servers: true },
  })
}

/** Opens a check of all zones for whoever asks; says why not where one is under way or there is nothing to ask about. */
export async function openCheck(
  tx: Transaction,
  asked: { askedBy: string; origin: 'person' | 'schedule' },
  now: Date,
): Promise<{ id: string; zones: number } | 'alreadyRunning' | 'noZones'> {
  await endAbandonedChecks(tx, now)
  if (await unfinishedCheck(tx)) return 'alreadyRunning'
  const zones = await tx.dnsZone.count({ where: ASKABLE })
  if (zones === 0) return 'noZones'
  const check = await tx.dnsCheck.create({
    data: { ...asked, createdAt: now, status: 'waiting', zones },
    select: { id: true },
  })
  return { id: check.id, zones }
}

/** Takes a waiting check on; false when another process has it, or it is over. */
export async function startCheck(id: string, zones: number, now: Date): Promise<boolean> {
  const { count } = await prisma().dnsCheck.updateMany({
    where: { id, status: 'waiting' },
    data: { status: 'running', startedAt: now, zones },
  })
  return count === 1
}

export async function reportZonesDone(id: string, zonesDone: number): Promise<void> {
  await prisma().dnsCheck.updateMany({ where: { id, status: 'running' }, data: { zonesDone } })
}

export async function failCheck(id: string, problem: string, now: Date): Promise<void> {
  await prisma().dnsCheck.updateMany({
    where: { id, status: { in: UNFINISHED } },
    data: { status: 'failed', finishedAt: now, problem },
  })
}

/** Saves what a check found, tells the host inventory who was seen, and forgets the oldest checks. */
export async function finishCheck(id: string, findings: DnsFindings, now: Date): Promise<void> {
  await inPrismaTransaction(
    async (tx) => {
      await saveFindings(tx, id, findings)
      await tx.dnsCheck.update({
        where: { id },
        data: { status: 'done', finishedAt: now },
        select: { id: true },
      })
      await noteSeenHosts(tx, findings, now)
      await forgetOldChecks(tx, now)
    },
    { timeoutMs: 60_000 },
  )
}

export async function saveFindings(tx: Transaction, id: string, findings: DnsFindings): Promise<void> {
  const { answers, targets, knocks } = findingsToRows(id, findings)
  await tx.dnsCheckAnswer.createMany({ data: answers, skipDuplicates: true })
  await tx.dnsCheckTarget.createMany({ data: targets, skipDuplicates: true })
  await tx.dnsCheckKnock.createMany({ data: knocks, skipDuplicates: true })
}

/** Zone by zone, all its servers together; a zone that nobody answered for says nothing. */
async function noteSeenHosts(tx: Transaction, { answers }: DnsFindings, at: Date): Promise<void> {
  const zones = new Map<string, { host: string; port: number }[]>()
  for (const answer of answers) {
    if (answer.kind === 'failed') continue
    const seen = answer.kind === 'srv' ? answer.records : []
    zones.set(answer.zone, [...(zones.get(answer.zone) ?? []), ...seen])
  }
  for (const [zone, hosts] of zones) await noteSightings(tx, { source: 'srv', seenIn: zone, at, hosts })
}

async function forgetOldChecks(tx: Transaction, now: Date): Promise<void> {
  const finished = { isSample: false, status: { notIn: UNFINISHED } }
  const newest = await tx.dnsCheck.findFirst({
    where: finished,
    orderBy: { createdAt: 'desc' },
    skip: KEPT_CHECKS,
    select: { createdAt: true },
  })
  if (!newest) return
  const old = { ...finished, createdAt: { lte: newest.createdAt } }
  await tx.dnsCheckAnswer.deleteMany({ where: { check: old } })
  const doorsUntil = new Date(now.getTime() - KEPT_DOORS_MS)
  await tx.dnsCheck.deleteMany({
    where: { ...old, OR: [{ createdAt: { lt: doorsUntil } }, { knocks: { none: {} } }] },
  })
}
