import { closePools, pool } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'

/**
 * Runs `work` on a migrated database of its own, which is gone afterwards: the embedded Postgres, or the
 * empty one that BENCH_DATABASE_URL names. `url` is in DATABASE_URL meanwhile. `durable`: commits wait for the disk,
 * as in an installed console.
 */
export async function withBenchDatabase<T>(
  work: (url: string) => Promise<T>,
  options: { durable?: boolean } = {},
): Promise<T> {
  const given = process.env.BENCH_DATABASE_URL
  const postgres = given
    ? { url: given, stop: async () => undefined }
    : await startThrowAwayPostgres(options.durable)
  const before = process.env.DATABASE_URL
  process.env.DATABASE_URL = postgres.url
  try {
    await applyMigrations(postgres.url)
    return await work(postgres.url)
  } finally {
    await Promise.all([closePools(), closePrisma()])
    process.env.DATABASE_URL = before
    await postgres.stop()
  }
}

/** Lets Postgres finish what it does in the background, so that it does not weigh on the next figure. */
export async function settle(): Promise<void> {
  await pool().query('VACUUM ANALYZE')
  await pool()
    .query('CHECKPOINT')
    .catch(() => undefined)
}
