/** Makes a data directory with `initdb`: complete or not at all. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartUpError } from '../start-up-error'
import type { Account } from './account'
import type { PostgresBinaries } from './binaries'
import { placeOf } from './place'

const run = promisify(execFile)
/** Of the Postgres that comes with the console. */
export const MAJOR = '18'
const RENAME_ATTEMPTS = 10

export interface ClusterRequest {
  clusterDirectory: string
  binaries: PostgresBinaries
  account: Account | undefined
  superuserPassword: string
  /** False skips the final sync to disk, for throw-away clusters of tests. */
  durable: boolean
}

/** Makes the cluster unless it is there. Only call while holding the instance lock. */
export async function ensureCluster(request: ClusterRequest): Promise<void> {
  const { clusterDirectory } = request
  await removeDrafts(clusterDirectory)
  const version = await readFile(join(clusterDirectory, 'PG_VERSION'), 'utf8').catch(
    explainUnreadable(clusterDirectory),
  )
  if (version === undefined) return initialise(request)
  if (version.trim() === MAJOR) return
  throw new StartUpError(
    `${clusterDirectory} was created by Postgres ${version.trim()}, this console includes Postgres ${MAJOR}. ` +
      'Dump it with that version, or start with another data directory.',
  )
}

function explainUnreadable(clusterDirectory: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code === 'ENOENT') return undefined
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
    throw new StartUpError(
      `${clusterDirectory} belongs to another account. It was created by a console started as root; ` +
        'start it as root again, or give the directory to your account.',
    )
  }
}

/** initdb writes into a draft which is renamed when complete, so an interrupted first start leaves nothing half made. */
async function initialise(request: ClusterRequest): Promise<void> {
  const { clusterDirectory, binaries, account, superuserPassword, durable } = request
  const draft = `${clusterDirectory}.draft-${randomUUID().slice(0, 8)}`
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const secretFolder = await mkdtemp(join(tmpdir(), 'activation-console-'))
  const passwordFile = join(secretFolder, 'password')
  await writeFile(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
  if (account) {
    for (const path of [draft, secretFolder, passwordFile]) await chown(path, account.uid, account.gid)
  }
  const place = placeOf(draft, account)
  const settings = [
    ['-D', place.argument],
    ['-U', 'postgres'],
    ['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    durable ? [] : ['--no-sync'],
  ].flat()
  try {
    await run(binaries.initdb, settings, { ...place.spawn, windowsHide: true })
    await renamePatiently(draft, clusterDirectory)
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new StartUpError(`Could not create the database in ${clusterDirectory}: ${detail}`, {
      cause: error,
    })
  } finally {
    await rm(secretFolder, { recursive: true, force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

/** A virus scanner of Windows holds new files open for a moment, and meanwhile their folder has no new name. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to)
    } catch (error) {
      const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')
      if (process.platform !== 'win32' || !isHeld || attempt === RENAME_ATTEMPTS) throw error
      await sleep(attempt * 100)
    }
  }
}

async function removeDrafts(clusterDirectory: string): Promise<void> {
  const folder = dirname(clusterDirectory)
  const prefix = `${basename(clusterDirectory)}.draft-`
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix)) await rm(join(folder, name), { recursive: true, force: true })
  }
}
