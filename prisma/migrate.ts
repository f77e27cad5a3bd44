/** Applies the migrations, and compares a database with the schema. `prisma migrate deploy` stays valid elsewhere. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { StartUpError } from '@/lib/server/start-up-error'
import { withSchemaEngine } from './schema-engine'

const SCHEMA_FOLDER = join(import.meta.dirname, 'schema')
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations')
const EVERYTHING = { externalTables: [], externalEnums: [] }
/** Key of the advisory lock under which migrations run; any number, but always this one. */
const MIGRATION_LOCK = 7_310_442_117

/**
 * Applies what is not applied yet and answers the names of the migrations it applied, in order. Safe when several
 * processes start at the same moment: one applies, the others wait and find nothing left. Throws StartUpError, before
 * anything is changed, for a database that another version made.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  return underLock(url, async (client) => {
    await refuseForeign(client)
    await forgetInterrupted(client)
    const migrationsList = await readMigrations()
    return withSchemaEngine(url, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING })
      return appliedMigrationNames
    })
  })
}

/**
 * The SQL that would bring the database to the Prisma schema; empty when they agree. Looks at the schema `public` only,
 * so neither monthly partitions (`part`) nor the job queue (`pgboss`) are compared.
 */
export async function diffSchema(url: string): Promise<string> {
  const schemas = { files: await readSchema() }
  return withSchemaEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', ...schemas, configDir: import.meta.dirname },
      to: { tag: 'schemaDatamodel', ...schemas },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    })
    const script = stdout?.trim() ?? ''
    return script === '-- This is an empty migration.' ? '' : script
  })
}

/** Names of all migrations this version knows, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS_FOLDER, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** A migration that this version does not know was applied by a newer one, or by one from before the first release. */
async function refuseForeign(client: pg.Client): Promise<void> {
  if (!(await hasMigrationTable(client))) return
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from public._prisma_migrations
      where finished_at is not null and rolled_back_at is null order by migration_name`,
  )
  const known = new Set(await migrationNames())
  const foreign = rows.find(({ name }) => !known.has(name))
  if (foreign === undefined) return
  throw new StartUpError(
    `The database was made by another version of the console, with the migration ${foreign.name}, which this version ` +
      'does not know. Nothing was changed. Start the version that made it, or give this one an empty database: ' +
      'another DATA_DIRECTORY, or another DATABASE_URL.',
  )
}

/**
 * A process killed in the middle of a migration leaves a row that says it began. The script itself ran as one
 * transaction and is gone, so it can be tried again; Prisma would refuse to go on. Under the lock nobody else is at it.
 */
async function forgetInterrupted(client: pg.Client): Promise<void> {
  if (!(await hasMigrationTable(client))) return
  await client.query(
    'update public._prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  )
}

/** Whether any version of the console has been there. */
export async function hasMigrationTable(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select to_regclass('public._prisma_migrations') is not null as present",
  )
  return rows[0]?.present === true
}

async function underLock<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await work(client)
  } finally {
    await client.end()
  }
}

async function readMigrations() {
  const names = await migrationNames()
  const migrationDirectories = await Promise.all(
    names.map(async (name) => {
      const value = await readFile(join(MIGRATIONS_FOLDER, name, 'migration.sql'), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const lockfile = { path: 'migration_lock.toml', content: await readFile(lockfilePath(), 'utf8') }
  return { baseDir: MIGRATIONS_FOLDER, lockfile, shadowDbInitScript: '', migrationDirectories }
}

function lockfilePath(): string {
  return join(MIGRATIONS_FOLDER, 'migration_lock.toml')
}

async function readSchema() {
  const names = (await readdir(SCHEMA_FOLDER)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name) => ({
      path: join(SCHEMA_FOLDER, name),
      content: await readFile(join(SCHEMA_FOLDER, name), 'utf8'),
    })),
  )
}
