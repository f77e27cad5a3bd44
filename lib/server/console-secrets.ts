/** Secrets this installation made for itself, kept in secrets.json (0600) of its data directory. */
import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartUpError } from './start-up-error'

const secretsFile = z.object({
  /** Signs session cookies. */
  authSecret: z.string().min(32),
  /** 32 bytes, base64: encrypts product keys at rest. Without it the stored keys cannot be read again. */
  keyEncryptionKey: z.base64(),
  /** Passwords of the embedded Postgres: its superuser, and the role the console connects as. */
  superuserPassword: z.string().min(1),
  consolePassword: z.string().min(1),
  /** Names the lock that keeps a second console off this data directory. */
  instanceName: z.string().min(1),
})

export type ConsoleSecrets = z.infer<typeof secretsFile>

/** Reads the secrets, or makes them on the first start. Two first starts at the same moment get the same ones. */
export function ensureSecrets(dataDirectory: string): ConsoleSecrets {
  const path = join(dataDirectory, 'secrets.json')
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  if (!exists(path)) {
    writeFileSync(draft, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  chmodSync(path, 0o600)
  const parsed = secretsFile.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new StartUpError(`${path} is damaged; restore it from a backup. ${z.prettifyError(parsed.error)}`)
}

/** Puts others in their place, as a backup brings them; whole or not at all. */
export function replaceSecrets(dataDirectory: string, secrets: ConsoleSecrets): void {
  const path = join(dataDirectory, 'secrets.json')
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, path)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function newSecrets(): ConsoleSecrets {
  return {
    authSecret: randomBytes(32).toString('base64url'),
    keyEncryptionKey: randomBytes(32).toString('base64'),
    superuserPassword: randomBytes(24).toString('base64url'),
    consolePassword: randomBytes(24).toString('base64url'),
    instanceName: randomBytes(16).toString('hex'),
  }
}

function exists(path: string): boolean {
  try {
    readFileSync(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
