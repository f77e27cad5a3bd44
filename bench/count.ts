import { pathToFileURL } from 'node:url'
import { loadRebuiltCounts } from '@/lib/data/kms-hosts/rebuilt-counts'
import { pool } from '@/lib/data/pool'
import { recordObservations } from '@/lib/operations/record-observations'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile } from './fleet'
import { endOfLog, requestLog } from './request-log'

const REQUESTS = 1_000_000
/** Each asks about once a week, so a month holds a million requests. */
const CLIENTS = 230_000
const READS = 20
const LIMIT_MS = 1000

/** The count of one host that a million requests reached within a month, rebuilt; all of them read, beside it. */
export async function benchCount(scale: number): Promise<BenchLine[]> {
  const requests = Math.round(REQUESTS * scale)
  const clients = Math.round(CLIENTS * scale)
  return withBenchDatabase(async () => {
    const now = endOfLog(requests, clients)
    await recordObservations({ observations: oneHost(requestLog(requests, clients)) }, now)
    await settle()
    return countLines(requests, now)
  })
}

async function countLines(requests: number, now: Date): Promise<BenchLine[]> {
  const { rows } = await pool().query<{ id: number; at: Date }>(
    'SELECT id, last_request_at AS at FROM kms_host',
  )
  const ids = rows.map(({ id }) => id)
  const at = rows[0]?.at ?? now
  const [windows] = await loadRebuiltCounts(ids, at)
  if (windows?.count !== 50) throw new Error(`the host counts ${windows?.count} instead of 50`)
  const ours: number[] = []
  for (let read = 0; read < READS; read += 1)
    ours.push(await millisecondsOf(() => loadRebuiltCounts(ids, at)))
  const peer = await millisecondsOf(() =>
    pool().query(
      `SELECT cmid, max(at) FROM activation_event WHERE host_id = ANY($1) AND kind = 'kmsRequest' GROUP BY 1`,
      [ids],
    ),
  )
  const p95 = percentile(ours, 95)
  const name = `count: of a host with ${requests.toLocaleString('en-US')} requests a month, p95`
  return [
    {
      name,
      ours: p95,
      peer: LIMIT_MS,
      unit: 'ms',
      peerName: 'limit',
      ratio: p95 / LIMIT_MS,
      aim: 'at most 1',
      met: p95 <= LIMIT_MS,
    },
    {
      name,
      ours: p95,
      peer,
      unit: 'ms',
      peerName: 'GROUP BY over all requests',
      ratio: p95 / peer,
      aim: 'at most 1',
      met: p95 <= peer,
    },
  ]
}

function* oneHost(log: ReturnType<typeof requestLog>): ReturnType<typeof requestLog> {
  for (const entry of log) {
    const { observation } = entry
    yield 'host' in observation
      ? { ...entry, observation: { ...observation, host: { name: 'kms01.corp.example' } } }
      : entry
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchCount(scaleOf(args)), args)
  process.exit(0)
}
