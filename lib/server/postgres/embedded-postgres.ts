/** A Postgres of the console's own in a data directory: made on the first start, recovered after a crash. */
import { join } from 'node:path'
import pg from 'pg'
import type { ConsoleSecrets } from '../console-secrets'
import { freePort } from '../free-port'
import { accountFor } from './account'
import { findBinaries, keepCopyFresh } from './binaries'
import { ensureCluster } from './cluster-files'
import { clearLeftovers } from './leftover'
import { type Postmaster, startPostmaster } from './postmaster'

export interface EmbeddedPostgres {
  port: number
  /** The console's database, as the role that owns it. */
  url: string
  /** The same server as superuser, database `postgres`. */
  superuserUrl: string
  ended: Postmaster['ended']
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  dataDirectory: string
  secrets: ConsoleSecrets
  /** Used if it is free. */
  preferredPort?: number
  /** False trades safety against a power cut for speed: for tests only. */
  durable?: boolean
}

export const CONSOLE_ROLE = 'console'
export const CONSOLE_DATABASE = 'console'
const A_DAY_MS = 24 * 60 * 60 * 1000
const PORT_ATTEMPTS = 3

/** Starts it. Only call while holding the instance lock of the data directory. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory, secrets, durable = true } = options
  const { superuserPassword } = secrets
  const clusterDirectory = join(dataDirectory, 'pg')
  const account = accountFor(clusterDirectory)
  const binaries = await findBinaries(account)
  await clearLeftovers(clusterDirectory, superuserPassword, binaries)
  await ensureCluster({ clusterDirectory, binaries, account, superuserPassword, durable })
  const logFile = join(dataDirectory, 'postgres.log')
  const common = { clusterDirectory, logFile, binaries, account, superuserPassword, durable }
  const postmaster = await onAFreePort(options.preferredPort ?? 5432, (port) =>
    startPostmaster({ ...common, port }),
  )

  const address = `127.0.0.1:${postmaster.port}`
  const superuserUrl = `postgresql://postgres:${superuserPassword}@${address}/postgres`
  await ensureConsoleDatabase(superuserUrl, secrets.consolePassword)
  const freshener = setInterval(() => binaries.copy && keepCopyFresh(binaries.copy), A_DAY_MS).unref()
  return {
    port: postmaster.port,
    url: `postgresql://${CONSOLE_ROLE}:${secrets.consolePassword}@${address}/${CONSOLE_DATABASE}`,
    superuserUrl,
    ended: postmaster.ended,
    stop: () => {
      clearInterval(freshener)
      return postmaster.stop()
    },
  }
}

/** Between finding a port free and Postgres listening on it somebody else can take it, so try again on another. */
async function onAFreePort(
  preferred: number,
  start: (port: number) => Promise<Postmaster>,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? preferred : undefined)
    try {
      return await start(port)
    } catch (error) {
      const portTaken =
        error instanceof Error && error.message.includes('could not create any TCP/IP sockets')
      if (!portTaken || attempt >= PORT_ATTEMPTS) throw error
    }
  }
}

/** The console connects as a role without special rights that owns its database. */
async function ensureConsoleDatabase(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [CONSOLE_ROLE])
    if (role.rowCount === 0) {
      await client.query(`create role ${CONSOLE_ROLE} login password ${pg.escapeLiteral(password)}`)
    }
    const database = await client.query('select 1 from pg_database where datname = $1', [CONSOLE_DATABASE])
    if (database.rowCount === 0)
      await client.query(`create database ${CONSOLE_DATABASE} owner ${CONSOLE_ROLE}`)
  } finally {
    await client.end()
  }
}
