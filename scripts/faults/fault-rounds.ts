/**
 * Kills parts of a console with SIGKILL at random moments of an import, and looks whether the import ends by itself and
 * the record is the one that an undisturbed import leaves.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { systemActor } from '@/lib/auth/actor-kinds'
import { pool } from '@/lib/data/pool'
import { requestLog } from '@/lib/operations/imports/import.testing'
import { importFile } from '@/lib/operations/imports/import-file'
import { recordImport } from '@/lib/operations/imports/import-record'
import { readRecord, rollUpDifferences } from '@/lib/operations/record/record.testing'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'
import { ask, type TriedConsole, tryConsole, upload, withDatabase } from './tried-console'

/** What dies: the console, a connection of an import, one of the job queue, or all of Postgres. */
const VICTIMS = [
  'a connection of the import',
  'the console',
  'Postgres',
  'a connection of the queue',
] as const
type Victim = (typeof VICTIMS)[number]

/** Some MB: recorded by a job, in about two seconds. */
const REQUESTS = 6_000
/** What nobody is at is found within a minute; the rest is the import itself. */
const PATIENCE_MS = 120_000

/** So many rounds on one console. Throws at the first that does not end as it must. */
export async function runFaultRounds(rounds: number, report: (line: string) => void): Promise<void> {
  const tried = await tryConsole()
  try {
    const files: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const victim = VICTIMS[round % VICTIMS.length] ?? 'Postgres'
      const file = requestLog(REQUESTS, round * REQUESTS)
      files.push(file)
      const seconds = await oneRound(tried, victim, file, round)
      report(`round ${round + 1}: ${victim} killed; the import was done ${seconds.toFixed(1)} s later`)
    }
    const left = await withDatabase(tried.databaseUrl(), comparable)
    if (!isDeepStrictEqual(left, await undisturbed(files)))
      throw new Error('The record is not the undisturbed one.')
    report(`${rounds} kills: the record is the undisturbed one`)
  } finally {
    await tried.remove()
  }
}

async function oneRound(tried: TriedConsole, victim: Victim, file: string, round: number): Promise<number> {
  const answer = await upload(tried, `round-${round}.xml`, file)
  const { id } = (await answer.json()) as { id: string }
  await untilStatus(tried, id, ['ready'])
  await withDatabase(tried.databaseUrl(), () => recordImport.run(systemActor('test'), { importId: id }))
  await untilStatus(tried, id, ['recording'])
  await untilTaken(tried, id)
  await sleep(Math.random() * 1_500)
  const killedAt = performance.now()
  await kill(tried, victim)
  const status = await untilStatus(tried, id, ['done', 'failed', 'cancelled'])
  if (status !== 'done') throw new Error(`The import ended as ${status} after ${victim} was killed.`)
  return (performance.now() - killedAt) / 1000
}

async function kill(tried: TriedConsole, victim: Victim): Promise<void> {
  if (victim === 'the console' || victim === 'Postgres') {
    if (victim === 'the console') tried.kill('SIGKILL')
    else process.kill(tried.postmaster(), 'SIGKILL')
    await tried.ended()
    await tried.start()
    return
  }
  const name = victim === 'a connection of the queue' ? 'pgboss' : 'activation-console imports'
  const [backend] = await ask<{ pid: number }>(
    tried.databaseUrl(),
    `SELECT pid FROM pg_stat_activity WHERE application_name = $1
      ORDER BY query LIKE 'COPY%' DESC, state = 'active' DESC, random() LIMIT 1`,
    [name],
  )
  // Postgres takes the death of one for damage: it ends all others and recovers.
  if (backend) process.kill(backend.pid, 'SIGKILL')
}

/** Somebody is at the import: its job has begun. */
async function untilTaken(tried: TriedConsole, id: string): Promise<void> {
  await until(async () => {
    const rows = await ask(tried.databaseUrl(), 'SELECT 1 FROM work_lease WHERE name = $1', [`import ${id}`])
    return rows.length > 0 || (await statusOf(tried, id)) === 'done'
  })
}

async function untilStatus(tried: TriedConsole, id: string, wanted: readonly string[]): Promise<string> {
  let status = ''
  await until(async () => {
    status = await statusOf(tried, id)
    return wanted.includes(status) || ['done', 'failed', 'cancelled'].includes(status)
  })
  return status
}

async function statusOf(tried: TriedConsole, id: string): Promise<string> {
  const [row] = await ask<{ status: string }>(
    tried.databaseUrl(),
    'SELECT status FROM import WHERE id = $1',
    [id],
  )
  return row?.status ?? ''
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    // While Postgres recovers nobody can say.
    if (await isSo().catch(() => false)) return
    await sleep(100)
  }
  throw new Error(`Nothing has come of it in ${PATIENCE_MS / 1000} s.`)
}

/** The same files, imported one after another with nothing in the way. */
async function undisturbed(files: readonly string[]): Promise<unknown> {
  const postgres = await startThrowAwayPostgres()
  try {
    await applyMigrations(postgres.url)
    return await withDatabase(postgres.url, async () => {
      for (const text of files) {
        const encoded = new TextEncoder().encode(text)
        const bytes = async function* () {
          yield encoded
        }
        const now = new Date()
        await importFile(
          systemActor('test'),
          { fileName: 'log.xml', observedAt: now.toISOString(), sizeBytes: encoded.length, bytes },
          now,
        )
      }
      return comparable()
    })
  } finally {
    await postgres.stop()
  }
}

/** The record without the ids of imports, and that its counts agree with it. */
async function comparable(): Promise<unknown> {
  const text = JSON.stringify(await readRecord(pool()), (key, value) =>
    key === 'import_id' ? undefined : value,
  )
  const differences = await rollUpDifferences(pool())
  if (differences.length > 0)
    throw new Error(`Counts do not agree: ${JSON.stringify(differences.slice(0, 5))}`)
  return text
}
