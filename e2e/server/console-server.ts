/** A console in production mode on a free port, on a database of its own cloned from a template. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { preparedServer } from './prepared'

const ROOT = join(import.meta.dirname, '../..')

/**
 * `empty` is a first run: nobody can sign in, and there is a set-up link; `emptyApart` another one. `sampleApart` is the sample fleet for a
 * test that removes it, on a console no other test uses; `sampleNetworks` and `sampleDialogs` are the same for tests that list
 * networks, that open every dialog and that send what nobody should; `sampleReadOnly` cannot be written once its test has begun.
 */
export type Fleet =
  | 'sample'
  | 'sampleApart'
  | 'sampleNetworks'
  | 'sampleDialogs'
  | 'sampleOdd'
  | 'sampleReadOnly'
  | 'sampleFactors'
  | 'empty'
  | 'emptyApart'

export interface ConsoleServer {
  /** http://localhost:PORT */
  address: string
  /** On a first run: the path of the one-time link, /setup?token=... */
  setupPath: string | undefined
  databaseUrl: string
  /** Where its secrets lie: sessions of one console hold for another one with the same. */
  dataDirectory: string
  stop(): Promise<void>
}

export async function startConsoleServer(fleet: Fleet): Promise<ConsoleServer> {
  const { url, superuserUrl } = preparedServer()
  const name = `e2e_${randomUUID().replaceAll('-', '')}`
  await query(
    superuserUrl,
    `create database ${name} template ${fleet.startsWith('empty') ? 'console' : 'sample'} owner console`,
  )
  const databaseUrl = new URL(url)
  databaseUrl.pathname = `/${name}`
  const dataDirectory = await mkdtemp(join(tmpdir(), 'activation-console-e2e-'))
  const server = await startOn(databaseUrl.href, dataDirectory)
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await query(superuserUrl, `drop database if exists ${name} with (force)`)
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** A second console on the database and with the secrets of another one, as behind a load balancer. Stop it first. */
export function startConsoleBeside({ databaseUrl, dataDirectory }: ConsoleServer): Promise<ConsoleServer> {
  return startOn(databaseUrl, dataDirectory)
}

async function startOn(databaseUrl: string, dataDirectory: string): Promise<ConsoleServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIRECTORY: dataDirectory,
      PORT: '0',
      HOST: 'localhost',
      // Servers that tests start; by itself the console asks no loopback address.
      PROBE_ALLOW: '127.0.0.0/8',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed = await greeting(child)
  return {
    address: /http:\/\/\S+?(?=\s|$)/m.exec(printed)?.[0] ?? '',
    setupPath: /\/setup\?token=\S+/.exec(printed)?.[0],
    databaseUrl,
    dataDirectory,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function greeting(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed.includes('Activation Console:')) resolve(printed)
    })
    child.once('exit', (code) => reject(new Error(`The console did not start (code ${code}).`)))
  })
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
