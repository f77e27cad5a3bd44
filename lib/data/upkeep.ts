import { daysUntilFull } from '@/lib/activation/upkeep/disk-forecast'
import { freeBytes } from '@/lib/server/disk-room'
import { setting } from '@/lib/server/environment'
import { type DataReader, mustBeAble } from './permission'
import { healthPool, pool } from './pool'
import { readRows, rowsOf } from './rows'

/** The pace of a disk is that of so many days. */
const PACE_DAYS = 30

export interface DiskOutlook {
  /** null for a database elsewhere, whose disk nobody here can see */
  freeBytes: number | null
  /** null while it does not fill, or while too little is known */
  fullInDays: number | null
}

/** Writes down how much room there is today; again on the same day, what there is by then. */
export async function noteDisk(now: Date): Promise<void> {
  await pool().query(
    `INSERT INTO disk_day (day, database_bytes, free_bytes)
     VALUES ($1::date, pg_database_size(current_database()), $2)
     ON CONFLICT (day) DO UPDATE SET database_bytes = EXCLUDED.database_bytes, free_bytes = EXCLUDED.free_bytes`,
    [now.toISOString(), await freeBytes()],
  )
}

/** For health and metrics too. */
export async function loadDiskOutlook(now: Date): Promise<DiskOutlook> {
  const free = await freeBytes()
  if (free === null) return { freeBytes: null, fullInDays: null }
  const days = await rowsOf<{ day: string; freeBytes: number }>(
    healthPool(),
    `SELECT day, free_bytes FROM disk_day
      WHERE free_bytes IS NOT NULL AND day < $1::date AND day >= $1::date - $2::int ORDER BY day`,
    [now.toISOString(), PACE_DAYS],
  )
  const today = { day: now.toISOString().slice(0, 10), freeBytes: free }
  return { freeBytes: free, fullInDays: daysUntilFull([...days, today]) }
}

export interface Upkeep {
  disk: DiskOutlook
  /** null where none is taken by itself */
  backup: { takenAt: string | null; problem: string | null } | null
}

/** What whoever keeps the console running should look after. */
export async function loadUpkeep(reader: DataReader, now: Date): Promise<Upkeep> {
  mustBeAble(reader, 'user.change')
  const [disk, backup] = await Promise.all([
    loadDiskOutlook(now),
    setting('BACKUP_DIRECTORY') === undefined ? null : lastBackup(),
  ])
  return { disk, backup }
}

async function lastBackup(): Promise<Upkeep['backup']> {
  const [row] = await readRows<{ takenAt: string | null; problem: string | null }>(
    `SELECT (SELECT max(taken_at) FROM backup WHERE problem IS NULL) AS taken_at,
            (SELECT problem FROM backup ORDER BY taken_at DESC, id DESC LIMIT 1) AS problem`,
  )
  return row ?? { takenAt: null, problem: null }
}
