import { pathToFileURL } from 'node:url'
import { loadExplainedCounts } from '@/lib/data/kms-hosts/explained-count'
import { readHostLog } from '@/lib/data/kms-hosts/host-log'
import { loadRebuiltCounts } from '@/lib/data/kms-hosts/rebuilt-counts'
import { pool } from '@/lib/data/pool'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile } from './fleet'
import { endOfLog, requestLog } from './request-log'

const REQUESTS = 1_000_000
/** Each asks about once a week, so a month holds a million requests. */
const CLIENTS = 230_000
const READS = 20
const LIMIT_MS = 1000

/** The count of a host that a million requests reached within a month, explained; and of a quiet one beside it. */
export async function benchCount(scale: number): Promise<BenchLine[]> {
  const requests = Math.round(REQUESTS * scale)
  const clients = Math.round(CLIENTS * scale)
  return withBenchDatabase(async () => {
    const now = endOfLog(requests, clients)
    await recordObservations({ observations: twoHosts(requestLog(requests, clients)) }, now)
    await settle()
    return [
      ...(await countLines(BUSY, `with ${requests.toLocaleString('en-US')} requests a month`, now)),
      ...(await countLines(QUIET, 'with a thousandth of them, beside it', now)),
    ]
  })
}

const BUSY = 'kms01.corp.example'
const QUIET = 'kms02.corp.example'
const reader = { can: () => true }

async function countLines(host: string, words: string, now: Date): Promise<BenchLine[]> {
  const { rows } = await pool().query<{ id: number; at: Date }>(
    'SELECT id, last_request_at AS at FROM kms_host WHERE name = $1',
    [host],
  )
  const ids = rows.map(({ id }) => id)
  const at = rows[0]?.at ?? now
  const [windows] = await loadRebuiltCounts(ids, at)
  if (windows?.count !== 50) throw new Error(`${host} counts ${windows?.count} instead of 50`)
  const peer = await millisecondsOf(() =>
    pool().query(
      `SELECT cmid, max(at) FROM activation_event WHERE host_id = ANY($1) AND kind = 'kmsRequest' GROUP BY 1`,
      [ids],
    ),
  )
  const rebuilt = await p95Of(() => loadRebuiltCounts(ids, at))
  const explained = await p95Of(() => loadExplainedCounts(reader, host, now, readHostLog))
  return [
    limitLine(`count: of a host ${words}, p95`, rebuilt, LIMIT_MS, 'ms'),
    limitLine(
      `count: the same, explained, p95 (one GROUP BY takes ${Math.round(peer)} ms)`,
      explained,
      LIMIT_MS,
      'ms',
    ),
  ]
}

async function p95Of(run: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let read = 0; read < READS; read += 1) taken.push(await millisecondsOf(run))
  return percentile(taken, 95)
}

/** One client in a thousand asks the second host. */
function* twoHosts(log: ReturnType<typeof requestLog>): ReturnType<typeof requestLog> {
  for (const entry of log) {
    const { observation, line } = entry
    const isQuiet =
      'cmid' in observation.client && Number.parseInt(observation.client.cmid.slice(0, 8), 16) % 1000 === 0
    yield { line, observation: { ...observation, host: { name: isQuiet ? QUIET : BUSY } } }
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchCount(scaleOf(args)), args)
  process.exit(0)
}
