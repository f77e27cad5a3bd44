import type { Observation } from '@/lib/activation/observation'
import { catalogueWith } from '@/lib/activation/product/product-catalogue'
import { checkObservation } from '@/lib/data/merge/check-observation'
import { type CopyTarget, copyInto } from '@/lib/data/merge/copy-rows'
import { type MergeCounts, mergeStage } from '@/lib/data/merge/merge'
import { StagedProducts } from '@/lib/data/merge/staged-product'
import { requestLine, stagedLine, stagedRow } from '@/lib/data/merge/staged-row'
import { openWorkTables } from '@/lib/data/merge/work-tables'
import { ownEntriesIn } from '@/lib/data/reference/own-entries'
import { inTransaction } from '@/lib/data/transaction'

export interface ObservationAt {
  /** 1-based line in its source. */
  line: number
  observation: Observation
}

export interface RecordInput {
  observations: Iterable<ObservationAt> | AsyncIterable<ObservationAt>
  importId?: string
  isSample?: boolean
  /** Observations in one transaction. Larger batches merge faster, smaller ones report and stop sooner. */
  batchSize?: number
  /** After each batch; a returned false stops before the next one. */
  onBatch?: (soFar: RecordCounts) => Promise<boolean> | boolean
  /** An observation that cannot be recorded: no machine name, an impossible moment. */
  onRejected?: (rejected: { line: number; reason: string; observation: Observation }) => void
}

export interface RecordCounts {
  observations: number
  /** Those the record did not hold before. */
  fresh: number
  unchanged: number
  rejected: number
  newClients: number
  isStopped: boolean
}

/** A client is written once a batch, and writing it costs most: large batches merge much faster. */
const BATCH_SIZE = 1_000_000

/**
 * Records observations in batches, each in one transaction. Recording the same observation twice changes
 * nothing, and the order of arrival does not matter: an older word never replaces a newer one but enters
 * the history. When it throws, the batches before stay recorded, and recording everything again is safe.
 */
export async function recordObservations(input: RecordInput, now: Date): Promise<RecordCounts> {
  const counts: RecordCounts = {
    observations: 0,
    fresh: 0,
    unchanged: 0,
    rejected: 0,
    newClients: 0,
    isStopped: false,
  }
  const source = iteratorOf(input.observations)
  let isAtEnd = false
  try {
    while (!isAtEnd && !counts.isStopped) {
      const batch = await recordBatch(source, input, now)
      isAtEnd = batch.isAtEnd
      counts.observations += batch.observations
      counts.rejected += batch.rejected
      counts.fresh += batch.fresh
      counts.newClients += batch.newClients
      counts.unchanged += batch.observations - batch.rejected - batch.fresh
      counts.isStopped = (await input.onBatch?.({ ...counts })) === false && !isAtEnd
    }
  } finally {
    await source.return?.()
  }
  return counts
}

interface Batch extends MergeCounts {
  observations: number
  rejected: number
  /** counts of activations left on keys */
  keyCounts: number
  isAtEnd: boolean
}

type Source = Iterator<ObservationAt> | AsyncIterator<ObservationAt>

async function recordBatch(source: Source, input: RecordInput, now: Date): Promise<Batch> {
  return inTransaction(async (db) => {
    await openWorkTables(db)
    const products = new StagedProducts(catalogueWith(await ownEntriesIn(db)))
    const batch = await copyInto(db, 'stage', (stage) => stageBatch(stage, products, source, input, now))
    if (batch.observations === batch.rejected) return batch
    const merge = {
      products: products.all(),
      importId: input.importId,
      isSample: input.isSample ?? false,
      hasKeyCounts: batch.keyCounts > 0,
      now,
    }
    return { ...batch, ...(await mergeStage(db, merge)) }
  })
}

async function stageBatch(
  stage: CopyTarget,
  products: StagedProducts,
  source: Source,
  input: RecordInput,
  now: Date,
): Promise<Batch> {
  const limit = input.batchSize ?? BATCH_SIZE
  const batch: Batch = {
    observations: 0,
    rejected: 0,
    keyCounts: 0,
    fresh: 0,
    newClients: 0,
    isAtEnd: false,
  }
  while (batch.observations < limit) {
    const step = source.next()
    const next = step instanceof Promise ? await step : step
    if (next.done) return { ...batch, isAtEnd: true }
    batch.observations += 1
    const { line, observation } = next.value
    if (observation.kind === 'keyCount') batch.keyCounts += 1
    const result = checkObservation(observation, line, now.getTime())
    if (!result.ok) {
      batch.rejected += 1
      input.onRejected?.({ line, reason: result.reason, observation })
      continue
    }
    const full = stage.write(
      requestLine(result.checked, products) ?? stagedLine(stagedRow(result.checked, products)),
    )
    if (full) await full
  }
  return batch
}

function iteratorOf(observations: RecordInput['observations']): Source {
  return Symbol.asyncIterator in observations
    ? observations[Symbol.asyncIterator]()
    : observations[Symbol.iterator]()
}
