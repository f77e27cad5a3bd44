import { pathToFileURL } from 'node:url'
import { loadOverview } from '@/lib/data/overview/overview'
import { pool } from '@/lib/data/pool'
import { type BenchLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile, withFleet } from './fleet'

const CLIENTS = 1_000_000
const READS = 100
const PEER_READS = 5
const LIMIT_MS = 50

/** What the overview shows of a million clients, from the roll-ups; a GROUP BY over all clients beside it. */
export async function benchOverview(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withFleet(clients, async (_url, now) => overviewLines(clients, now))
}

export async function overviewLines(clients: number, now: Date): Promise<BenchLine[]> {
  const reader = { can: () => true }
  const { fleet } = await loadOverview(reader, now)
  if (fleet.clients !== clients) throw new Error(`the overview counts ${fleet.clients} of ${clients} clients`)
  const ours = percentile(await times(READS, () => loadOverview(reader, now)), 95)
  const peer = percentile(await times(PEER_READS, groupBy), 50)
  const name = `overview: its data at ${clients.toLocaleString('en-US')} clients, p95`
  const common = { ours, unit: 'ms' }
  return [
    {
      ...common,
      name,
      peer: LIMIT_MS,
      peerName: 'limit',
      ratio: ours / LIMIT_MS,
      aim: 'at most 1',
      met: ours < LIMIT_MS,
    },
    {
      ...common,
      name,
      peer,
      peerName: 'GROUP BY over all clients, median',
      ratio: ours / peer,
      aim: 'below 1',
      met: ours < peer,
    },
  ]
}

function groupBy() {
  return pool().query(
    `SELECT condition, reason, kms_host, channel, (expires_at AT TIME ZONE 'UTC')::date AS expires_on, count(*)
       FROM client GROUP BY 1, 2, 3, 4, 5`,
  )
}

async function times(count: number, run: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < count; round += 1) taken.push(await millisecondsOf(run))
  return taken
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchOverview(scaleOf(args)), args)
  process.exit(0)
}
