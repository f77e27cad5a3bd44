import { hostname } from 'node:os'
import { healthPool, pool } from './pool'
import { prisma } from './prisma'
import { rowsOf } from './rows'

/** Tries of so long ago are forgotten; backups themselves are kept by their number. */
const KEPT_DAYS = 400

export type BackupEnd = { bytes: number; problem?: undefined } | { bytes?: undefined; problem: string }

/** Writes down how a try at a backup ended. */
export async function saveBackup(takenAt: Date, path: string, end: BackupEnd): Promise<void> {
  const keepFrom = new Date(takenAt.getTime() - KEPT_DAYS * 86_400_000)
  await prisma().$transaction([
    prisma().backup.create({
      data: { takenAt, path, machine: hostname(), bytes: end.bytes, problem: end.problem },
      select: { id: true },
    }),
    prisma().backup.deleteMany({ where: { takenAt: { lt: keepFrom } } }),
  ])
}

export interface LastBackup {
  /** ISO 8601 UTC, of the newest whole one; null when there is none. */
  takenAt: string | null
  /** Whether the last try failed; the row says why, with names that are not for everybody. */
  hasFailed: boolean
}

/** For health and metrics, which are open to programs without a session. */
export async function loadLastBackup(): Promise<LastBackup> {
  const [row] = await rowsOf<LastBackup>(
    healthPool(),
    `SELECT (SELECT max(taken_at) FROM backup WHERE problem IS NULL) AS taken_at,
            coalesce((SELECT problem IS NOT NULL FROM backup ORDER BY taken_at DESC, id DESC LIMIT 1), false) AS has_failed`,
  )
  return row ?? { takenAt: null, hasFailed: false }
}

/** Names of the encryption keys that whole product keys and passwords of directories are sealed with. */
export async function sealedWith(): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    pool(),
    `SELECT sealed_with AS name FROM product_key WHERE sealed IS NOT NULL AND sealed_with IS NOT NULL
      UNION SELECT split_part(sealed_password, ':', 1) FROM directory_source WHERE sealed_password LIKE '%:sealed:%'
      ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}
