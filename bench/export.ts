import { pathToFileURL } from 'node:url'
import { to as copyTo } from 'pg-copy-streams'
import { EXPORT_CELL } from '@/lib/data/clients/client-row'
import { exportClients } from '@/lib/data/clients/clients-list'
import { onOwnConnection } from '@/lib/data/transaction'
import { CLIENT_COLUMNS, clientColumn } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { csvDownload } from '@/lib/format/csv-download'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { withFleet } from './fleet'
import { collector, memoryNow } from './memory'

const CLIENTS = 1_000_000
const AIMED_RATIO = 0.4
const MEMORY_LIMIT_MB = 100
const everyone = { can: () => true }

/** The whole list of clients as a CSV file, beside COPY TO STDOUT of the same columns read through pg; memory meanwhile. */
export function benchExport(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withFleet(clients, (_url, now) => measureExport(clients, now))
}

export async function measureExport(clients: number, now: Date): Promise<BenchLine[]> {
  const collect = collector()
  const before = await millisecondsOf(readPlainly)
  const { used: held } = memoryNow(collect)
  let most = 0
  let lines = 0
  const ours = await millisecondsOf(async () => {
    let next = clients / 4
    for await (const piece of await csv(now)) {
      for (const byte of piece) if (byte === NEW_LINE) lines += 1
      if (lines < next) continue
      next += clients / 4
      most = Math.max(most, memoryNow(collect).used - held)
    }
  })
  if (lines !== clients + 1) throw new Error(`exported ${lines} lines of ${clients} clients`)
  const peer = (before + (await millisecondsOf(readPlainly))) / 2
  const perSecond = (ms: number) => (clients / ms) * 1_000
  const of = `export: ${clients.toLocaleString('en-US')} clients as CSV`
  return [
    {
      name: of,
      ours: perSecond(ours),
      peer: perSecond(peer),
      unit: 'rows/s',
      peerName: 'COPY TO STDOUT read through pg',
      ratio: peer / ours,
      aim: `at least ${AIMED_RATIO}`,
      met: peer / ours >= AIMED_RATIO,
    },
    limitLine(`${of}, memory in use meanwhile`, most, MEMORY_LIMIT_MB, 'MB'),
  ]
}

const NEW_LINE = 10

/** As the route gives it. */
async function csv(now: Date) {
  const batches = await exportClients(
    everyone,
    { filter: NO_FILTER, sort: { column: 'name', descending: false } },
    now,
  )
  const columns = CLIENT_COLUMNS.map((column) => ({
    header: clientColumn(column).header,
    text: EXPORT_CELL[column],
  }))
  const { body } = csvDownload('clients', columns, batches)
  if (!body) throw new Error('the file has no content')
  return body
}

function readPlainly(): Promise<void> {
  return onOwnConnection('write', async (db) => {
    const rows = db.query(
      copyTo(`COPY (SELECT name, domain, condition, reason, product_label, channel, kms_host, expires_at, observed_at,
                           partial_key FROM client ORDER BY name) TO STDOUT (FORMAT csv)`),
    )
    for await (const _ of rows);
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchExport(scaleOf(args)), args)
  process.exit(0)
}
