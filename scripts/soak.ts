/**
 * `npm run soak -- [MINUTES]`: a console under mixed load for 30 minutes unless told otherwise: people read pages and
 * lists, files come in and are recorded, a MAK is spent from. Ends with 1 when an answer fails, or when memory,
 * connections or the tables of jobs grow from the second quarter of the time to the last.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '@/bench/bench-line'
import { userActor } from '@/lib/auth/actor-kinds'
import { requestLog } from '@/lib/operations/imports/import.testing'
import { recordImport } from '@/lib/operations/imports/import-record'
import { addKeys } from '@/lib/operations/keys/add-keys'
import { recordIncrease } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'
import { ensureBuild } from '@/lib/server/build'
import { ask, type TriedConsole, tryConsole, upload, withDatabase } from './faults/tried-console'

const READERS = 3
const READER_PAUSE_MS = 100
const PATHS = [
  '/',
  '/clients',
  '/clients?state=licensed',
  '/clients?q=pc-1&sort=-expires',
  '/licenses',
  '/kms-hosts',
  '/kms-hosts/kms01.corp.example',
  '/keys',
  '/imports',
  '/discovery',
  '/networks',
  '/audit',
  '/api/clients?q=pc-2',
  '/api/overview',
  '/api/health',
]
/** Large enough for a job of the queue; most of it is known by then, some is new. */
const FILE_REQUESTS = 6_000
const NEW_MACHINES_A_FILE = 300
const FILE_EVERY_MS = 5_000
const SPEND_EVERY_MS = 1_000
const SAMPLE_EVERY_MS = 2_000
// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'

/** What must not grow, and by how much the last quarter may lie above the second one all the same. */
const FLAT = {
  'memory, MB': { factor: 1.15, slack: 40 },
  connections: { factor: 1, slack: 4 },
  'rows of pgboss.job': { factor: 1, slack: 40 },
  'rows of work_lease': { factor: 1, slack: 5 },
  'bytes kept of imports': { factor: 1, slack: 10e6 },
} as const
type Measure = keyof typeof FLAT
type Sample = Record<Measure, number>

const minutes = Number(process.argv[2] ?? 30)
const admin = userActor({ id: 'soak', name: 'Soak', role: 'licensingAdmin' })
await ensureBuild(() => console.log('Building the pages.'))
// What comes in is sealed: this process records too.
process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
const tried = await tryConsole({ KEY_ENCRYPTION_KEY: process.env.KEY_ENCRYPTION_KEY })
const counts = { pages: 0, files: 0, spends: 0 }
const problems: string[] = []
const until = performance.now() + minutes * 60_000
const samples: Sample[] = []
let size = ''
await withDatabase(tried.databaseUrl(), async () => {
  const added = await addKeys.run(admin, { text: KEY, choices: [{ line: 1, kind: 'mak', label: 'Windows' }] })
  const keyId = added.ok ? (added.added[0]?.keyId ?? '') : ''
  await recordIncrease.run(admin, { keyId, count: 1_000_000, idempotencyKey: 'the agreement' })
  await Promise.all([
    ...Array.from({ length: READERS }, (_, reader) =>
      every(READER_PAUSE_MS, (round) => readPage(tried, round * READERS + reader)),
    ),
    every(FILE_EVERY_MS, (round) => importLog(tried, round)),
    every(SPEND_EVERY_MS, (round) => spend(keyId, round)),
    every(SAMPLE_EVERY_MS, async () => void samples.push(await sample(tried))),
  ])
  const [row] = await ask<{ said: string }>(
    tried.databaseUrl(),
    `SELECT format('%s machines, %s events, %s MB of database', (SELECT count(*) FROM client),
              (SELECT count(*) FROM activation_event), pg_database_size(current_database()) / 1000000) AS said`,
  )
  size = row?.said ?? ''
})
await tried.remove()
console.log(
  `${minutes} minutes: ${counts.pages} pages, ${counts.files} files, ${counts.spends} spends; ${size}.`,
)
for (const name of Object.keys(FLAT) as Measure[]) report(name)
for (const problem of problems.slice(0, 20)) console.log(`FAILED ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)

/** Over and over until the time is over; what goes wrong is kept, and the load goes on. */
async function every(pauseMs: number, work: (round: number) => Promise<void>): Promise<void> {
  for (let round = 0; performance.now() < until; round += 1) {
    await work(round).catch((error: unknown) => void problems.push(String(error)))
    await sleep(pauseMs)
  }
}

async function readPage({ address, cookie }: TriedConsole, round: number): Promise<void> {
  const path = PATHS[round % PATHS.length] ?? '/'
  const answer = await fetch(address + path, { headers: { cookie }, signal: AbortSignal.timeout(30_000) })
  await answer.arrayBuffer()
  counts.pages += 1
  // The host is not known before the first file.
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`${path} answered ${answer.status}`)
}

async function importLog(console: TriedConsole, round: number): Promise<void> {
  const answer = await upload(
    console,
    `soak-${round}.xml`,
    requestLog(FILE_REQUESTS, round * NEW_MACHINES_A_FILE),
  )
  if (answer.status !== 201) throw new Error(`an upload answered ${answer.status}: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  await status(console, id, 'ready')
  await recordImport.run(admin, { importId: id })
  await status(console, id, 'done')
  counts.files += 1
}

async function status(console: TriedConsole, id: string, wanted: string): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    const [row] = await ask<{ status: string }>(
      console.databaseUrl(),
      'SELECT status::text FROM import WHERE id = $1',
      [id],
    )
    if (row?.status === wanted) return
    if (performance.now() > deadline || row?.status === 'failed')
      throw new Error(`an import is ${row?.status}, not ${wanted}`)
    await sleep(200)
  }
}

async function spend(keyId: string, round: number): Promise<void> {
  const machines = [{ name: `spend-${round}.corp.example` }]
  const answer = await spendMak.run(admin, {
    keyId,
    idempotencyKey: `soak-spend-${round}`,
    machines,
    reason: 'soak',
  })
  if (!answer.ok) throw new Error(`a spend was refused: ${answer.refusal.kind}`)
  counts.spends += 1
}

async function sample(console: TriedConsole): Promise<Sample> {
  const metrics = await (await fetch(`${console.address}/api/metrics`)).text()
  const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1])
  const [row] = await ask<Record<'connections' | 'jobs' | 'leases' | 'bytes', number>>(
    console.databaseUrl(),
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE application_name <> '' AND datname = current_database())
              AS connections,
            (SELECT count(*)::int FROM pgboss.job) AS jobs, (SELECT count(*)::int FROM work_lease) AS leases,
            (SELECT coalesce(sum(length(bytes)), 0)::float FROM import_chunk) AS bytes`,
  )
  if (!row) throw new Error('nothing was measured')
  return {
    'memory, MB': bytes / 1e6,
    connections: row.connections,
    'rows of pgboss.job': row.jobs,
    'rows of work_lease': row.leases,
    'bytes kept of imports': row.bytes,
  }
}

function report(name: Measure): void {
  const values = samples.map((one) => one[name])
  const quarter = Math.floor(values.length / 4)
  const early = median(values.slice(quarter, 2 * quarter))
  const late = median(values.slice(-quarter))
  const { factor, slack } = FLAT[name]
  const isFlat = late <= early * factor + slack
  console.log(`${name}: ${early.toFixed(0)} in the second quarter, ${late.toFixed(0)} in the last`)
  if (!isFlat) problems.push(`${name} is not flat`)
}
