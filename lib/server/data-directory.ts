/** The folder that holds what this installation keeps: database, secrets, log of Postgres. */
import { chmodSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { runsAsRoot } from './postgres/account'
import { StartUpError } from './start-up-error'

export const PROJECT_ROOT = resolve(import.meta.dirname, '../..')

/** Makes the folder if need be. Others may not list it; as root it may be passed through, for Postgres below it. */
export function ensureDataDirectory(path: string): string {
  const directory = resolve(PROJECT_ROOT, path)
  try {
    mkdirSync(directory, { recursive: true })
    chmodSync(directory, runsAsRoot() ? 0o711 : 0o700)
  } catch (cause) {
    throw new StartUpError(`Cannot use the data directory ${directory}: ${(cause as Error).message}`, {
      cause,
    })
  }
  return directory
}
