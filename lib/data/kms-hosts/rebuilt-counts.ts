import { isSettled, type LoggedHostCount, loggedCounts } from '@/lib/activation/kms/logged-count'
import { countedAsOf } from '@/lib/activation/kms/rebuild-count'
import { countCap } from '@/lib/activation/kms/thresholds'
import type { KmsRequestObservation, LicenseStatus } from '@/lib/activation/observation'
import { readRows } from '../rows'

/** A cache as the log gives it. */
export type RebuiltCount = LoggedHostCount & {
  /** all its CMIDs of the 30 days were looked at */
  isDistinctComplete: boolean
}

/** Enough for 50 different machines on any host that thousands ask. */
const READ_FIRST = 4000

const NOTHING: Settled = { products: [], isWindows: false }

/**
 * What lib/activation/kms/rebuild-count.ts gives for all requests of the host up to `at`, read in milliseconds where
 * the newest requests settle it. Of other names that used a CMID it knows those of its newest requests only.
 * @param readFirst how many of the newest requests are looked at first.
 */
export async function loadRebuiltCounts(
  hostIds: readonly number[],
  at: Date,
  readFirst = READ_FIRST,
): Promise<RebuiltCount[]> {
  const newest = await loadNewestRequests(hostIds, at, readFirst)
  if (newest.isComplete) return countsOf(newest, await loadThresholdsBefore(hostIds, at, NOTHING), at)
  const full = loggedCounts(newest.requests, new Map(), at.getTime()).filter(isSettled)
  const keys = new Set(full.map(({ countedAs }) => countedAs))
  const settled = { products: productsOf(newest.requests, keys), isWindows: keys.has('Windows') }
  const [window, before] = await Promise.all([
    loadReducedRequests(hostIds, at, settled),
    loadThresholdsBefore(hostIds, at, settled),
  ])
  const rest = countsOf(window, before, at).filter(({ countedAs }) => !keys.has(countedAs))
  return [...full.map((count) => ({ ...count, isDistinctComplete: false })), ...rest]
}

/** The products that asked for one of these keys. */
function productsOf(requests: KmsRequestObservation[], keys: ReadonlySet<string>): string[] {
  const own = requests.filter(({ activationId, minimumCount }) =>
    keys.has(countedAsOf(activationId, minimumCount)),
  )
  return [...new Set(own.map(({ activationId }) => activationId))]
}

function countsOf(
  { requests, isComplete }: WindowRequests,
  before: { activationId: string; minimumCount: number }[],
  at: Date,
): RebuiltCount[] {
  const caps = new Map<string, number>()
  for (const { activationId, minimumCount } of before) {
    const key = countedAsOf(activationId, minimumCount)
    caps.set(key, Math.max(caps.get(key) ?? 0, countCap(minimumCount)))
  }
  return loggedCounts(requests, caps, at.getTime()).map((count) => ({
    ...count,
    isDistinctComplete: isComplete,
  }))
}

/**
 * The requests from which a host's caches are rebuilt, without reading a million of them. A cache depends on the
 * newest request of each CMID only, and on those before each moment at which its room grew: LRU forgets the rest. So
 * the newest requests are read first, and mostly suffice: 50 different CMIDs after a client edition asked fill the
 * room whatever came before. Only where they do not, the newest request of every CMID is worked out in the database.
 */
interface WindowRequests {
  /** In time order, of the 30 days before `at`. */
  requests: KmsRequestObservation[]
  /** Every CMID of the 30 days is among them. */
  isComplete: boolean
}

interface RequestRow {
  at: string
  name: string
  cmid: string
  isVirtual: boolean
  hresult: string
  minimumCount: number
  status: LicenseStatus
  remainingMinutes: number | null
  activationId: string
}

/** What counts: served, or told that the count is too low; the same as isCountedAnswer. */
const COUNTED = `e.kind = 'kmsRequest' AND e.code IN ('0x00000000', '0xC004F038') AND e.cmid IS NOT NULL AND e.activation_id IS NOT NULL`
/** Host by host: with several at once the planner would walk through the requests of all hosts by their time. */
const OF_ONE = `e.host_id = host.id AND e.at > $2::timestamptz - interval '30 days' AND e.at <= $2`
const WINDOW = `e.host_id = ANY($1) AND e.at > $2::timestamptz - interval '30 days' AND e.at <= $2`
const COLUMNS = `e.at, e.cmid, e.is_virtual, e.code AS hresult, e.minimum_count,
  coalesce(e.status_before, e.status_after) AS status, e.remaining_minutes, e.activation_id`

/** What need not be looked at any more. */
interface Settled {
  products: readonly string[]
  /** no request of Windows at all: an index of its own finds the others among millions */
  isWindows: boolean
}

const open = ({ isWindows }: Settled) =>
  `e.activation_id <> ALL($3::uuid[])${isWindows ? " AND e.slot <> 'windows'" : ''}`

/** The newest requests, at most so many. */
async function loadNewestRequests(
  hostIds: readonly number[],
  at: Date,
  most: number,
): Promise<WindowRequests> {
  const rows = await readRows<RequestRow>(
    `SELECT e.*, n.name FROM unnest($1::int[]) AS host(id), LATERAL (
       SELECT ${COLUMNS}, e.fingerprint, e.name_id FROM activation_event e WHERE ${OF_ONE} AND ${COUNTED}
        ORDER BY e.at DESC LIMIT $3) e
       JOIN client_name n ON n.id = e.name_id ORDER BY e.at, e.fingerprint`,
    [hostIds, at, most],
  )
  return { requests: rows.slice(-most).map(toRequest), isComplete: rows.length < most }
}

/**
 * The newest request of every CMID and kind of request, and the same before each moment at which a larger threshold
 * came up. $4 holds those moments; the last is beyond the end.
 */
const reduced = (settled: Settled) => `
  WITH counted AS MATERIALIZED (
    SELECT ${COLUMNS}, e.fingerprint, e.name_id FROM activation_event e WHERE ${WINDOW} AND ${COUNTED} AND ${open(settled)}),
  picked AS (
    SELECT DISTINCT ON (b.before, c.cmid, c.activation_id, c.minimum_count, c.is_virtual) c.*
      FROM unnest($4::timestamptz[]) AS b(before) JOIN counted c ON c.at < b.before
     ORDER BY b.before, c.cmid, c.activation_id, c.minimum_count, c.is_virtual, c.at DESC, c.fingerprint DESC)
  SELECT DISTINCT p.*, n.name FROM picked p JOIN client_name n ON n.id = p.name_id ORDER BY p.at, p.fingerprint`

/**
 * Every CMID of the 30 days with its newest request; slow for a million requests.
 */
export async function loadReducedRequests(
  hostIds: readonly number[],
  at: Date,
  settled: Settled,
): Promise<WindowRequests> {
  const raises = await loadRaises(hostIds, at, settled)
  const moments = [...raises, momentAfter(at)]
  const rows = await readRows<RequestRow>(reduced(settled), [hostIds, at, settled.products, moments])
  return { requests: rows.map(toRequest), isComplete: true }
}

/** When each kind of request with each threshold came up first: the room can have grown at no other moment. */
async function loadRaises(hostIds: readonly number[], at: Date, settled: Settled): Promise<string[]> {
  const rows = await readRows<{ at: string }>(
    `SELECT min(e.at) AS at FROM activation_event e WHERE ${WINDOW} AND ${COUNTED} AND ${open(settled)}
      GROUP BY e.minimum_count, e.activation_id`,
    [hostIds, at, settled.products],
  )
  // The raising request itself has to be among those picked: the moment after it is a boundary too.
  return rows.flatMap(({ at: first }) => [first, momentAfter(first)])
}

const momentAfter = (at: string | Date) => new Date(new Date(at).getTime() + 1).toISOString()

/** The largest threshold each product asked with before the window: the room a key had when it began. */
export async function loadThresholdsBefore(
  hostIds: readonly number[],
  at: Date,
  settled: Settled,
): Promise<{ activationId: string; minimumCount: number }[]> {
  return readRows<{ activationId: string; minimumCount: number }>(
    `SELECT e.activation_id, max(e.minimum_count) AS minimum_count
       FROM activation_event e
      WHERE e.host_id = ANY($1) AND e.at <= $2::timestamptz - interval '30 days' AND ${COUNTED} AND ${open(settled)}
      GROUP BY 1`,
    [hostIds, at, settled.products],
  )
}

function toRequest(row: RequestRow): KmsRequestObservation {
  return {
    kind: 'kmsRequest',
    at: row.at,
    client: { name: row.name, cmid: row.cmid, isVirtual: row.isVirtual },
    hresult: row.hresult,
    minimumCount: row.minimumCount,
    status: row.status,
    remainingMinutes: row.remainingMinutes ?? 0,
    activationId: row.activationId,
  }
}
