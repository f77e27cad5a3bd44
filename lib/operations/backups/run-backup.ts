import { saveBackup, sealedWith } from '@/lib/data/backups'
import { directUrl } from '@/lib/data/pool'
import { untilWritten } from '@/lib/data/until-written'
import { withLease } from '@/lib/data/work-lease'
import { keepNewest, takeBackup, type WrittenBackup } from '@/lib/server/backup/take-backup'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { isDiskFull } from '@/lib/server/disk-room'
import { setting } from '@/lib/server/environment'
import { StartUpError } from '@/lib/server/start-up-error'

export interface BackupCall {
  folder: string
  /** Puts the encryption key beside what it opens. */
  withKey: boolean
  /** Backups to keep there; all where it is not given. */
  keep?: number
}

export interface TakenBackup extends WrittenBackup {
  /** Names of the encryption keys without which some of it cannot be opened. */
  sealedWith: string[]
}

/**
 * Takes one backup while the console runs and writes down how that ended. Throws what kept it from being taken;
 * undefined while another one is being taken.
 */
export async function runBackup(call: BackupCall, now: Date): Promise<TakenBackup | undefined> {
  const taken = await withLease('backup', () => takeNoted(call, now))
  return taken?.result
}

/** The backup of every night, where the environment names a folder for it. A failure is noted and thrown. */
export async function runNightlyBackup(now: Date): Promise<void> {
  const folder = setting('BACKUP_DIRECTORY')
  if (folder === undefined) return
  await runBackup({ folder, withKey: false, keep: setting('BACKUPS_KEPT') }, now)
}

async function takeNoted(call: BackupCall, now: Date): Promise<TakenBackup> {
  try {
    const taken = await takeUnnoted(call, now)
    await untilWritten(() => saveBackup(now, taken.path, { bytes: taken.bytes }))
    return taken
  } catch (error) {
    await saveBackup(now, call.folder, { problem: problemOf(error, call.folder) }).catch(() => undefined)
    throw error
  }
}

/** For a database of an earlier version, which may have no place for a note of it. */
export async function takeUnnoted({ folder, withKey, keep }: BackupCall, now: Date): Promise<TakenBackup> {
  const names = await sealedWith()
  const keyEncryptionKey = withKey ? setting('KEY_ENCRYPTION_KEY') : undefined
  const source = { url: directUrl(), own: ownDatabase() }
  const written = await takeBackup({ source, folder, now, sealedWith: names, keyEncryptionKey })
  if (keep !== undefined) await keepNewest(folder, keep)
  return { ...written, sealedWith: names }
}

function ownDatabase() {
  const dataDirectory = setting('OWN_DATABASE_DIRECTORY')
  return dataDirectory === undefined ? undefined : { dataDirectory, secrets: ensureSecrets(dataDirectory) }
}

function problemOf(error: unknown, folder: string): string {
  if (isDiskFull(error)) return `The disk of ${folder} is full.`
  if (error instanceof StartUpError) return error.message
  return error instanceof Error && 'syscall' in error
    ? error.message
    : 'The backup failed; the log of the console says why.'
}
