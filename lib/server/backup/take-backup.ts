/** Writes one backup into a folder, while the console runs, and keeps as many there as are wanted. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from '@/package.json'
import type { ConsoleSecrets } from '../console-secrets'
import type { BackupAbout } from './backup-about'
import { writeBackupFile } from './backup-file'
import { addCluster } from './cluster-copy'
import { addDump } from './database-dump'

/** `own`: the console's own Postgres, running, and the secrets of its data directory. */
export type BackupSource = { url: string; own?: { dataDirectory: string; secrets: ConsoleSecrets } }

export interface BackupRequest {
  source: BackupSource
  folder: string
  now: Date
  /** Names of the encryption keys that the stored product keys are sealed with. */
  sealedWith: string[]
  /** The encryption key itself, where whoever asked wants it beside what it opens. */
  keyEncryptionKey?: string
}

export interface WrittenBackup {
  path: string
  bytes: number
  files: number
}

const NAME = /^activation-console-\d{8}T\d{6}Z\.tar\.zst$/
const DRAFT = /^activation-console-\d{8}T\d{6}Z\.tar\.zst\.(part|dump)$/

/** Takes it under its final name only when it is whole and on the disk. */
export async function takeBackup(request: BackupRequest): Promise<WrittenBackup> {
  const { source, folder, now } = request
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeMatching(folder, DRAFT)
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const path = join(folder, `activation-console-${stamp}.tar.zst`)
  const draft = `${path}.part`
  try {
    const { files } = await writeBackupFile(draft, await aboutOf(request), (backup) =>
      source.own
        ? addCluster(backup, clusterOf(source.own), superuserUrl(source.url, source.own.secrets))
        : addDump(backup, source.url, `${path}.dump`),
    )
    await rename(draft, path)
    await syncFolder(folder)
    return { path, bytes: (await stat(path)).size, files }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Removes all backups of a folder but the newest. Returns the names of those removed. */
export async function keepNewest(folder: string, count: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort()
  const surplus = names.slice(0, Math.max(0, names.length - count))
  for (const name of surplus) await rm(join(folder, name), { force: true })
  return surplus
}

async function aboutOf(request: BackupRequest): Promise<BackupAbout> {
  const { source, now, sealedWith, keyEncryptionKey } = request
  const common = {
    format: 1,
    takenAt: now.toISOString(),
    version,
    sealedWith,
    keyEncryptionKey,
  } as const
  if (!source.own) return { ...common, kind: 'dump', system: 'any' }
  const { superuserPassword, consolePassword } = source.own.secrets
  return {
    ...common,
    kind: 'cluster',
    system: await systemOf(clusterOf(source.own)),
    passwords: { superuserPassword, consolePassword },
  }
}

/** What the files of a cluster fit: 'linux-x64 Postgres 18'. */
export async function systemOf(clusterDirectory: string): Promise<string> {
  const major = await readFile(join(clusterDirectory, 'PG_VERSION'), 'utf8')
  return systemWith(major.trim())
}

export const systemWith = (major: string) => `${process.platform}-${process.arch} Postgres ${major}`

const clusterOf = ({ dataDirectory }: { dataDirectory: string }) => join(dataDirectory, 'pg')

function superuserUrl(url: string, { superuserPassword }: ConsoleSecrets): string {
  const address = new URL(url)
  address.username = 'postgres'
  address.password = superuserPassword
  address.pathname = '/postgres'
  return address.href
}

async function removeMatching(folder: string, pattern: RegExp): Promise<void> {
  for (const name of await readdir(folder))
    if (pattern.test(name)) await rm(join(folder, name), { force: true })
}

/** A power cut must not take the new name away. Windows opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  await opened.sync().finally(() => opened.close())
}
