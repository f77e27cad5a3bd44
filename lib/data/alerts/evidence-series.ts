import { balanceOf } from '@/lib/activation/mak/mak-ledger'
import { findHostGroup } from '../kms-hosts/host-names'
import { loadLedgers } from '../mak/ledger-figures'
import { readRows } from '../rows'
import type { AlertRow } from './alerts-list'

/** Evidence over time, for a chart with its table. Times are ISO 8601 UTC. */
export interface EvidenceSeries {
  /** 'Count' */
  label: string
  points: { at: string; value: number }[]
  /** the line that decides */
  limit?: { label: string; value: number }
}

const MOST_POINTS = 300

type SeriesOf = (alert: AlertRow, now: Date) => Promise<EvidenceSeries | null>

/** By rule, where evidence has a history. */
const SERIES: Readonly<Record<string, SeriesOf>> = {
  A5: hostCounts,
  A6: hostCounts,
  A8: requests('requests', 'Requests a day'),
  A9: requests('failed', 'Refused requests a day'),
  A16: daysLeft,
  A18: daysLeft,
  A19: daysLeft,
  A20: daysLeft,
  A21: makLeft,
  A22: makLeft,
}

/** What the evidence of an alert was before; null where nothing of it is kept. */
export async function loadEvidenceSeries(alert: AlertRow, now: Date): Promise<EvidenceSeries | null> {
  const series = await SERIES[alert.rule]?.(alert, now)
  return series && series.points.length > 1 ? series : null
}

/** A host's rows under all its names, as the rules judge it. */
const idsOf = async (host: string) => (await findHostGroup(host))?.ids ?? []

async function hostCounts({ object, evidence }: AlertRow): Promise<EvidenceSeries> {
  const points = await readRows<{ at: string; value: number }>(
    `SELECT r.observed_at AS at, r.current_count AS value FROM kms_host_reading r
       JOIN kms_host_service s USING (host_id, application)
      WHERE r.host_id = ANY($1) AND r.current_count IS NOT NULL AND s.needed_count = coalesce($2::int, s.needed_count)
      ORDER BY r.observed_at DESC LIMIT ${MOST_POINTS}`,
    [await idsOf(object), evidence.needed ?? null],
  )
  const limit = { label: 'Need', value: Number(evidence.needed ?? 0) }
  return { label: 'Count', points: points.toReversed(), limit }
}

function requests(column: 'requests' | 'failed', label: string): SeriesOf {
  return async ({ object }, now) => {
    const points = await readRows<{ at: string; value: number }>(
      `SELECT d.day::date || 'T00:00:00Z' AS at, coalesce(sum(r.${column}), 0)::int AS value
         FROM generate_series($2::date - 60, $2::date, interval '1 day') AS d(day)
         LEFT JOIN host_day r ON r.host_id = ANY($1) AND r.day = d.day
        GROUP BY d.day ORDER BY d.day`,
      [await idsOf(object), now.toISOString().slice(0, 10)],
    )
    return { label, points }
  }
}

async function daysLeft({ object, objectKind }: AlertRow): Promise<EvidenceSeries | null> {
  if (objectKind !== 'client') return null
  const points = await readRows<{ at: string; value: number }>(
    `SELECT e.at, greatest(0, floor(extract(epoch FROM e.ends_at - e.at) / 86400))::int AS value
       FROM client c JOIN license l ON l.client_id = c.id AND l.is_primary JOIN client_name n ON n.client_id = c.id
       JOIN activation_event e ON e.name_id = n.id
      WHERE c.name = $1 AND e.slot = l.slot AND e.ends_at IS NOT NULL ORDER BY e.at DESC LIMIT ${MOST_POINTS}`,
    [object],
  )
  return { label: 'Days left when it was heard', points: points.toReversed() }
}

async function makLeft({ object }: AlertRow): Promise<EvidenceSeries> {
  const ledger = (await loadLedgers([object])).get(object) ?? []
  const inTime = ledger.toSorted((one, other) => one.at.localeCompare(other.at)).slice(-MOST_POINTS)
  const points = inTime.map(({ at }) => ({
    at,
    value: balanceOf(ledger.filter((entry) => entry.at <= at)),
  }))
  return { label: 'Activations left by our ledger', points }
}
