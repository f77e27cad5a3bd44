import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { healthPool, replicaHealthPool } from './pool'
import { rowsOf } from './rows'

export interface Readiness {
  /** The one that takes changes. */
  database: 'ok' | 'unreachable'
  migrations: 'applied' | 'pending' | 'unknown'
  /** The one that pages read from, where it is another; they read from the first while it is unreachable. */
  replica?: 'ok' | 'unreachable'
}

/** Whether the databases answer and have every migration of this version. Never throws. */
export async function checkReadiness(): Promise<Readiness> {
  const copy = replicaHealthPool()
  const [database, replica] = await Promise.all([answers(healthPool()), copy && answers(copy)])
  const reached = replica === 'ok' ? copy : undefined
  const asked = database === 'ok' ? healthPool() : reached
  const migrations = asked ? await appliedIn(asked) : 'unknown'
  return { database, migrations, ...(replica && { replica }) }
}

/** Whether requests can be sent here: either of the databases serves all that is read. */
export function isReady({ database, migrations, replica }: Readiness): boolean {
  return (database === 'ok' || replica === 'ok') && migrations === 'applied'
}

async function answers(pool: pg.Pool): Promise<'ok' | 'unreachable'> {
  return pool.query('select 1').then(
    () => 'ok',
    () => 'unreachable',
  )
}

async function appliedIn(pool: pg.Pool): Promise<'applied' | 'pending'> {
  try {
    const applied = await rowsOf<{ name: string }>(
      pool,
      'select migration_name as name from public._prisma_migrations where finished_at is not null and rolled_back_at is null',
    )
    const names = new Set(applied.map((row) => row.name))
    const known = await readdir(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
    const missing = known.some((entry) => entry.isDirectory() && !names.has(entry.name))
    return missing ? 'pending' : 'applied'
  } catch {
    return 'pending'
  }
}
