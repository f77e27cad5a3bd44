import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { from as copyFrom } from 'pg-copy-streams'
import { pool } from '@/lib/data/pool'
import { inTransaction } from '@/lib/data/transaction'
import { type ObservationAt, recordObservations } from '@/lib/operations/record/record-observations'
import { readSource } from '@/lib/sources/read-source'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, millisecondsOf, printLines, scaleOf } from './bench-line'

const ROWS = 1_000_000
const AIMED_RATIO = 0.5
const ROWS_OF_CHUNK = 500
const OBSERVED_AT = '2025-06-01T00:00:00.000Z'
const NOW = new Date('2025-06-02T00:00:00.000Z')

/** A CSV file of a fleet's licenses, from its bytes into the record, beside COPY of the same bytes and a merge in plain SQL. */
export function benchImport(scale: number): Promise<BenchLine[]> {
  return withBenchDatabase(() => measureImport(Math.round(ROWS * scale)), { durable: true })
}

export async function measureImport(rows: number): Promise<BenchLine[]> {
  const plainMs = await millisecondsOf(() => mergePlainly(rows))
  await settle()
  const ms = await millisecondsOf(async () => {
    const { records } = await readSource(bytes(rows), { observedAt: OBSERVED_AT })
    const counts = await recordObservations({ observations: observationsOf(records) }, NOW)
    if (counts.fresh !== rows) throw new Error(`recorded ${counts.fresh} of ${rows} rows`)
  })
  const ratio = plainMs / ms
  return [
    {
      name: `import: ${rows.toLocaleString('en-US')} rows of CSV`,
      ours: (rows / ms) * 1_000,
      peer: (rows / plainMs) * 1_000,
      unit: 'rows/s',
      peerName: 'COPY and a merge in plain SQL',
      ratio,
      aim: `at least ${AIMED_RATIO}`,
      met: ratio >= AIMED_RATIO,
    },
  ]
}

type Records = Awaited<ReturnType<typeof readSource>>['records']

async function* observationsOf(records: Records): AsyncGenerator<ObservationAt> {
  for await (const record of records) {
    if (record.type === 'rejected') throw new Error(`line ${record.line}: ${record.reason}`)
    yield record
  }
}

const HEADER = 'PSComputerName,Name,Description,ID,LicenseStatus,LicenseStatusReason,PartialProductKey\r\n'

/** What PowerShell gives for SoftwareLicensingProduct of so many machines, one in twenty of them in notification. */
function* csv(rows: number): Generator<string> {
  yield HEADER
  let chunk = ''
  for (let row = 0; row < rows; row += 1) {
    const [status, reason] = row % 20 === 0 ? [5, 3_221_549_172] : [1, 1_074_066_433]
    chunk += `ws-${String(row).padStart(7, '0')}.corp.example,"Windows(R), Enterprise edition","Windows(R) Operating System, VOLUME_KMSCLIENT channel",73111121-5638-40f6-bc11-f1d7b0d64300,${status},${reason},2YT43\r\n`
    if (row % ROWS_OF_CHUNK < ROWS_OF_CHUNK - 1) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

async function* bytes(rows: number): AsyncGenerator<Uint8Array> {
  for (const text of csv(rows)) yield Buffer.from(text)
}

/** What the record keeps, in three tables with their keys: what was said, machines, licenses. */
const PLAIN_TABLES = `
  DROP TABLE IF EXISTS plain_row, plain_event, plain_client, plain_license;
  CREATE TABLE plain_row (machine text, product text, description text, activation_id uuid, status int, reason bigint, partial_key text);
  CREATE TABLE plain_event (fingerprint uuid PRIMARY KEY, LIKE plain_row, at timestamptz);
  CREATE TABLE plain_client (machine text PRIMARY KEY, status int, reason bigint, observed_at timestamptz);
  CREATE TABLE plain_license (machine text, activation_id uuid, product text, status int, reason bigint, partial_key text,
    observed_at timestamptz, PRIMARY KEY (machine, activation_id))`

const PLAIN_MERGE = `
  INSERT INTO plain_event SELECT md5(r::text)::uuid, r.*, $1::timestamptz FROM plain_row r ON CONFLICT DO NOTHING;
  INSERT INTO plain_client SELECT DISTINCT ON (machine) machine, status, reason, $1::timestamptz FROM plain_row ORDER BY machine
    ON CONFLICT (machine) DO UPDATE SET status = excluded.status, reason = excluded.reason, observed_at = excluded.observed_at;
  INSERT INTO plain_license SELECT machine, activation_id, product, status, reason, partial_key, $1::timestamptz FROM plain_row
    ON CONFLICT (machine, activation_id) DO UPDATE SET status = excluded.status, observed_at = excluded.observed_at`

async function mergePlainly(rows: number): Promise<void> {
  await inTransaction(async (db) => {
    await db.query(PLAIN_TABLES)
    await pipeline(bytes(rows), db.query(copyFrom('COPY plain_row FROM STDIN (FORMAT csv, HEADER)')))
    await db.query(PLAIN_MERGE.replaceAll('$1', `'${OBSERVED_AT}'`))
  })
  await pool().query('DROP TABLE plain_row, plain_event, plain_client, plain_license')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchImport(scaleOf(args)), args)
  process.exit(0)
}
