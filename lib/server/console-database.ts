/** The database of this process: the one DATABASE_URL names, or the embedded one. */
import type { ConsoleSecrets } from './console-secrets'
import type { Environment } from './environment'
import { type InstanceLock, type LockHolder, takeInstanceLock } from './instance-lock'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres'
import { StartUpError } from './start-up-error'

export interface ConsoleDatabase {
  url: string
  /** Resolves with what happened when the embedded Postgres ends by itself; never for a database of your own. */
  lost: Promise<string>
  close(): Promise<void>
}

export interface ConsoleDatabaseRequest {
  environment: Environment
  dataDirectory: string
  secrets: ConsoleSecrets
  /** What a second instance is told about this one. */
  report: () => Omit<LockHolder, 'pid'>
}

/** Opens it; refuses with StartUpError when another console runs on the same data directory. */
export async function openConsoleDatabase(request: ConsoleDatabaseRequest): Promise<ConsoleDatabase> {
  const { environment, dataDirectory, secrets, report } = request
  if (environment.DATABASE_URL) {
    return { url: environment.DATABASE_URL, lost: new Promise(() => undefined), close: async () => undefined }
  }
  const outcome = await takeInstanceLock(secrets.instanceName, report)
  if (!outcome.ok) throw new StartUpError(refusal(dataDirectory, outcome.holder))
  try {
    const preferredPort = environment.POSTGRES_PORT
    const postgres = await startEmbeddedPostgres({ dataDirectory, secrets, preferredPort })
    return embedded(postgres, outcome.lock, dataDirectory)
  } catch (error) {
    await outcome.lock.release()
    throw error
  }
}

function embedded(postgres: EmbeddedPostgres, lock: InstanceLock, dataDirectory: string): ConsoleDatabase {
  const lost = postgres.ended.then(({ code, signal }) => {
    return `Postgres ended unexpectedly (${signal ?? `code ${code}`}); ${dataDirectory}/postgres.log says why.`
  })
  return {
    url: postgres.url,
    lost,
    close: async () => {
      await postgres.stop()
      await lock.release()
    },
  }
}

function refusal(dataDirectory: string, holder: LockHolder | undefined): string {
  const who = holder ? ` (process ${holder.pid})` : ''
  const where = holder?.address ? ` It serves ${holder.address}.` : ''
  return (
    `A console is already running on the data directory ${dataDirectory}${who}.${where} ` +
    'Stop it first, or set DATA_DIRECTORY and PORT for a second one.'
  )
}
