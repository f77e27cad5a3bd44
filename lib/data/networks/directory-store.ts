import type { Transaction } from '../audit'
import { jsonText } from '../json-text'
import { pool } from '../pool'
import { inPrismaTransaction, prisma } from '../prisma'
import { rowsOf } from '../rows'

/** A read that began longer ago was broken off, and no worker has found it yet. */
const BROKEN_OFF_MS = 3_600_000

/** Name of the lease of whoever reads a directory. */
export const directoryLease = (sourceId: string) => `directory ${sourceId}`

/** Marks a directory as being read; false while another reading runs. */
export async function beginReading(tx: Transaction, sourceId: string, now: Date): Promise<boolean> {
  const { count } = await tx.directorySource.updateMany({
    where: {
      id: sourceId,
      OR: [{ readingSince: null }, { readingSince: { lt: new Date(now.getTime() - BROKEN_OFF_MS) } }],
    },
    data: { readingSince: now },
  })
  return count === 1
}

/** Directories that are being read, or ought to be. */
export async function findUnfinishedReadings(): Promise<string[]> {
  const sources = await prisma().directorySource.findMany({
    where: { readingSince: { not: null }, isSample: false },
    select: { id: true },
  })
  return sources.map(({ id }) => id)
}

/** Ends a reading whose process died: the directory can be read again. */
export async function endReading(sourceId: string): Promise<void> {
  await prisma().directorySource.updateMany({ where: { id: sourceId }, data: { readingSince: null } })
}

/** Everything needed to read a directory, the sealed password included: never for a page. */
export function findSource(sourceId: string) {
  return prisma().directorySource.findUnique({
    where: { id: sourceId, isSample: false },
    select: {
      id: true,
      server: true,
      port: true,
      security: true,
      baseDn: true,
      bindDn: true,
      sealedPassword: true,
      caCertificate: true,
    },
  })
}

/** Directories to read; the sample's is nobody's. */
export async function sourceIds(): Promise<string[]> {
  const rows = await prisma().directorySource.findMany({ where: { isSample: false }, select: { id: true } })
  return rows.map(({ id }) => id)
}

interface ReadComputer {
  name: string
  shortName: string
  place: string | null
  operatingSystem: string | null
  operatingSystemVersion: string | null
  lastLogonAt: string | null
  isDisabled: boolean
  createdAt: string | null
}

/**
 * Saves one page of computers as read at this moment; reading the same again changes nothing but that moment. Returns
 * how many were not known before. Two objects of one name: the one that logged on last counts.
 */
export async function saveComputers(
  sourceId: string,
  computers: readonly ReadComputer[],
  readAt: Date,
): Promise<number> {
  if (computers.length === 0) return 0
  const rows = await rowsOf<{ fresh: number }>(pool(), SAVE, [sourceId, readAt, jsonText(computers)])
  return rows[0]?.fresh ?? 0
}

const SAVE = `
  WITH saved AS (
    INSERT INTO directory_computer AS d
           (source_id, name, short_name, place, operating_system, operating_system_version, last_logon_at, is_disabled,
            created_at, first_read_at, last_read_at)
    SELECT DISTINCT ON (n.name) $1::uuid, n.name, n."shortName", n.place, n."operatingSystem", n."operatingSystemVersion",
           n."lastLogonAt", n."isDisabled", n."createdAt", $2::timestamptz, $2::timestamptz
      FROM jsonb_to_recordset($3::jsonb) AS n(
           name text, "shortName" text, place text, "operatingSystem" text, "operatingSystemVersion" text,
           "lastLogonAt" timestamptz, "isDisabled" boolean, "createdAt" timestamptz)
     ORDER BY n.name, n."isDisabled", n."lastLogonAt" DESC NULLS LAST
        ON CONFLICT (source_id, name) DO UPDATE
       SET short_name = EXCLUDED.short_name, place = EXCLUDED.place, operating_system = EXCLUDED.operating_system,
           operating_system_version = EXCLUDED.operating_system_version, last_logon_at = EXCLUDED.last_logon_at,
           is_disabled = EXCLUDED.is_disabled, created_at = EXCLUDED.created_at,
           last_read_at = EXCLUDED.last_read_at, gone_at = NULL
     WHERE d.last_read_at < EXCLUDED.last_read_at
        OR (d.last_read_at = EXCLUDED.last_read_at
            AND (d.last_logon_at IS NULL OR d.last_logon_at <= EXCLUDED.last_logon_at))
    RETURNING xmax = 0 AS is_fresh)
  SELECT count(*) FILTER (WHERE is_fresh)::int AS fresh FROM saved`

export interface FinishedRead {
  sourceId: string
  startedAt: Date
  startedBy: string
  finishedAt: Date
  /** null: read to the end */
  problem: string | null
  problemDetail: string | null
  forests: number
  domains: number
  zones: number
  computers: number
  freshComputers: number
  activationObjects: string[]
  unreadable: string[]
}

/**
 * Records how a reading ended. Only one that came to the end tells which computers are gone; they stay in the table
 * and come back when they are found again.
 */
export async function finishReading(read: FinishedRead): Promise<void> {
  const isComplete = read.problem === null
  await inPrismaTransaction(async (tx) => {
    if (isComplete) {
      await tx.directoryComputer.updateMany({
        where: { sourceId: read.sourceId, goneAt: null, lastReadAt: { lt: read.startedAt } },
        data: { goneAt: read.finishedAt },
      })
    }
    await tx.directoryRead.create({ data: { ...read, isComplete }, select: { id: true } })
    await tx.directorySource.update({
      where: { id: read.sourceId },
      data: { readingSince: null },
      select: { id: true },
    })
  })
}
