import { databaseUrl } from '../pool'
import { readRows } from '../rows'
import { type HostLog, readHostLog } from './host-log'

/** Rebuilding the counts of a host reads thousands of its requests; its page is looked at again and again. */
const kept = new Map<string, Promise<HostLog | undefined>>()
const MOST_KEPT = 50
/** For what the key does not hold: names that machines were joined under meanwhile. */
const KEPT_MS = 5 * 60_000

/** The log of a host, read again once anything of the host was recorded or removed, at the latest after five minutes. */
export async function keptHostLog(hostIds: readonly number[], now: Date): Promise<HostLog | undefined> {
  const turn = Math.floor(now.getTime() / KEPT_MS)
  const key = JSON.stringify([databaseUrl(), hostIds, turn, await loadNewest(hostIds)])
  const known = kept.get(key)
  if (known) return known
  const reading = readHostLog(hostIds, now)
  kept.set(key, reading)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  reading.catch(() => kept.delete(key))
  return reading
}

/** What changes with everything that is recorded of a host. */
async function loadNewest(hostIds: readonly number[]): Promise<unknown> {
  return readRows(
    `SELECT (SELECT jsonb_build_array(count(*), sum(requests), sum(failed)) FROM host_day WHERE host_id = ANY($1)) AS days,
            (SELECT jsonb_build_array(count(*), max(observed_at)) FROM kms_host_reading WHERE host_id = ANY($1)) AS readings,
            (SELECT jsonb_build_array(max(last_seen_at), max(last_request_at)) FROM kms_host WHERE id = ANY($1)) AS seen,
            (SELECT max(e.at) FROM unnest($1::int[]) AS host(id), LATERAL (
               SELECT at FROM activation_event WHERE host_id = host.id AND kind = 'kmsClientExchange'
                ORDER BY at DESC LIMIT 1) e) AS exchanged`,
    [hostIds],
  )
}
