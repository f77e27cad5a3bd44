import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { healthPool } from './pool'
import { rowsOf } from './rows'

export interface Readiness {
  database: 'ok' | 'unreachable'
  migrations: 'applied' | 'pending' | 'unknown'
}

/** Whether the database answers and has every migration of this version. Never throws. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    await healthPool().query('select 1')
  } catch {
    return { database: 'unreachable', migrations: 'unknown' }
  }
  try {
    const applied = await rowsOf<{ name: string }>(
      healthPool(),
      'select migration_name as name from public._prisma_migrations where finished_at is not null and rolled_back_at is null',
    )
    const names = new Set(applied.map((row) => row.name))
    const known = await readdir(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
    const missing = known.some((entry) => entry.isDirectory() && !names.has(entry.name))
    return { database: 'ok', migrations: missing ? 'pending' : 'applied' }
  } catch {
    return { database: 'ok', migrations: 'pending' }
  }
}

export function isReady({ database, migrations }: Readiness): boolean {
  return database === 'ok' && migrations === 'applied'
}
