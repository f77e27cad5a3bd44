import { importLease, replaceRejections, updateImport } from '@/lib/data/imports/import-store'
import { forPurpose } from '@/lib/data/purpose'
import { untilWritten } from '@/lib/data/until-written'
import { withLease } from '@/lib/data/work-lease'
import type { DayOrder } from '@/lib/sources/moments'
import { readSource } from '@/lib/sources/read-source'
import type { Actor } from '../operation'
import type { RecordCounts } from '../record/record-observations'
import { createImport } from './import-create'
import { Rejections } from './import-rows'
import { endCounts, recordSource } from './import-run'

export interface FileToImport {
  fileName: string
  /** Machine the text is from, where it names none. */
  hostName?: string
  /** ISO 8601 UTC; used where the text carries no time. */
  observedAt: string
  /** What dates like 6/3/2026 mean; without it they are left out. */
  dayOrder?: DayOrder | undefined
  /** of a file that a watched folder took: what the folder is called, and what tells the file again */
  taken?: { source: string; sha256: string }
  bytes: AsyncIterable<Uint8Array>
}

export interface ImportedFile {
  importId: string
  /** False when no reader knew the format; nothing was recorded then. */
  isRecognised: boolean
  formatLabel: string
  counts: RecordCounts
  rejections: Rejections
}

/**
 * Reads and records a file in one go, without a preview and without keeping its bytes: what the command line
 * and a watched folder do. The import shows on the page like any other. Throws when the actor may not import.
 */
export async function importFile(actor: Actor, file: FileToImport, now: Date): Promise<ImportedFile> {
  const { fileName, hostName, observedAt, dayOrder, taken } = file
  const origin = taken ? 'folder' : 'command line'
  const created = await createImport.run(
    actor,
    { fileName, hostName, observedAt, dayOrder, origin, source: taken?.source },
    { now },
  )
  if (!created.ok) throw new Error(`The import was refused: ${created.refusal.kind}.`)
  const { importId } = created
  const imported = await forPurpose('imports', () =>
    withLease(importLease(importId), () => recordFile(importId, file, now)),
  )
  if (imported === undefined) throw new Error('Somebody else works at this import.')
  return imported.result
}

async function recordFile(
  importId: string,
  { hostName, observedAt, dayOrder, taken, bytes }: FileToImport,
  now: Date,
): Promise<ImportedFile> {
  let sizeBytes = 0
  async function* counted() {
    for await (const chunk of bytes) {
      sizeBytes += chunk.length
      yield chunk
    }
  }
  try {
    await updateImport(importId, { status: 'recording', startedAt: now })
    const source = await readSource(counted(), {
      observedAt,
      dayOrder,
      ...(hostName === undefined ? {} : { hostName }),
    })
    const rejections = new Rejections()
    const counts = await recordSource({ id: importId, isSample: false }, source.records, rejections, now)
    await untilWritten(() => replaceRejections(importId, rejections.kept))
    const isRecognised = source.format !== undefined
    const end = {
      status: isRecognised ? ('done' as const) : ('failed' as const),
      problem: isRecognised ? null : (rejections.kept[0]?.reason ?? null),
      finishedAt: now,
      sizeBytes,
      sha256: taken?.sha256 ?? null,
      readBytes: sizeBytes,
      format: source.format ?? null,
      formatLabel: source.label,
      encoding: source.encoding,
      ...endCounts(counts, rejections),
    }
    await untilWritten(() => updateImport(importId, end))
    return { importId, isRecognised, formatLabel: source.label, counts, rejections }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const problem = words.slice(0, 300)
    await untilWritten(() => updateImport(importId, { status: 'failed', problem, finishedAt: now }))
    throw error
  }
}
