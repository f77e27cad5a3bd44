import { readRows } from '../rows'

/** Files that have arrived and are not in the record yet, and their bytes. */
export interface ImportBacklog {
  files: number
  bytes: number
}

/** Programs are told to come again once so much waits; one source, at half of it, so that it keeps no other out. */
export const MOST_WAITING: ImportBacklog = { files: 200, bytes: 2 * 1024 ** 3 }

/** What waits of all sources, and of one of them. */
export async function loadImportBacklog(
  source: string | null = null,
): Promise<ImportBacklog & { own: ImportBacklog }> {
  const [row] = await readRows<{ files: number; bytes: number; ownFiles: number; ownBytes: number }>(
    `SELECT count(*)::int AS files, coalesce(sum(size_bytes), 0)::float8 AS bytes,
            count(*) FILTER (WHERE source = $1)::int AS own_files,
            coalesce(sum(size_bytes) FILTER (WHERE source = $1), 0)::float8 AS own_bytes
       FROM import WHERE status IN ('reading', 'recording') AND origin IN ('api', 'folder', 'upload', 'paste')`,
    [source],
  )
  const { files = 0, bytes = 0, ownFiles = 0, ownBytes = 0 } = row ?? {}
  return { files, bytes, own: { files: ownFiles, bytes: ownBytes } }
}

/** Whether so much waits that one more file has to come again, and whose doing that is. */
export function fullBacklog({ own, ...all }: Awaited<ReturnType<typeof loadImportBacklog>>) {
  const isOver = (waiting: ImportBacklog, share: number) =>
    waiting.files >= MOST_WAITING.files * share || waiting.bytes >= MOST_WAITING.bytes * share
  if (isOver(own, 0.5)) return 'its own' as const
  return isOver(all, 1) ? ('all' as const) : undefined
}
