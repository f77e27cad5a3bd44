/** A database of the site, saved and brought back with the pg_dump and pg_restore of the machine. */
import { spawn } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import pg from 'pg'
import { StartUpError } from '../start-up-error'
import type { BackupWriter } from './backup-file'

export const DUMP = 'database.dump'

/** Adds the dump. It is written to `draft` first, since a tar wants to know how long it is. */
export async function addDump(backup: BackupWriter, url: string, draft: string): Promise<void> {
  try {
    await runTool('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${draft}`], url)
    const file = await open(draft, 'r')
    try {
      await backup.addFile(DUMP, file)
    } finally {
      await file.close()
    }
  } finally {
    await rm(draft, { force: true })
  }
}

/** Fills an empty database from a dump, whole or not at all. */
export async function restoreDump(dump: string, url: string): Promise<void> {
  await runTool('pg_restore', ['--no-owner', '--no-privileges', '--single-transaction', dump], url)
}

/** Refuses with StartUpError unless nothing is in it: what is there is never overwritten. */
export async function mustBeEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      "SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace LIMIT 1",
    )
    if (rowCount === 0) return
  } finally {
    await client.end()
  }
  throw new StartUpError(
    'The database that DATABASE_URL names is not empty. A backup is restored into an empty one only: make one, and ' +
      'name it in DATABASE_URL.',
  )
}

/** The password goes through the environment, since everybody on a machine can read the arguments of a program. */
function runTool(tool: 'pg_dump' | 'pg_restore', given: string[], url: string): Promise<void> {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  // biome-ignore lint/style/noProcessEnv: handed on whole to the child.
  const env = { ...process.env, ...(password && { PGPASSWORD: password }) }
  const child = spawn(tool, [...given, `--dbname=${address.href}`], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(
        new StartUpError(
          `${tool} is not on this machine: a database that DATABASE_URL names needs it. Install the client programs of ` +
            `its version of Postgres (${(cause as NodeJS.ErrnoException).code}), or let its own tools save it.`,
        ),
      ),
    )
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new StartUpError(`${tool} failed: ${said.trim() || `exit code ${code}`}`))
    })
  })
}
