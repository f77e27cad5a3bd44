import {
  beginReading,
  directoryLease,
  finishReading,
  saveComputers,
  sourceIds,
} from '@/lib/data/networks/directory-store'
import { listedNetworks } from '@/lib/data/networks/listed-networks'
import { saveNetworks } from '@/lib/data/networks/save-networks'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { untilWritten } from '@/lib/data/until-written'
import { withLease } from '@/lib/data/work-lease'
import { enqueueDirectoryRead } from '@/lib/jobs/queue'
import type { LdapOptions } from '@/lib/probes/ldap/ldap-session'
import { type FoundForest, readDirectory } from '@/lib/probes/ldap/read-directory'
import { log } from '@/lib/server/log'
import { targetOf } from './ask-directory'
import { forestLines } from './forest-lines'
import { planNetworks } from './plan-networks'

/**
 * Reads a directory and saves what it says while it comes, each page by itself: no transaction is open while the
 * server is asked, and a reading that is cut off leaves everything it had, and everything known before.
 */
export async function runDirectoryRead(
  job: { sourceId: string; startedBy: string },
  startedAt: Date,
  options: LdapOptions = {},
): Promise<void> {
  await withLease(directoryLease(job.sourceId), () => readWhole(job, startedAt, options))
}

async function readWhole(
  { sourceId, startedBy }: { sourceId: string; startedBy: string },
  startedAt: Date,
  options: LdapOptions,
): Promise<void> {
  const found = {
    forests: 0,
    domains: 0,
    zones: 0,
    activationObjects: [] as string[],
    unreadable: [] as string[],
  }
  const seen = new Set<string>()
  let freshComputers = 0
  const problem = await outcomeOf(sourceId, options, {
    async forest(forest) {
      await saveForest(forest, startedAt)
      found.forests = 1 + forest.trusts.length
      found.domains = forest.domains.length
      found.zones = forest.zones.length
      found.activationObjects = forest.activationObjects
      found.unreadable = forest.unreadable
    },
    async computers(page) {
      for (const { name } of page) seen.add(name)
      freshComputers += await saveComputers(sourceId, page, startedAt)
    },
  })
  const finished = {
    sourceId,
    startedAt,
    startedBy,
    finishedAt: new Date(),
    problem: problem?.kind ?? null,
    problemDetail: problem?.detail || null,
    computers: seen.size,
    freshComputers,
    ...found,
  }
  await untilWritten(() => finishReading(finished))
}

/**
 * Has every directory read once a night, so that silence shows without anybody asking. Each reading is a job of its
 * own: a large directory outlasts the nightly job, and what comes after it must not wait.
 */
export async function runNightlyReads(now: Date): Promise<void> {
  for (const sourceId of await sourceIds()) {
    const isFree = await inPrismaTransaction((tx) => beginReading(tx, sourceId, now))
    if (isFree) await enqueueDirectoryRead({ sourceId, startedBy: 'Schedule' })
  }
}

/** What ended the reading before its end; undefined when it came to the end. */
async function outcomeOf(
  sourceId: string,
  options: LdapOptions,
  taker: Parameters<typeof readDirectory>[1],
): Promise<{ kind: string; detail: string } | undefined> {
  const target = await targetOf(sourceId)
  if (!target) return { kind: 'passwordUnreadable', detail: '' }
  try {
    const outcome = await readDirectory(target, taker, options)
    return outcome.ok ? undefined : outcome.refusal
  } catch (error) {
    log.error({ err: error, sourceId }, 'a directory could not be recorded')
    return { kind: 'notRecorded', detail: '' }
  }
}

async function saveForest(forest: FoundForest, now: Date): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    const listed = await listedNetworks(tx)
    const plan = planNetworks(forestLines(forest, listed), listed)
    await saveNetworks(tx, plan, { origin: 'directory', now })
  })
}
