/** Starts one Postgres for all database tests of a run and migrates its template once. */
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'

export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startThrowAwayPostgres()
  try {
    await applyMigrations(postgres.url)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  process.env.TEST_TEMPLATE_URL = postgres.url
  process.env.TEST_SUPERUSER_URL = postgres.superuserUrl
  return () => postgres.stop()
}
