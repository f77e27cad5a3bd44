import type { Observation } from '@/lib/activation/observation'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { importBytes } from '@/lib/data/imports/import-bytes'
import { type NewRejection, reportProgress, type StoredImport } from '@/lib/data/imports/import-store'
import { readSource, type SourceReading } from '@/lib/sources/read-source'

const KEPT_REJECTIONS = 10_000
const LONGEST_EXCERPT = 200
const REPORT_EVERY_MS = 400

/** Thrown inside a step when a person asked to stop. */
export class ImportCancelled extends Error {}

/** Reads the stored bytes of an import through the readers, telling the import how far it is. */
export function readImport(row: StoredImport, hostName: string | undefined): Promise<SourceReading> {
  let reportedAt = performance.now()
  const bytes = importBytes(row.id, async (readBytes) => {
    if (performance.now() - reportedAt < REPORT_EVERY_MS) return
    reportedAt = performance.now()
    if (await reportProgress(row.id, { readBytes })) throw new ImportCancelled()
  })
  const observedAt = row.observedAt ?? row.createdAt
  const dayOrder = row.dayOrder === null || row.dayOrder === 'unknown' ? undefined : row.dayOrder
  const captures = row.captures ?? undefined
  return readSource(bytes, {
    observedAt,
    dayOrder,
    captures,
    ...(hostName === undefined ? {} : { hostName }),
  })
}

/** Rejections of one step: all are counted, the first 10,000 kept. */
export class Rejections {
  readonly kept: NewRejection[] = []
  count = 0
  #remark: string | null = null

  add(rejection: NewRejection & { isRemark?: true }): void {
    if (rejection.isRemark) {
      this.#remark = rejection.reason
      return
    }
    this.count += 1
    if (this.kept.length >= KEPT_REJECTIONS) return
    const clean = (words: string) => words.replaceAll('\u0000', '')
    const excerpt = clean(rejection.excerpt).slice(0, LONGEST_EXCERPT)
    this.kept.push({ line: rejection.line, reason: clean(rejection.reason), excerpt })
  }

  /** Why a source with which nothing is wrong held nothing; null for every other. */
  get nothingInIt(): string | null {
    return this.count === 0 ? this.#remark : null
  }

  /** An observation that was read but cannot be recorded; the excerpt says which one. */
  addObservation(line: number, reason: string, observation: Observation): void {
    this.add({ line, reason, excerpt: excerptOfObservation(observation) })
  }
}

function excerptOfObservation(observation: Observation): string {
  const { kind, ...facts } = observation
  const time = 'at' in facts ? facts.at : facts.observedAt
  const name = 'client' in facts ? facts.client.name : undefined
  const product = 'product' in facts && typeof facts.product === 'object' ? facts.product.name : undefined
  return maskProductKeys([kind, time, name, product].filter(Boolean).join(' ')).slice(0, LONGEST_EXCERPT)
}
