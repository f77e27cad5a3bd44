/** Brings a backup back: into a data directory where no console runs, or into an empty database of the site. */
import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConsoleSecrets, ensureSecrets, replaceSecrets } from '../console-secrets'
import { takeInstanceLock } from '../instance-lock'
import { keyRing } from '../key-encryption'
import { accountFor } from '../postgres/account'
import { MAJOR } from '../postgres/cluster-files'
import { StartUpError } from '../start-up-error'
import type { BackupAbout } from './backup-about'
import { readBackupFile } from './backup-file'
import { mustBeEmpty, restoreDump } from './database-dump'
import { systemWith } from './take-backup'

export interface RestoreRequest {
  file: string
  dataDirectory: string
  /** Of a database of the site; without it the backup becomes the console's own. */
  databaseUrl?: string
  /** Encryption keys of the environment, as base64. */
  encryptionKeys: string[]
  /** Puts what the data directory has aside instead of refusing. */
  replace: boolean
  /** Restores also where the stored product keys will not open. */
  withoutKey: boolean
}

export interface Restored {
  about: BackupAbout
  /** Where the database went that was there before. */
  aside?: string
}

/** Whole or not at all: everything is written beside and compared before it takes its place. Refuses with StartUpError. */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { dataDirectory, databaseUrl } = request
  const secrets = ensureSecrets(dataDirectory)
  if (databaseUrl !== undefined) return intoDatabase(request, databaseUrl, secrets)
  const outcome = await takeInstanceLock(secrets.instanceName, () => ({ stopping: false }))
  if (!outcome.ok) {
    throw new StartUpError(`A console is running on ${dataDirectory}. Stop it first, then restore.`)
  }
  try {
    return await intoDataDirectory(request, secrets)
  } finally {
    await outcome.lock.release()
  }
}

async function intoDataDirectory(request: RestoreRequest, secrets: ConsoleSecrets): Promise<Restored> {
  const { file, dataDirectory, replace } = request
  const cluster = join(dataDirectory, 'pg')
  const isThere = (await stat(cluster).catch(() => undefined)) !== undefined
  if (isThere && !replace) {
    throw new StartUpError(
      `${cluster} holds a database already. Restore into another DATA_DIRECTORY, or add --replace: then it is put aside.`,
    )
  }
  const account = accountFor(cluster)
  const draft = `${cluster}.draft-${randomUUID().slice(0, 8)}`
  try {
    await mkdir(draft, { mode: 0o700 })
    const about = await readBackupFile(file, {
      begin: async (told) => {
        mustFit(told, 'cluster')
        mustOpen(told, request, secrets)
      },
      placeOf: (name) => join(draft, name),
    })
    const restored = join(draft, 'pg')
    await chmod(restored, 0o700)
    if (account) await giveTo(restored, account)
    const aside = isThere ? `${cluster}.before-${stampOf(new Date())}` : undefined
    if (aside) await rename(cluster, aside)
    replaceSecrets(dataDirectory, {
      ...secrets,
      ...about.passwords,
      ...(about.keyEncryptionKey && { keyEncryptionKey: about.keyEncryptionKey }),
    })
    await rename(restored, cluster)
    return { about, aside }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function intoDatabase(
  request: RestoreRequest,
  url: string,
  secrets: ConsoleSecrets,
): Promise<Restored> {
  await mustBeEmpty(url)
  const draft = join(request.dataDirectory, `restore.draft-${randomUUID().slice(0, 8)}`)
  try {
    await mkdir(draft, { mode: 0o700 })
    const about = await readBackupFile(request.file, {
      begin: async (told) => {
        mustFit(told, 'dump')
        mustOpen(told, request, secrets)
      },
      placeOf: (name) => join(draft, name),
    })
    await restoreDump(join(draft, 'database.dump'), url)
    const { keyEncryptionKey } = about
    if (keyEncryptionKey) replaceSecrets(request.dataDirectory, { ...secrets, keyEncryptionKey })
    return { about }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

function mustFit({ kind, system }: BackupAbout, wanted: BackupAbout['kind']): void {
  if (kind !== wanted) {
    throw new StartUpError(
      kind === 'cluster'
        ? "The backup is of a console's own database: restore it without DATABASE_URL."
        : 'The backup is of a database that DATABASE_URL named: name an empty one there to restore it into.',
    )
  }
  const here = systemWith(MAJOR)
  if (kind === 'dump' || system === here) return
  throw new StartUpError(
    `The backup holds the files of ${system}, and this machine needs those of ${here}: they do not fit. ` +
      'docs/operating.md says how to move between systems.',
  )
}

/** Refuses a backup whose product keys nobody could open here, before anything is written. */
function mustOpen(
  about: BackupAbout,
  { encryptionKeys, withoutKey, dataDirectory }: RestoreRequest,
  secrets: ConsoleSecrets,
): void {
  const known = [...encryptionKeys, secrets.keyEncryptionKey, about.keyEncryptionKey ?? []].flat()
  const ids = new Set(known.map((key) => keyRing({ KEY_ENCRYPTION_KEY: key }).current.id))
  const missing = about.sealedWith.filter((id) => !ids.has(id))
  if (missing.length === 0 || withoutKey) return
  throw new StartUpError(
    `The product keys in this backup are sealed with the encryption key ${missing.join(', ')}, which is not here, and ` +
      `not in the backup: they could never be opened. Put the secrets.json of that console into ${dataDirectory}, or set ` +
      'KEY_ENCRYPTION_KEY to its key. With --without-key everything else is restored.',
  )
}

async function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  await chown(folder, uid, gid)
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), uid, gid)
}

const stampOf = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')
