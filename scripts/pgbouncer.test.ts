/** A console behind PgBouncer that shares sessions (pool_mode = transaction). `npm run test:faults` runs it where there is one. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { requestLog } from '@/lib/operations/imports/import.testing'
import { recordImport } from '@/lib/operations/imports/import-record'
import { addKeys } from '@/lib/operations/keys/add-keys'
import { recordIncrease } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'
import { freePort } from '@/lib/server/free-port'
import { accountFor } from '@/lib/server/postgres/account'
import { startPrimary } from '@/lib/server/postgres/replica.testing'
import { ask, tryConsole, upload, withDatabase } from './faults/tried-console'

const pgbouncer = findPgBouncer()
const REQUESTS = 3_000
const SPENDS = 40
// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'

const parts: { stop(): Promise<unknown> }[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const part of parts.splice(0).reverse()) await part.stop()
})

it.skipIf(!pgbouncer)(
  'records, spends and shows through PgBouncer in transaction mode (needs pgbouncer in PATH)',
  async () => {
    const postgres = await startPrimary()
    parts.push(postgres)
    const pooled = await startPgBouncer(postgres.url)
    const environment = {
      DATABASE_URL: pooled,
      DATABASE_DIRECT_URL: postgres.url,
      KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    }
    const tried = await tryConsole(environment)
    parts.push({ stop: tried.remove })
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)

    const answer = await upload(tried, 'log.xml', requestLog(REQUESTS))
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    const statusIs = async (wanted: string) =>
      vi.waitFor(
        async () =>
          expect(await ask(postgres.url, 'SELECT status::text FROM import')).toEqual([{ status: wanted }]),
        {
          timeout: 60_000,
          interval: 200,
        },
      )
    await statusIs('ready')
    await withDatabase(pooled, async () => {
      await recordImport.run(systemActor('test'), { importId: id })
      const added = await addKeys.run(systemActor('test'), {
        text: KEY,
        choices: [{ line: 1, kind: 'mak', label: 'Windows' }],
      })
      const keyId = added.ok ? (added.added[0]?.keyId ?? '') : ''
      const agreement = { keyId, count: SPENDS, idempotencyKey: 'the agreement' }
      await recordIncrease.run(systemActor('test'), agreement)
      const spends = Array.from({ length: SPENDS }, (_, index) => ({
        keyId,
        idempotencyKey: `pooled-${index}`,
        machines: [{ name: `spend-${index}.corp.example` }],
        reason: 'pooled',
      }))
      const answers = await Promise.all(spends.map((spend) => spendMak.run(systemActor('test'), spend)))
      expect(answers.filter(({ ok }) => !ok)).toEqual([])
    })
    await statusIs('done')
    const pages = [
      '/',
      '/clients?q=pc-1',
      '/kms-hosts',
      '/keys',
      '/imports',
      '/api/health',
      '/api/clients?state=licensed',
    ]
    for (const path of [...pages, ...pages]) {
      const page = await fetch(tried.address + path, { headers: { cookie: tried.cookie } })
      expect([path, page.status]).toEqual([path, 200])
    }
    // Nobody comes back for what a session of the pooler was left with.
    const left =
      "SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND state = 'idle'"
    expect(await ask(postgres.superuserUrl, left)).toEqual([])
  },
)

/** Answers the address of the database through it. */
async function startPgBouncer(direct: string): Promise<string> {
  const { username, password, port, pathname } = new URL(direct)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-pgbouncer-'))
  chmodSync(folder, 0o755)
  const pooled = new URL(direct)
  pooled.port = String(await freePort())
  writeFileSync(join(folder, 'users'), `"${username}" "${decodeURIComponent(password)}"\n`)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
console = host=127.0.0.1 port=${port} dbname=${pathname.slice(1)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${pooled.port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
ignore_startup_parameters = statement_timeout,lock_timeout
`,
  )
  const account = accountFor(folder)
  const child: ChildProcess = spawn(pgbouncer ?? '', [join(folder, 'pgbouncer.ini')], {
    ...account,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  parts.push({
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true })
    },
  })
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask(pooled.href, 'SELECT 1').catch((error: unknown) => error)
    if (Array.isArray(answer)) return pooled.href
    if (attempt > 50) throw answer
    await sleep(100)
  }
}

function findPgBouncer(): string | undefined {
  try {
    return execFileSync('which', ['pgbouncer'], { encoding: 'utf8' }).trim()
  } catch {
    console.log('No pgbouncer here: the test through it is skipped.')
    return undefined
  }
}
