import type { ImportRejection, Prisma } from '@/generated/prisma/client'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'

const SHOWN = {
  id: true,
  createdAt: true,
  createdBy: true,
  origin: true,
  fileName: true,
  sizeBytes: true,
  format: true,
  formatLabel: true,
  encoding: true,
  hostName: true,
  observedAt: true,
  status: true,
  isSample: true,
  source: true,
  sourceHour: true,
  cancelRequested: true,
  problem: true,
  needsHostName: true,
  needsDayOrder: true,
  dayOrder: true,
  needsCaptures: true,
  captures: true,
  readBytes: true,
  observations: true,
  rejected: true,
  fresh: true,
  unchanged: true,
  newClients: true,
  changedClients: true,
  recorded: true,
  finishedAt: true,
  recording: true,
  undone: true,
  undoneAt: true,
  undoneBy: true,
  undoReason: true,
} as const satisfies Prisma.ImportSelect

/** An import as pages show it: times are ISO 8601 UTC, sizes are in bytes. */
export type ImportView = NonNullable<Awaited<ReturnType<typeof loadImport>>>

/** The same parts, as SQL. */
export const IMPORT_COLUMNS = Object.keys(SHOWN)
  .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .join(', ')

/** Nothing else can be the id of an import; asking the database for it would be an error. */
export const IMPORT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** One import; null when there is none with this id, or when no import can have it. */
export async function loadImport(reader: DataReader, id: string) {
  mustBeAble(reader, 'import.read')
  if (!IMPORT_ID.test(id)) return null
  return plain(await readPrisma().import.findUnique({ where: { id }, select: SHOWN }))
}

/** What could not be used of an import, in the order of its lines. At most 10,000 rows are kept. */
export async function loadRejections(
  reader: DataReader,
  importId: string,
  { limit }: { limit: number },
): Promise<Pick<ImportRejection, 'seq' | 'line' | 'reason' | 'excerpt'>[]> {
  mustBeAble(reader, 'import.read')
  return readPrisma().importRejection.findMany({
    where: { importId },
    orderBy: [{ line: 'asc' }, { seq: 'asc' }],
    take: limit,
    select: { seq: true, line: true, reason: true, excerpt: true },
  })
}
