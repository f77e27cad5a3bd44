/**
 * `npm run test:ledger-faults -- [ROUNDS]`: kills what spends from a MAK, or the Postgres under it, with SIGKILL at random
 * moments, 50 times unless told otherwise, and looks after each time whether the ledger still adds up and every spend
 * that was answered is there. Ends with 1 when one is not.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addTestMak, ledgerDifferences } from '@/lib/operations/mak/ledger.testing'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { freePort } from '@/lib/server/free-port'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres'
import { applyMigrations } from '@/prisma/migrate'

const ROUNDS = Number(process.argv[2] ?? 50)
const SPENDERS = 2
const GRANTED = 1_000_000

interface Round {
  killed: 'a spender' | 'Postgres'
  answered: string[]
  /** Spends whose answer never came, or came as an error: they may be there or not. */
  open: number
}

const dataDirectory = ensureDataDirectory(await mkdtemp(join(tmpdir(), 'activation-console-faults-')))
let postgres = await start()
await applyMigrations(postgres.url)
const keyId = await withPool((pool) => addTestMak(pool, { granted: GRANTED }))
const answered: string[] = []
const kills = { 'a spender': 0, Postgres: 0 }
const started = performance.now()
for (let round = 1; round <= ROUNDS; round += 1) {
  const outcome = await oneRound(round)
  kills[outcome.killed] += 1
  answered.push(...outcome.answered)
  const problem = await withPool((pool) => problemOf(pool))
  if (problem) {
    console.error(`Round ${round}, ${outcome.killed} killed: ${problem}`)
    process.exit(1)
  }
  const told = `${outcome.answered.length} answered, ${outcome.open} cut off`
  console.log(
    `round ${round}: ${outcome.killed} killed; ${told}; the ledger adds up and has every answered spend`,
  )
}
const seconds = Math.round((performance.now() - started) / 1000)
console.log(
  `${ROUNDS} kills (${kills.Postgres} of Postgres) in ${seconds} s: ${answered.length} spends answered, all of them in the ledger.`,
)
await postgres.stop()
await rm(dataDirectory, { recursive: true, force: true })
process.exit(0)

async function start(): Promise<EmbeddedPostgres> {
  const secrets = ensureSecrets(dataDirectory)
  return startEmbeddedPostgres({ dataDirectory, secrets, preferredPort: await freePort() })
}

/** Two processes spend; one of them or Postgres dies somewhere in between. */
async function oneRound(round: number): Promise<Round> {
  const spenders = Array.from({ length: SPENDERS }, (_, index) => startSpender(`round-${round}-${index}`))
  const killed = round % 2 === 0 ? 'Postgres' : 'a spender'
  await Promise.race(spenders.map(({ answers }) => answers))
  await sleep(Math.random() * 400)
  if (killed === 'Postgres') {
    process.kill(postmasterPid(), 'SIGKILL')
    await postgres.ended
    await sleep(200)
  } else {
    spenders[0]?.child.kill('SIGKILL')
    await sleep(Math.random() * 200)
  }
  for (const { child } of spenders) child.kill('SIGKILL')
  await Promise.all(spenders.map(({ ended }) => ended))
  if (killed === 'Postgres') postgres = await start()
  const lines = spenders.flatMap(({ lines: own }) => own)
  const spent = lines.filter((line) => line.startsWith('spent ')).map((line) => line.slice(6))
  return { killed, answered: spent, open: lines.filter((line) => line.startsWith('failed ')).length }
}

interface Spender {
  child: ChildProcess
  lines: string[]
  /** Resolves with the first answer. */
  answers: Promise<unknown>
  ended: Promise<unknown>
}

function startSpender(prefix: string): Spender {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'ledger-spender.ts'), keyId, prefix, '1000000', '16'],
    { env: { ...process.env, DATABASE_URL: postgres.url }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  let rest = ''
  child.stdout.on('data', (bytes: Buffer) => {
    const parts = (rest + bytes.toString()).split('\n')
    // A line that was cut off in the middle is no answer.
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  return { child, lines, answers: once(child.stdout, 'data'), ended: once(child, 'close') }
}

function postmasterPid(): number {
  const [pid] = readFileSync(join(dataDirectory, 'pg', 'postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}

async function problemOf(pool: pg.Pool): Promise<string | undefined> {
  const differences = await ledgerDifferences(pool)
  if (differences.length > 0) return `the ledger does not add up: ${JSON.stringify(differences)}`
  const { rows } = await pool.query<{ key: string }>(
    `SELECT asked.key FROM unnest($1::text[]) AS asked(key)
      WHERE NOT EXISTS (SELECT FROM mak_entry e WHERE e.idempotency_key = asked.key || '/' || asked.key || '.corp.example')`,
    [answered],
  )
  if (rows.length > 0) return `${rows.length} answered spends are gone, the first is ${rows[0]?.key}`
  const audit = await pool.query<{ missing: number }>(
    `SELECT (SELECT count(*) FROM mak_entry WHERE is_planned)::int - (SELECT count(*) FROM audit_entry WHERE action = 'mak.spend')::int AS missing`,
  )
  return audit.rows[0]?.missing === 0 ? undefined : `${audit.rows[0]?.missing} spends lack their audit entry`
}

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  pool.on('error', () => {})
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
