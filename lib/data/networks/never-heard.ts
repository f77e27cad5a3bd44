import type { Attempt } from '@/lib/activation/collection/attempt-sentence'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { likeAnywhere } from '../sql-text'

/** active: in use, so its silence matters. stale: disabled or no logon for 90 days. other: not Windows. */
export const NEVER_HEARD_KINDS = ['active', 'stale', 'other'] as const
export type NeverHeardKind = (typeof NEVER_HEARD_KINDS)[number]

export interface NeverHeardFilter {
  show?: NeverHeardKind | 'all'
  /** part of a name or of an operating system */
  q?: string
  /** the last name of the page before */
  after?: string
  limit?: number
}

/** A computer of a directory of which no import ever told. Times are ISO 8601 UTC. */
export interface NeverHeardRow {
  name: string
  kind: NeverHeardKind
  operatingSystem: string | null
  operatingSystemVersion: string | null
  lastLogonAt: string | null
  isDisabled: boolean
  createdAt: string | null
  /** the directory it stands in */
  server: string
  /** the newest attempt to read it */
  attempt: Attempt | null
}

export interface NeverHeardView {
  rows: NeverHeardRow[]
  /** name to go on after, where there is more */
  next: string | null
  counts: Record<NeverHeardKind, number>
  /** computers known from directories, heard of or not */
  computers: number
}

/** Accounts without a logon for so long are taken for abandoned; the directory itself is up to 14 days late. */
export const STALE_DAYS = 90
const PAGE = 100

/**
 * Computers of the directories that no observation ever named, by name. A machine seen under its short name only
 * counts as heard of. Throws NotPermitted without `discovery.read`.
 */
export async function loadNeverHeard(
  reader: DataReader,
  filter: NeverHeardFilter,
  now: Date,
): Promise<NeverHeardView> {
  mustBeAble(reader, 'discovery.read')
  const limit = filter.limit ?? PAGE
  const [rows, counts] = await Promise.all([
    loadRows(filter, limit + 1, now),
    loadNeverHeardCounts(reader, now),
  ])
  const shown = rows.slice(0, limit)
  return {
    rows: shown,
    next: rows.length > limit ? (shown.at(-1)?.name ?? null) : null,
    ...counts,
  }
}

/** The counts alone. Throws NotPermitted without `discovery.read`. */
export async function loadNeverHeardCounts(
  reader: DataReader,
  now: Date,
): Promise<Pick<NeverHeardView, 'counts' | 'computers'>> {
  mustBeAble(reader, 'discovery.read')
  const [counts, [all]] = await Promise.all([loadCounts(now), readRows<{ count: number }>(COMPUTERS)])
  return { counts, computers: all?.count ?? 0 }
}

/** Where there is one directory each of its names is another computer: a million names need not be told apart. */
const COMPUTERS = `
  SELECT CASE WHEN (SELECT count(*) FROM directory_source) > 1
              THEN (SELECT count(DISTINCT name) FROM directory_computer WHERE gone_at IS NULL)
              ELSE (SELECT count(*) FROM directory_computer WHERE gone_at IS NULL) END::int AS count`

/** $1: from when on a logon counts. One row a machine, the place where it logged on last. */
const SILENT = `
  SELECT DISTINCT ON (d.name) d.name, d.operating_system,
         d.operating_system_version, d.last_logon_at,
         d.is_disabled, d.created_at, s.server,
         CASE WHEN d.is_disabled OR coalesce(d.last_logon_at, d.created_at, d.first_read_at) < $1 THEN 'stale'
              WHEN d.operating_system IS NOT NULL AND d.operating_system NOT ILIKE '%windows%' THEN 'other'
              ELSE 'active' END AS kind
    FROM directory_computer d JOIN directory_source s ON s.id = d.source_id
   WHERE d.gone_at IS NULL
     AND NOT d.is_heard
   ORDER BY d.name, d.is_disabled, d.last_logon_at DESC NULLS LAST`

/** Tried under its full name or, in a list somebody wrote, under its first label. */
const ATTEMPT = `
  SELECT jsonb_build_object('at', to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'outcome', a.outcome, 'via', a.via)
    FROM collection_attempt a WHERE a.name IN (silent.name, split_part(silent.name, '.', 1))
   ORDER BY a.at DESC LIMIT 1`

const activeSince = (now: Date) => new Date(now.getTime() - STALE_DAYS * 86_400_000)

async function loadRows(filter: NeverHeardFilter, limit: number, now: Date): Promise<NeverHeardRow[]> {
  const { show = 'active', q = '', after = '' } = filter
  return readRows<NeverHeardRow>(
    `SELECT silent.*, (${ATTEMPT}) AS attempt FROM (${SILENT}) silent
      WHERE ($2 = 'all' OR kind = $2) AND name > $3 AND ($4 = '' OR name LIKE $5 OR operating_system ILIKE $5)
      ORDER BY name LIMIT $6`,
    [activeSince(now), show, after, q.trim(), likeAnywhere(q.trim().toLowerCase()), limit],
  )
}

async function loadCounts(now: Date): Promise<Record<NeverHeardKind, number>> {
  const rows = await readRows<{ kind: NeverHeardKind; count: number }>(
    `SELECT kind, count(*)::int AS count FROM (${SILENT}) silent GROUP BY kind`,
    [activeSince(now)],
  )
  const count = (kind: NeverHeardKind) => rows.find((row) => row.kind === kind)?.count ?? 0
  return { active: count('active'), stale: count('stale'), other: count('other') }
}
