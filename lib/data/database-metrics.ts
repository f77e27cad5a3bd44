import { Counter, Gauge, Registry } from 'prom-client'
import { loadLastBackup } from './backups'
import { loadLag } from './behind'
import { healthPool } from './pool'
import { hasReplica, replicaState } from './replica'
import { rowsOf } from './rows'
import { loadDiskOutlook } from './upkeep'

/** What the database tells of the whole console, whichever process did it: the same from each. Never throws. */
export async function databaseMetrics(now: Date): Promise<object[]> {
  const registry = new Registry()
  const registers = [registry]
  const up = new Gauge({ name: 'console_database_up', help: 'Whether the database answers', registers })
  try {
    await Promise.all([
      ingestion(registers),
      jobs(registers),
      lag(registers, now),
      alerts(registers, now),
      backups(registers, now),
      size(registers, now),
      replica(registers),
    ])
    up.set(1)
  } catch {
    registry.clear()
    registry.registerMetric(up)
    up.set(0)
  }
  return registry.getMetricsAsJSON()
}

async function ingestion(registers: Registry[]): Promise<void> {
  const imports = new Gauge({
    name: 'console_imports',
    help: 'Imports by status',
    labelNames: ['status'],
    registers,
  })
  const read = new Counter({
    name: 'console_observations_total',
    help: 'Observations of all imports: fresh, unchanged (known before), rejected',
    labelNames: ['outcome'],
    registers,
  })
  const left = new Gauge({
    name: 'console_import_bytes_left',
    help: 'Bytes of imports in hand that are still to be read',
    registers,
  })
  const rows = await rowsOf<
    Record<'count' | 'fresh' | 'unchanged' | 'rejected' | 'left', number> & { status: string }
  >(
    healthPool(),
    `SELECT status::text, count(*)::int AS count, sum(fresh)::bigint AS fresh, sum(unchanged)::bigint AS unchanged,
            sum(rejected)::bigint AS rejected, sum(greatest(size_bytes - read_bytes, 0))::bigint AS left
       FROM import GROUP BY status`,
  )
  for (const row of rows) {
    imports.set({ status: row.status }, row.count)
    for (const outcome of ['fresh', 'unchanged', 'rejected'] as const) read.inc({ outcome }, row[outcome])
    if (row.status === 'reading' || row.status === 'recording') left.inc(row.left)
  }
}

async function jobs(registers: Registry[]): Promise<void> {
  const counts = new Gauge({
    name: 'console_jobs',
    help: 'Jobs of the queue that are not done, by state',
    labelNames: ['queue', 'state'],
    registers,
  })
  const waiting = new Gauge({
    name: 'console_oldest_job_seconds',
    help: 'How long the job that waits longest could have been taken',
    labelNames: ['queue'],
    registers,
  })
  const [found] = await rowsOf<{ isThere: boolean }>(
    healthPool(),
    "SELECT to_regclass('pgboss.job') IS NOT NULL AS is_there",
  )
  if (!found?.isThere) return
  const rows = await rowsOf<{ queue: string; state: string; count: number; seconds: number }>(
    healthPool(),
    `SELECT name AS queue, state::text, count(*)::int AS count,
            extract(epoch FROM greatest(now() - min(start_after), interval '0'))::float AS seconds
       FROM pgboss.job WHERE state <> 'completed' GROUP BY name, state`,
  )
  for (const { queue, state, count, seconds } of rows) {
    counts.set({ queue, state }, count)
    if (state === 'created' || state === 'retry') waiting.set({ queue }, seconds)
  }
}

async function alerts(registers: Registry[], now: Date): Promise<void> {
  const gauge = new Gauge({
    name: 'console_alerts',
    help: 'Alerts that are not closed, by severity and state',
    labelNames: ['severity', 'state'],
    registers,
  })
  const rows = await rowsOf<{ severity: string; state: string; count: number }>(
    healthPool(),
    `SELECT severity, state, count(*)::int AS count FROM alert WHERE state <> 'closed' GROUP BY 1, 2`,
  )
  for (const { severity, state, count } of rows) gauge.set({ severity, state }, count)
  const [round] = await rowsOf<{ at: string }>(healthPool(), 'SELECT at FROM alert_round')
  if (!round) return
  const age = {
    name: 'console_alert_round_age_seconds',
    help: 'Age of the newest round of alerts',
    registers,
  }
  new Gauge(age).set(secondsSince(round.at, now))
}

async function lag(registers: Registry[], now: Date): Promise<void> {
  const { machines, oldest } = await loadLag(now)
  new Gauge({
    name: 'console_catch_up_machines',
    help: 'Machines whose recorded state is behind time',
    registers,
  }).set(machines)
  new Gauge({
    name: 'console_catch_up_lag_seconds',
    help: 'Age of the oldest moment that recorded states have not followed',
    registers,
  }).set(oldest === null ? 0 : secondsSince(oldest, now))
}

/** None without a replica, and no lag while nothing is known of it. */
async function replica(registers: Registry[]): Promise<void> {
  if (!hasReplica()) return
  const state = await replicaState().catch(() => undefined)
  const up = {
    name: 'console_replica_up',
    help: 'Whether the replica that pages read from answers',
    registers,
  }
  new Gauge(up).set(state === undefined ? 0 : 1)
  const lagSeconds = state?.lagSeconds ?? null
  if (lagSeconds === null) return
  const lag = { name: 'console_replica_lag_seconds', help: 'Age of what pages read', registers }
  new Gauge(lag).set(lagSeconds)
}

/** No age where there is no backup: an alert asks for absent() too. */
async function backups(registers: Registry[], now: Date): Promise<void> {
  const { takenAt, hasFailed } = await loadLastBackup()
  const failed = { name: 'console_backup_failed', help: 'Whether the last try at a backup failed', registers }
  new Gauge(failed).set(hasFailed ? 1 : 0)
  if (takenAt === null) return
  const age = { name: 'console_backup_age_seconds', help: 'Age of the newest whole backup', registers }
  new Gauge(age).set(secondsSince(takenAt, now))
}

async function size(registers: Registry[], now: Date): Promise<void> {
  const [row] = await rowsOf<{ bytes: number }>(
    healthPool(),
    'SELECT pg_database_size(current_database()) AS bytes',
  )
  new Gauge({ name: 'console_database_bytes', help: 'Size of the database', registers }).set(row?.bytes ?? 0)
  const { freeBytes, fullInDays } = await loadDiskOutlook(now)
  if (freeBytes !== null) {
    new Gauge({ name: 'console_disk_free_bytes', help: 'Room on the disk of the database', registers }).set(
      freeBytes,
    )
  }
  if (fullInDays === null) return
  new Gauge({ name: 'console_disk_full_in_days', help: 'Days until it is full at this pace', registers }).set(
    fullInDays,
  )
}

const secondsSince = (at: string, now: Date) => Math.max(0, (now.getTime() - Date.parse(at)) / 1000)
