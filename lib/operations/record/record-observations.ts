import type { Observation } from '@/lib/activation/observation'
import { mustBeInTurn } from '@/lib/data/held-connections'
import { checkObservation } from '@/lib/data/merge/check-observation'
import { partOf } from '@/lib/data/merge/parts'
import type { Checked } from '@/lib/data/merge/staged-row'
import { type MergedParts, recordInParts } from './record-in-parts'
import { type Brought, MERGED_AT_ONCE, recordTogether } from './record-together'

export interface ObservationAt {
  /** 1-based line in its source. */
  line: number
  observation: Observation
}

export interface RecordInput {
  observations: Iterable<ObservationAt> | AsyncIterable<ObservationAt>
  importId?: string
  isSample?: boolean
  /** Observations that are staged together. Larger batches merge faster. */
  batchSize?: number
  /** Larger batches are merged in parts of about so many at least. */
  partSize?: number
  /** After each transaction; a returned false stops before the next one. */
  onRecorded?: (soFar: RecordCounts) => Promise<boolean> | boolean
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
/** So many merges' worth of observations are held in memory; more wait in a table of their own. */
const HELD_PIECES = 2

/**
 * Records observations in batches, a large batch in parts, each in one transaction. Recording the same observation twice
 * changes nothing, and the order of arrival does not matter: an older word never replaces a newer one but enters
 * the history. When it throws, what was written before stays recorded, and recording everything again is safe.
 */
export async function recordObservations(input: RecordInput, now: Date): Promise<RecordCounts> {
  mustBeInTurn('write')
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
      const batch = new Batch(source, input, now)
      const merged = await recordBatch(batch, counts, input, now)
      isAtEnd = batch.isAtEnd
      Object.assign(counts, withMerged(counts, merged, batch.rejected))
      counts.isStopped = merged.isStopped || ((await input.onRecorded?.({ ...counts })) === false && !isAtEnd)
    }
  } finally {
    await source.return?.()
  }
  return counts
}

/** The counts once this much of a batch is merged too. */
function withMerged(counts: RecordCounts, merged: MergedParts, rejected: number): RecordCounts {
  const { observations, fresh, newClients, isStopped } = merged
  return {
    observations: counts.observations + observations + rejected,
    fresh: counts.fresh + fresh,
    unchanged: counts.unchanged + observations - fresh,
    rejected: counts.rejected + rejected,
    newClients: counts.newClients + newClients,
    isStopped,
  }
}

/** @param before what earlier batches came to */
async function recordBatch(
  batch: Batch,
  before: RecordCounts,
  input: RecordInput,
  now: Date,
): Promise<MergedParts> {
  const { importId, isSample = false, batchSize = BATCH_SIZE, partSize = MERGED_AT_ONCE } = input
  const call = { importId, isSample, now }
  const held = Math.min(batchSize, HELD_PIECES * partSize)
  const checked = await batch.take(held)
  const onPart = (merged: MergedParts) =>
    input.onRecorded?.(withMerged(before, merged, batch.rejected)) ?? true
  if (batch.isAtEnd || batchSize <= held) return recordPieces({ ...call, checked }, partSize, onPart)
  async function* all() {
    for (
      let next = checked;
      next.length > 0 || !batch.isAtEnd;
      next = await batch.take(Math.min(TAKEN, batchSize - batch.observations))
    ) {
      yield next
      if (batch.observations >= batchSize) return
    }
  }
  return recordInParts({ ...call, checked: all(), partSize, onPart })
}

/** Records what is held in memory, in pieces of about so many observations; what a machine said is in one of them. */
async function recordPieces(
  call: Brought,
  pieceSize: number,
  onPart: (soFar: MergedParts) => Promise<boolean> | boolean,
): Promise<MergedParts> {
  const counts: MergedParts = { observations: 0, fresh: 0, newClients: 0, isStopped: false }
  const pieces = piecesOf(call.checked, Math.ceil(call.checked.length / pieceSize))
  for (const [index, checked] of pieces.entries()) {
    const { fresh, newClients } = await recordTogether({ ...call, checked })
    counts.observations += checked.length
    counts.fresh += fresh
    counts.newClients += newClients
    const isLast = index === pieces.length - 1
    counts.isStopped = !isLast && (await onPart({ ...counts })) === false
    if (counts.isStopped) break
  }
  return counts
}

function piecesOf(checked: readonly Checked[], count: number): Checked[][] {
  const pieces = Array.from({ length: count }, (): Checked[] => [])
  for (const one of checked) pieces[partOf(one.name) % count]?.push(one)
  return pieces
}

/** Taken from the source at once: small, so that staging goes on meanwhile. */
const TAKEN = 1_000

type Source = Iterator<ObservationAt> | AsyncIterator<ObservationAt>

/** Takes observations from their source, checks them, and counts. */
class Batch {
  observations = 0
  rejected = 0
  isAtEnd = false
  readonly #source: Source
  readonly #input: RecordInput
  readonly #now: number

  constructor(source: Source, input: RecordInput, now: Date) {
    this.#source = source
    this.#input = input
    this.#now = now.getTime()
  }

  /** The next so many, without those that cannot be recorded. */
  async take(count: number): Promise<Checked[]> {
    const taken: Checked[] = []
    for (let index = 0; index < count; index += 1) {
      const step = this.#source.next()
      const next = step instanceof Promise ? await step : step
      if (next.done) {
        this.isAtEnd = true
        break
      }
      this.observations += 1
      const { line, observation } = next.value
      const result = checkObservation(observation, line, this.#now)
      if (result.ok) taken.push(result.checked)
      else {
        this.rejected += 1
        this.#input.onRejected?.({ line, reason: result.reason, observation })
      }
    }
    return taken
  }
}

function iteratorOf(observations: RecordInput['observations']): Source {
  return Symbol.asyncIterator in observations
    ? observations[Symbol.asyncIterator]()
    : observations[Symbol.iterator]()
}
