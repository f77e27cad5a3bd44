import { importLease, replaceRejections, updateImport } from '@/lib/data/imports/import-store'
import { forPurpose } from '@/lib/data/purpose'
import { untilWritten } from '@/lib/data/until-written'
import { withLease } from '@/lib/data/work-lease'
import { readSource } from '@/lib/sources/read-source'
import type { ReadContext } from '@/lib/sources/reader'
import type { Actor } from '../operation'
import type { RecordCounts } from '../record/record-observations'
import { createImport } from './import-create'
import { Rejections } from './import-rows'
import { endCounts, recordSource } from './import-run'
import { receiveUpload } from './receive-upload'

export interface FileToImport {
  fileName: string
  /** Machine the text is from, where it names none. */
  hostName?: string
  /** ISO 8601 UTC; used where the text carries no time. */
  observedAt: string
  /** What dates like 6/3/2026 mean; without it they are left out. */
  dayOrder?: ReadContext['dayOrder']
  /** Whose one product in several states is, in a text that names no machine. */
  captures?: ReadContext['captures']
  sizeBytes: number
  /** Its bytes, from the beginning at each call. */
  bytes: () => AsyncIterable<Uint8Array>
}

/** What became of a file; one that leaves something open waits on the page Imports until somebody answers. */
export type ImportedFile = { importId: string } & (
  | { isWaiting: true }
  | ({ isWaiting: false } & RecordedFile)
)

interface RecordedFile {
  /** False when no reader knew the format; nothing was recorded then. */
  isRecognised: boolean
  formatLabel: string
  counts: RecordCounts
  rejections: Rejections
}

/** Logs are larger, and ask nothing. */
const LARGEST_THAT_ASKS = 2 * 1024 * 1024

/**
 * Reads and records a file in one go, without a preview and without keeping its bytes: what the command line
 * does. The import shows on the page like any other. One of which somebody has to say how it is meant is
 * kept there unrecorded. Throws when the actor may not import.
 */
export async function importFile(actor: Actor, file: FileToImport, now: Date): Promise<ImportedFile> {
  const { fileName, hostName, observedAt, dayOrder, captures, sizeBytes } = file
  const facts = { fileName, hostName, observedAt, dayOrder, captures, origin: 'command line' as const }
  if (sizeBytes <= LARGEST_THAT_ASKS && (await asksSomething(file))) {
    const kept = await receiveUpload(actor, { ...facts, recordWhenRead: true }, file.bytes(), { now })
    if (!kept.ok) throw new Error(`The import was refused: ${kept.refusal.kind}.`)
    return { importId: kept.importId, isWaiting: true }
  }
  const created = await createImport.run(actor, facts, { now })
  if (!created.ok) throw new Error(`The import was refused: ${created.refusal.kind}.`)
  const { importId } = created
  const imported = await forPurpose('imports', () =>
    withLease(importLease(importId), () => recordFile(importId, file, now)),
  )
  if (imported === undefined) throw new Error('Somebody else works at this import.')
  return { importId, isWaiting: false, ...imported.result }
}

async function asksSomething({ bytes, ...context }: FileToImport): Promise<boolean> {
  const { records } = await readSource(bytes(), context)
  for await (const record of records) if (record.type === 'rejected' && record.asks !== undefined) return true
  return false
}

async function recordFile(
  importId: string,
  { hostName, observedAt, dayOrder, captures, bytes }: FileToImport,
  now: Date,
): Promise<RecordedFile> {
  let sizeBytes = 0
  async function* counted() {
    for await (const chunk of bytes()) {
      sizeBytes += chunk.length
      yield chunk
    }
  }
  try {
    await updateImport(importId, { status: 'recording', startedAt: now })
    const source = await readSource(counted(), {
      observedAt,
      dayOrder,
      captures,
      ...(hostName === undefined ? {} : { hostName }),
    })
    const rejections = new Rejections()
    const counts = await recordSource({ id: importId, isSample: false }, source.records, rejections, now)
    await untilWritten(() => replaceRejections(importId, rejections.kept))
    const isRecognised = source.format !== undefined
    const end = {
      status: isRecognised ? ('done' as const) : ('failed' as const),
      problem: isRecognised ? rejections.nothingInIt : (rejections.kept[0]?.reason ?? null),
      finishedAt: now,
      sizeBytes,
      readBytes: sizeBytes,
      format: source.format ?? null,
      formatLabel: source.label,
      encoding: source.encoding,
      ...endCounts(counts, rejections),
    }
    await untilWritten(() => updateImport(importId, end))
    return { isRecognised, formatLabel: source.label, counts, rejections }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const problem = words.slice(0, 300)
    await untilWritten(() => updateImport(importId, { status: 'failed', problem, finishedAt: now }))
    throw error
  }
}
