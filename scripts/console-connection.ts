import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openConsoleDatabase } from '@/lib/server/console-database'
import { type ConsoleSecrets, ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { encryptionKeySettings } from '@/lib/server/encryption-key-source'
import { readEnvironment } from '@/lib/server/environment'
import { StartUpError } from '@/lib/server/start-up-error'

interface Connection {
  url: string
  close(): Promise<void>
}

/**
 * The database for a command: the one DATABASE_URL names, else that of the console running on the data
 * directory, else the embedded one, started for the length of the command and brought to this version, unless the
 * command wants it as it is. Ends the process when there is none.
 */
export async function connectConsole({ migrates = true } = {}): Promise<Connection> {
  return openConnection(migrates).catch(endWith)
}

/** Gives this process the key that the console here seals with: files lie sealed until they are recorded. */
export function takeEncryptionKey(): void {
  try {
    const environment = readEnvironment()
    const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? '.data')
    const secrets = ensureSecrets(dataDirectory)
    Object.assign(process.env, encryptionKeySettings(environment, secrets, dataDirectory))
  } catch (error) {
    endWith(error)
  }
}

/** Ends a command that cannot start: with the sentence that says why, or with the trace of a bug. */
export function endWith(error: unknown): never {
  console.error(error instanceof StartUpError ? error.message : error)
  process.exit(1)
}

async function openConnection(migrates: boolean): Promise<Connection> {
  const environment = readEnvironment()
  if (environment.DATABASE_URL) return { url: environment.DATABASE_URL, close: async () => undefined }
  const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? '.data')
  process.env.OWN_DATABASE_DIRECTORY = dataDirectory
  const secrets = ensureSecrets(dataDirectory)
  const running = runningAddress(dataDirectory, secrets)
  if (running) return { url: running, close: async () => undefined }
  const { url, close } = await openConsoleDatabase({
    environment,
    dataDirectory,
    secrets,
    report: () => ({ stopping: false }),
  })
  if (migrates) {
    const { applyMigrations } = await import('@/prisma/migrate')
    await applyMigrations(url)
  }
  return { url, close }
}

/** Address of the database of a console that runs here. A running Postgres writes its process number and, in line 4, its port into postmaster.pid. */
export function runningAddress(dataDirectory: string, secrets: ConsoleSecrets): string | undefined {
  const file = join(dataDirectory, 'pg', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  if (!pid || !port || !isAlive(Number(pid))) return undefined
  return `postgresql://console:${secrets.consolePassword}@127.0.0.1:${port.trim()}/console`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
