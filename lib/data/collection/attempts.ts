import type { CollectionOutcome, CollectionWay } from '@/lib/activation/collection/outcome-table'
import type { CollectionAttempt } from '@/lib/activation/observation'
import { machinesFor } from '../belonging/within'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { likeAnywhere } from '../sql-text'

/** The newest attempt to read a machine. Times are ISO 8601 UTC. */
export interface AttemptRow {
  /** the name it was tried under, lower case */
  name: string
  at: string
  outcome: CollectionOutcome
  via: CollectionWay | null
  code: string | null
  /** the newest attempt that worked */
  readAt: string | null
  details: Pick<CollectionAttempt, 'collector' | 'read'>
  /** a machine of the record has this name */
  isClient: boolean
}

const COLUMNS = `a.name, a.at, a.outcome, a.via, a.code, a.read_at, a.details,
  EXISTS (SELECT FROM client_name n WHERE n.name = a.name) AS is_client`

/** The newest attempt on a machine that the reader sees under any of its names. Throws NotPermitted without `machine.read`. */
export async function loadAttemptOn(
  reader: DataReader,
  names: readonly string[],
): Promise<AttemptRow | undefined> {
  const within = machinesFor(reader) ?? null
  const [row] = await readRows<AttemptRow>(
    `SELECT ${COLUMNS} FROM collection_attempt a WHERE a.name = ANY($1) AND ($2::int[] IS NULL OR EXISTS (
       SELECT FROM client_name n JOIN client c ON c.id = n.client_id WHERE n.name = a.name AND c.site_id = ANY($2)))
      ORDER BY a.at DESC LIMIT 1`,
    [names, within],
  )
  return row
}

export interface AttemptsFilter {
  outcome?: CollectionOutcome | undefined
  /** part of a name */
  q?: string
  /** the last name of the page before */
  after?: string
  limit?: number
}

export interface AttemptsView {
  rows: AttemptRow[]
  /** name to go on after, where there is more */
  next: string | null
  counts: Partial<Record<CollectionOutcome, number>>
}

const PAGE = 100

/** Attempts by name, and how many machines ended how. Throws NotPermitted without `fleet.read`. */
export async function loadAttempts(reader: DataReader, filter: AttemptsFilter): Promise<AttemptsView> {
  mustBeAble(reader, 'fleet.read')
  const { outcome = '', q = '', after = '', limit = PAGE } = filter
  const [rows, counts] = await Promise.all([
    readRows<AttemptRow>(
      `SELECT ${COLUMNS} FROM collection_attempt a
        WHERE ($1 = '' OR a.outcome = $1) AND a.name > $2 AND ($3 = '' OR a.name LIKE $4)
        ORDER BY a.name LIMIT $5`,
      [outcome, after, q.trim(), likeAnywhere(q.trim().toLowerCase()), limit + 1],
    ),
    readRows<{ outcome: CollectionOutcome; count: number }>(
      'SELECT outcome, count(*)::int AS count FROM collection_attempt GROUP BY outcome',
    ),
  ])
  const shown = rows.slice(0, limit)
  return {
    rows: shown,
    next: rows.length > limit ? (shown.at(-1)?.name ?? null) : null,
    counts: Object.fromEntries(counts.map(({ outcome: one, count }) => [one, count])),
  }
}
