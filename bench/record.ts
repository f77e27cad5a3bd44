import { pathToFileURL } from 'node:url'
import { copyInto } from '@/lib/data/merge/copy-rows'
import { pool } from '@/lib/data/pool'
import { inTransaction } from '@/lib/data/transaction'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { endOfLog, requestLog } from './request-log'

const REQUESTS = 1_000_000
const CLIENTS = 100_000
const MEMORY_LIMIT_MB = 400

/** A million KMS requests merged with history, beside COPY of the same rows into a bare table; peak memory; the cost of claims. */
export async function benchRecord(scale: number): Promise<BenchLine[]> {
  const requests = Math.round(REQUESTS * scale)
  const clients = Math.round(CLIENTS * scale)
  return withBenchDatabase(async () => {
    const memory = watchMemory()
    const before = await copyBare(requests, clients)
    const ours = await millisecondsOf(async () => {
      const counts = await recordObservations(
        { observations: requestLog(requests, clients) },
        endOfLog(requests, clients),
      )
      if (counts.fresh !== requests) throw new Error(`recorded ${counts.fresh} of ${requests} requests`)
    })
    const claims = await claimsLine(requests, clients)
    const after = await copyBare(requests, clients)
    const peer = (before + after) / 2
    const ratio = peer / ours
    const perSecond = (ms: number) => (requests / ms) * 1000
    const count = requests.toLocaleString('en-US')
    return [
      {
        name: `record: ${count} KMS requests of ${clients.toLocaleString('en-US')} clients, with history`,
        ours: perSecond(ours),
        peer: perSecond(peer),
        unit: 'requests/s',
        peerName: 'COPY into a bare table',
        ratio,
        aim: 'at least 0.10',
        met: ratio >= 0.1,
      },
      limitLine(
        `record: peak memory of the process, ${count} requests`,
        memory.stop(),
        MEMORY_LIMIT_MB,
        'MB',
      ),
      claims,
    ]
  })
}

/** What an import says again that is known changes nothing, but its claims are kept, so that it can be undone. */
async function claimsLine(requests: number, clients: number): Promise<BenchLine> {
  const share = Math.ceil(requests / 5)
  const again = (importId?: string) =>
    millisecondsOf(() =>
      recordObservations(
        { observations: requestLog(share, clients), ...(importId && { importId }) },
        endOfLog(requests, clients),
      ),
    )
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO import (id, created_by, origin, file_name, status) VALUES (gen_random_uuid(), 'bench', 'upload', 'again.xml', 'recording')
     RETURNING id`,
  )
  const without = await again()
  const claimed = await again(rows[0]?.id)
  const perSecond = (ms: number) => (share / ms) * 1000
  return {
    name: `record: ${share.toLocaleString('en-US')} of them again, as an import whose claims are kept`,
    ours: perSecond(claimed),
    peer: perSecond(without),
    unit: 'requests/s',
    peerName: 'the same without an import',
    ratio: without / claimed,
    aim: 'at least 0.5',
    met: without / claimed >= 0.5,
  }
}

/** What COPY of the same rows into a bare table takes, in milliseconds. */
export async function copyBare(requests: number, clients: number): Promise<number> {
  await pool().query(
    `DROP TABLE IF EXISTS bare; CREATE TABLE bare (at timestamptz, host text, name text, cmid uuid, is_virtual boolean,
       hresult text, minimum_count int, status text, remaining_minutes int, activation_id uuid, client_time timestamptz)`,
  )
  const milliseconds = await millisecondsOf(() =>
    inTransaction((db) =>
      copyInto(db, 'bare', async (bare) => {
        for (const { observation: o } of requestLog(requests, clients)) {
          const full = bare.write(
            `${o.at}\t${o.host?.name}\t${o.client.name}\t${o.client.cmid}\t${o.client.isVirtual}\t${o.hresult}\t${o.minimumCount}\t${o.status}\t${o.remainingMinutes}\t${o.activationId}\t${o.clientTime}\n`,
          )
          if (full) await full
        }
      }),
    ),
  )
  await settle()
  return milliseconds
}

function watchMemory(): { stop(): number } {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const timer = setInterval(look, 50)
  return {
    stop() {
      clearInterval(timer)
      look()
      return peak / 1e6
    },
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchRecord(scaleOf(args)), args)
}
