/**
 * Runs beside a browser test run: one Postgres with two template databases, `console` (migrated, nobody has signed up)
 * and `sample` (the sample fleet and one person per role). Prints a PreparedServer as one JSON line and stays until its
 * input is closed.
 */
import pg from 'pg'
import { ensureBuild } from '@/lib/server/build'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'
import type { PreparedServer } from './prepared'

await ensureBuild(() => console.error('Building the pages.'))
const postgres = await startThrowAwayPostgres()
try {
  await applyMigrations(postgres.url)
  const people = await makeSample()
  const prepared: PreparedServer = { superuserUrl: postgres.superuserUrl, url: postgres.url, people }
  console.log(JSON.stringify(prepared))
  await new Promise((resolve) => process.stdin.on('end', resolve).on('close', resolve).resume())
} finally {
  await postgres.stop()
}

async function makeSample(): Promise<PreparedServer['people']> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl })
  await client.connect()
  await client.query('create database sample template console owner console')
  await client.end()
  const url = new URL(postgres.url)
  url.pathname = '/sample'
  process.env.DATABASE_URL = url.href
  process.env.AUTH_SECRET = 'only for browser tests, never anywhere else'
  const { ensureDemoUsers } = await import('@/lib/auth/demo-users')
  const people = await ensureDemoUsers()
  const { loadSampleFleet } = await import('@/lib/operations/sample/sample-fleet')
  await loadSampleFleet()
  const { closePools } = await import('@/lib/data/pool')
  const { closePrisma } = await import('@/lib/data/prisma')
  await Promise.all([closePools(), closePrisma()])
  return people
}
