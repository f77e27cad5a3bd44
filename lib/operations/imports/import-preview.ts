import { type Preview, type PreviewCounts, withPreview } from '@/lib/data/imports/import-preview'
import { endStep, replaceRejections, type StoredImport } from '@/lib/data/imports/import-store'
import { checkObservation, NAMELESS } from '@/lib/data/merge/check-observation'
import type { Checked } from '@/lib/data/merge/staged-row'
import { untilWritten } from '@/lib/data/until-written'
import type { SourceRecord } from '@/lib/sources/reader'
import { Rejections, readImport } from './import-rows'
import { suggestedHostName } from './suggested-host-name'

const BATCH_SIZE = 20_000

type Asked = NonNullable<Extract<SourceRecord, { type: 'rejected' }>['asks']>

interface PreviewOutcome extends PreviewCounts {
  format: string | undefined
  label: string
  encoding: string
  observations: number
  nameless: number
  /** what waits for somebody to say how it is meant */
  asked: ReadonlySet<Asked>
  rejections: Rejections
}

/**
 * Reads an import and says what recording it would do, without writing to the record. A text without a
 * machine name is read again with the name of its file, where that is one; else a person has to say it.
 */
export async function previewImport(row: StoredImport, now: Date): Promise<void> {
  const given = row.hostName ?? undefined
  const first = await preview(row, given, now)
  const suggested = first.nameless > 0 && given === undefined ? suggestedHostName(row.fileName) : undefined
  const outcome = suggested === undefined ? first : await preview(row, suggested, now)
  await untilWritten(() => replaceRejections(row.id, outcome.rejections.kept))
  const isRecognised = outcome.format !== undefined
  await untilWritten(() =>
    endStep(row, {
      status: isRecognised ? 'ready' : 'failed',
      problem: isRecognised
        ? outcome.rejections.nothingInIt
        : (outcome.rejections.kept[0]?.reason ?? 'No license data was recognised.'),
      finishedAt: isRecognised ? null : now,
      format: outcome.format ?? null,
      formatLabel: outcome.label,
      encoding: outcome.encoding,
      hostName: given ?? suggested ?? null,
      needsHostName: first.nameless > 0 || (given !== undefined && row.needsHostName),
      needsDayOrder: outcome.asked.has('dayOrder') || row.needsDayOrder,
      needsCaptures: outcome.asked.has('captures') || row.needsCaptures,
      readBytes: row.sizeBytes,
      observations: outcome.observations,
      rejected: outcome.rejections.count,
      fresh: outcome.fresh,
      unchanged: outcome.observations - outcome.nameless - outcome.fresh,
      newClients: outcome.newClients,
      changedClients: outcome.changedClients,
    }),
  )
}

async function preview(row: StoredImport, hostName: string | undefined, now: Date): Promise<PreviewOutcome> {
  const { format, label, encoding, records } = await readImport(row, hostName)
  const rejections = new Rejections()
  let observations = 0
  let nameless = 0
  const asked = new Set<Asked>()
  const counts = await withPreview(row.id, now, async (target) => {
    const batch = new Batch(target)
    for await (const record of records) {
      if (record.type === 'rejected') {
        if (record.asks === undefined || row[record.asks] !== null) {
          rejections.add(record)
          continue
        }
        asked.add(record.asks)
        // A product waits for its machine, a date is only a part of one.
        if (record.asks === 'captures') observations += 1
        continue
      }
      const result = checkObservation(record.observation, record.line, now.getTime())
      if (result.ok) {
        observations += 1
        await batch.add(result.checked)
      } else if (result.reason === NAMELESS && hostName === undefined) {
        // Not rejected: it waits for the name.
        observations += 1
        nameless += 1
      } else {
        rejections.addObservation(record.line, result.reason, record.observation)
      }
    }
    await batch.flush()
    const counted = await target.counts()
    const isDecided = row.recordWhenRead && asked.size + nameless === 0
    if (!isDecided) await target.keep()
    return counted
  })
  return { format, label, encoding, observations, nameless, asked, rejections, ...counts }
}

class Batch {
  #rows: Checked[] = []
  constructor(readonly target: Preview) {}

  async add(checked: Checked): Promise<void> {
    this.#rows.push(checked)
    if (this.#rows.length >= BATCH_SIZE) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return
    await this.target.add(this.#rows)
    this.#rows = []
  }
}
