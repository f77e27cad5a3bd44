import { pool } from '../pool'

/** How a look at a watched folder found it. */
export interface FolderLook {
  folder: string
  /** what its imports name as their source */
  source: string
  arriving: number
  refused: number
  problem: string | null
}

/** Keeps the newest look at a folder, for the page Sources. */
export async function noteLook({ folder, source, arriving, refused, problem }: FolderLook, now: Date) {
  await pool().query(
    `INSERT INTO watched_folder (folder, source, looked_at, arriving, refused, problem) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (folder) DO UPDATE SET source = excluded.source, looked_at = excluded.looked_at, arriving = excluded.arriving,
       refused = excluded.refused, problem = excluded.problem`,
    [folder, source, now, arriving, refused, problem],
  )
}
