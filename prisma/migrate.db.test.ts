import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { emptyTestDatabase } from '@/lib/data/database.testing'
import { applyMigrations, diffSchema, migrationNames } from './migrate'

describe('migrations', () => {
  it('agree with the schema', async () => {
    const url = await emptyTestDatabase()
    await applyMigrations(url)
    expect(await diffSchema(url)).toBe('')
  })

  it('are told apart from a schema that differs', async () => {
    const url = await emptyTestDatabase()
    await applyMigrations(url)
    await query(url, 'alter table kms_host drop column is_sample')
    expect(await diffSchema(url)).toContain('is_sample')
  })

  it('are applied once: a second run finds nothing to do', async () => {
    const url = await emptyTestDatabase()
    expect(await applyMigrations(url)).toEqual(await migrationNames())
    expect(await applyMigrations(url)).toEqual([])
  })

  it('are applied by one of several processes that start at the same moment', async () => {
    const url = await emptyTestDatabase()
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)])
    expect(applied.flat()).toEqual(await migrationNames())
  })

  it('are applied by a second load of this code in one process', async () => {
    await applyMigrations(await emptyTestDatabase())
    vi.resetModules()
    const second = await import('./migrate')
    const url = await emptyTestDatabase()
    expect(await second.applyMigrations(url)).toEqual(await migrationNames())
    expect(await second.diffSchema(url)).toBe('')
  })

  it('refuse a database that another version made, and leave it as it was', async () => {
    const url = await emptyTestDatabase()
    await applyMigrations(url)
    await query(
      url,
      `update _prisma_migrations set migration_name = '20261122131500_reference_relabels'
                       where migration_name like '%_reference'`,
    )
    await expect(applyMigrations(url)).rejects.toThrow(
      /^The database was made by another version of the console, with the migration 20261122131500_reference_relabels, .* give this one an empty database/,
    )
    expect(await diffSchema(url)).toBe('')
  })

  it('go on after a process was killed in the middle of one', async () => {
    const url = await emptyTestDatabase()
    await applyMigrations(url)
    await query(
      url,
      `insert into _prisma_migrations (id, checksum, migration_name, started_at)
       values ('interrupted', 'x', '29990101000000_interrupted', now())`,
    )
    expect(await applyMigrations(url)).toEqual([])
  })
})

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
