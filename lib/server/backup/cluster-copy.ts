/**
 * The files of a running Postgres, copied by its own low-level backup: what changes while they are copied is in the log
 * that goes along. See "Making a Base Backup Using the Low Level API" and "Backing Up The Data Directory" in the
 * documentation of Postgres 18.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { BackupWriter } from './backup-file'

/** Folders that a restored cluster needs, and whose files it must not have. */
const EMPTY_FOLDERS = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
])
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pg_internal\.init.*|pgsql_tmp.*|.*\.draft-.*)$/

/** Adds the cluster below `pg/`. `superuserUrl` is of the server that runs on this data directory. */
export async function addCluster(
  backup: BackupWriter,
  clusterDirectory: string,
  superuserUrl: string,
): Promise<void> {
  const client = new pg.Client({
    connectionString: superuserUrl,
    application_name: 'activation-console backup',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Keeps the log of the meantime from being recycled. Slot and backup end with this connection, whatever happens.
    const slot = `backup_${randomBytes(6).toString('hex')}`
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [slot])
    const begun = await client.query<{ segment: string }>(
      "SELECT pg_walfile_name(pg_backup_start('activation-console', fast => true)) AS segment",
    )
    await addFolder(backup, clusterDirectory, 'pg')
    const ended = await client.query<{ segment: string; label: string }>(
      `SELECT pg_walfile_name(lsn) AS segment, labelfile AS label
         FROM pg_backup_stop(wait_for_archive => false) AS stopped(lsn, labelfile, spcmapfile)`,
    )
    const first = begun.rows[0]?.segment ?? ''
    const { segment: last, label } = ended.rows[0] ?? { segment: '', label: '' }
    await backup.addText('pg/backup_label', label)
    const log = join(clusterDirectory, 'pg_wal')
    for (const segment of (await readdir(log)).sort()) {
      if (!/^[0-9A-F]{24}$/.test(segment) || segment < first || segment > last) continue
      await addFile(backup, join(log, segment), `pg/pg_wal/${segment}`)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function addFolder(backup: BackupWriter, path: string, name: string): Promise<void> {
  backup.addFolder(name)
  const entries = await readdir(path, { withFileTypes: true })
  for (const entry of entries) {
    if (LEFT_OUT.test(entry.name)) continue
    const inner = { path: join(path, entry.name), name: `${name}/${entry.name}` }
    if (name === 'pg' && EMPTY_FOLDERS.has(entry.name)) backup.addFolder(inner.name)
    else if (entry.isDirectory()) await addFolder(backup, inner.path, inner.name)
    else if (entry.isFile()) await addFile(backup, inner.path, inner.name)
  }
}

/** A table may be dropped between the listing and now; the log knows of it. */
async function addFile(backup: BackupWriter, path: string, name: string): Promise<void> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  try {
    await backup.addFile(name, file)
  } finally {
    await file.close()
  }
}
