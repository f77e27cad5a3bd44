import type { ExchangeCounts } from '@/lib/activation/offline/exchange-state'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A package in the list. Times are ISO 8601 UTC. */
export interface PackageListRow {
  number: number
  method: 'file' | 'phone'
  lastFive: string
  keyLabel: string
  keyId: string
  machines: number
  /** Of a package of one: its machine. */
  machine: string | null
  counts: ExchangeCounts
  reserved: number
  preparedAt: string
  preparedBy: string
  dueAt: string
}

const SIZE = 100

/** The SQL twin of exchangeState (lib/activation/offline/exchange-state.ts); $1 is now. */
export const STATE_OF_REQUEST = `
  CASE WHEN r.verified_at IS NOT NULL THEN 'verified' WHEN r.applied_at IS NOT NULL THEN 'applied'
       WHEN r.answered_at IS NOT NULL THEN 'answered' WHEN r.cancelled_at IS NOT NULL THEN 'cancelled'
       WHEN p.due_at <= $1 THEN 'expired' WHEN p.carried_out_at IS NULL THEN 'prepared' ELSE 'carriedOut' END`

/**
 * The packages, newest first, a hundred at a time, with how many of their requests are in which state.
 * before: only packages with a smaller number. Throws NotPermitted without `exchange.read`.
 */
export async function loadPackages(
  reader: DataReader,
  now: Date,
  before?: number,
): Promise<{ packages: PackageListRow[]; hasOlder: boolean }> {
  mustBeAble(reader, 'exchange.read')
  const rows = await readRows<PackageListRow>(
    `SELECT p.number, p.method, p.last_five, k.label AS key_label, k.id AS key_id,
            p.prepared_at, p.prepared_by, p.due_at,
            c.machines, c.machine, c.reserved, c.counts
       FROM exchange_package p JOIN product_key k ON k.id = p.key_id,
            LATERAL (
              SELECT count(*)::int AS machines, CASE WHEN count(*) = 1 THEN min(s.machine) END AS machine,
                     count(*) FILTER (WHERE s.is_reserved)::int AS reserved,
                     jsonb_build_object(
                       'prepared', count(*) FILTER (WHERE s.state = 'prepared'),
                       'carriedOut', count(*) FILTER (WHERE s.state = 'carriedOut'),
                       'answered', count(*) FILTER (WHERE s.state = 'answered'),
                       'applied', count(*) FILTER (WHERE s.state = 'applied'),
                       'verified', count(*) FILTER (WHERE s.state = 'verified'),
                       'expired', count(*) FILTER (WHERE s.state = 'expired'),
                       'cancelled', count(*) FILTER (WHERE s.state = 'cancelled')) AS counts
                FROM (SELECT r.machine, ${STATE_OF_REQUEST} AS state,
                             r.entry_key IS NOT NULL AND r.given_back_at IS NULL AND r.answered_at IS NULL AS is_reserved
                        FROM exchange_request r WHERE r.package_number = p.number) s) c
      WHERE $2::int IS NULL OR p.number < $2
      ORDER BY p.number DESC LIMIT ${SIZE + 1}`,
    [now, before ?? null],
  )
  return { packages: rows.slice(0, SIZE), hasOlder: rows.length > SIZE }
}
