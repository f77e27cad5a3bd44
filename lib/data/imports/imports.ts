import type { ImportRejection, Prisma } from '@/generated/prisma/client'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'
import { readRows } from '../rows'

const PAGE_SIZE = 50

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const PAGE =
  'AND (i.created_at, i.id) < ($1::timestamptz, $2::uuid) ORDER BY i.created_at DESC, i.id DESC LIMIT $3'
const FOLDED = `SELECT i.id FROM import i
  WHERE NOT EXISTS (SELECT FROM import later WHERE later.source = i.source AND later.source_hour > i.source_hour) ${PAGE}`
const OF_SOURCE = `SELECT i.id FROM import i WHERE i.source = $4 ${PAGE}`

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

/**
 * A page of imports, newest first; `before` is the `next` of the page before it. Of a source whose posts are gathered by the
 * hour the newest hour stands for all, unless `source` asks for that source alone.
 */
export async function loadImports(
  reader: DataReader,
  { before, source }: { before?: string | undefined; source?: string | undefined },
): Promise<{ imports: ImportView[]; next?: string }> {
  mustBeAble(reader, 'import.read')
  const after = before === undefined ? undefined : placeOf(before)
  const ids = await readRows<{ id: string }>(source === undefined ? FOLDED : OF_SOURCE, [
    after?.createdAt ?? 'infinity',
    after?.id ?? LAST_ID,
    PAGE_SIZE + 1,
    ...(source === undefined ? [] : [source]),
  ])
  const rows = await readPrisma().import.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: SHOWN,
  })
  const imports = plain(rows.slice(0, PAGE_SIZE))
  const last = imports.at(-1)
  return {
    imports,
    next: rows.length > PAGE_SIZE && last ? `${last.createdAt}_${last.id}` : undefined,
  }
}

/** A place in the list as its cursor says; nonsense is the beginning. */
function placeOf(cursor: string): { createdAt: Date; id: string } | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/.exec(cursor)
  const [, time, id] = match ?? []
  return time && id ? { createdAt: new Date(time), id } : undefined
}

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
    orderBy: { seq: 'asc' },
    take: limit,
    select: { seq: true, line: true, reason: true, excerpt: true },
  })
}
