import { z } from 'zod'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { importLease } from '@/lib/data/imports/import-store'
import { prisma } from '@/lib/data/prisma'
import { forPurpose } from '@/lib/data/purpose'
import { removeSample } from '@/lib/data/remove-sample'
import { withLease } from '@/lib/data/work-lease'
import { aside } from '@/lib/jobs/threads'
import { followed } from '../followed'
import { operation } from '../operation'
import { recordObservations } from '../record/record-observations'
import { addSampleRules } from './sample-belonging'
import { addSampleDirectory } from './sample-directory'
import { addSampleDiscovery } from './sample-discovery'
import { addSampleExchanges } from './sample-exchange'
import { addSampleKeys } from './sample-keys'
import { enterSampleLedger, sampleMakReadings } from './sample-ledger'
import { addSampleNetworks } from './sample-networks'
import { sampleObservations } from './sample-observations'
import { completeSampleRegistrations } from './sample-registrations'

const FILE_NAME = 'Sample fleet'

/**
 * Records a believable fleet of about 1,200 machines with 200 days of life, marked as sample, so that it
 * can be removed in one action. Does nothing when it is there already. Returns the number of observations.
 */
export async function loadSampleFleet(now: Date = new Date(), by = 'Activation Console'): Promise<number> {
  const existing = await prisma().import.findFirst({
    where: { isSample: true },
    select: { id: true, status: true },
  })
  if (existing?.status === 'done') return 0
  // An earlier attempt that was cut off is taken up again: recording twice changes nothing.
  const sample =
    existing ??
    (await prisma().import.create({
      data: {
        createdAt: now,
        createdBy: by,
        origin: 'sample',
        fileName: FILE_NAME,
        isSample: true,
        status: 'recording',
        startedAt: now,
      },
      select: { id: true },
    }))
  const loaded = await forPurpose('imports', () =>
    withLease(importLease(sample.id), () => recordSample(sample.id, now, by)),
  )
  return loaded?.result ?? 0
}

async function recordSample(importId: string, now: Date, by: string): Promise<number> {
  await addSampleKeys(now, by)
  await addSampleDiscovery(now, by)
  await addSampleNetworks(now)
  await addSampleDirectory(now)
  await completeSampleRegistrations()
  await addSampleRules(now, by)
  const counts = await recordObservations({ observations: numbered(now), importId, isSample: true }, now)
  await applyBelonging()
  await enterSampleLedger(now)
  await addSampleExchanges(now, by, importId)
  await prisma().import.update({
    where: { id: importId },
    data: {
      status: 'done',
      problem: null,
      finishedAt: new Date(now),
      formatLabel: FILE_NAME,
      observations: counts.observations,
      recorded: counts.observations,
      fresh: counts.fresh,
      unchanged: counts.unchanged,
      newClients: counts.newClients,
    },
    select: { id: true },
  })
  return counts.observations
}

function* numbered(now: Date) {
  let line = 0
  for (const observation of sampleObservations(now)) {
    line += 1
    yield { line, observation }
  }
  for (const observation of sampleMakReadings(now)) {
    line += 1
    yield { line, observation }
  }
}

const nothing = z.object({})

const loadAside = aside('jobs', 'loadSampleFleet', loadSampleFleet)

const askSample = operation(
  'sample.load',
  nothing,
  async ({ tx, actor, audit }) => {
    const loaded = await tx.import.findFirst({
      where: { isSample: true, status: 'done' },
      select: { id: true },
    })
    if (loaded) return { ok: false as const, refusal: { kind: 'alreadyLoaded' as const } }
    await audit({ action: 'sample.load', subjectType: 'sample' })
    return { ok: true as const, by: actor.name }
  },
  { refusals: () => 'The sample fleet is already loaded. Reload the page.' },
)

/** Loads the sample fleet, as a licensing admin asked. */
export const loadSample = followed(askSample, async ({ by }, _, { now = new Date() }) => ({
  ok: true as const,
  observations: await loadAside(now, by),
}))

/** Removes every machine, host, event and import of the sample fleet in one transaction. */
export const removeSampleFleet = operation(
  'sample.remove',
  nothing,
  async ({ tx, audit }) => {
    const removed = await removeSample((sql) => tx.$executeRawUnsafe(sql))
    if (removed.clients === 0 && removed.imports === 0) {
      return { ok: false as const, refusal: { kind: 'noSample' as const } }
    }
    await audit({ action: 'sample.remove', subjectType: 'sample', before: { ...removed } })
    return { ok: true as const, ...removed }
  },
  { timeoutMs: 120_000, refusals: () => 'The sample fleet is already removed. Reload the page.' },
)
