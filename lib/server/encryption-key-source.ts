/** Where the encryption key comes from: from outside, or from secrets.json, beside the data it protects. */
import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { ConsoleSecrets } from './console-secrets'
import { type Environment, readEnvironment } from './environment'
import { StartUpError } from './start-up-error'

const COMMAND_MS = 30_000

type Given = Pick<
  Environment,
  | 'KEY_ENCRYPTION_KEY'
  | 'KEY_ENCRYPTION_KEY_FILE'
  | 'KEY_ENCRYPTION_KEY_COMMAND'
  | 'KEY_ENCRYPTION_KEY_PREVIOUS'
  | 'ENCRYPTION_KEY_LIES'
>

export interface EncryptionKeySettings {
  KEY_ENCRYPTION_KEY: string
  /** Empty: there is none. */
  KEY_ENCRYPTION_KEY_PREVIOUS: string
  ENCRYPTION_KEY_LIES: 'outside' | 'beside'
}

/**
 * The key to start with. One from outside takes the place of the one in secrets.json, which is the previous one then, so that
 * the start seals everything again. Throws StartUpError when what was given is no key.
 */
export function encryptionKeySettings(
  given: Given,
  secrets: Pick<ConsoleSecrets, 'keyEncryptionKey'>,
  dataDirectory: string,
): EncryptionKeySettings {
  const own = secrets.keyEncryptionKey
  const key = keyFromOutside(given)
  if (key === undefined) {
    return {
      KEY_ENCRYPTION_KEY: own,
      KEY_ENCRYPTION_KEY_PREVIOUS: given.KEY_ENCRYPTION_KEY_PREVIOUS ?? '',
      ENCRYPTION_KEY_LIES: 'beside',
    }
  }
  return {
    KEY_ENCRYPTION_KEY: key,
    KEY_ENCRYPTION_KEY_PREVIOUS: given.KEY_ENCRYPTION_KEY_PREVIOUS ?? own,
    ENCRYPTION_KEY_LIES:
      key === own || isWithin(dataDirectory, given.KEY_ENCRYPTION_KEY_FILE) ? 'beside' : 'outside',
  }
}

/** The key that the environment, a file or a command gives. Throws StartUpError for several, and for what is no key. */
export function keyFromOutside(given: Given): string | undefined {
  const {
    KEY_ENCRYPTION_KEY: key,
    KEY_ENCRYPTION_KEY_FILE: file,
    KEY_ENCRYPTION_KEY_COMMAND: command,
  } = given
  if ([key, file, command].filter((one) => one !== undefined).length > 1) {
    throw new StartUpError(
      'Set only one of KEY_ENCRYPTION_KEY, KEY_ENCRYPTION_KEY_FILE and KEY_ENCRYPTION_KEY_COMMAND.',
    )
  }
  if (file !== undefined) return checked('KEY_ENCRYPTION_KEY_FILE', () => readFileSync(file, 'utf8'))
  if (command !== undefined) return checked('KEY_ENCRYPTION_KEY_COMMAND', () => outputOf(command))
  return key
}

const outputOf = (command: string) =>
  execSync(command, { encoding: 'utf8', timeout: COMMAND_MS, stdio: ['ignore', 'pipe', 'inherit'] })

function checked(name: string, read: () => string): string {
  let text: string
  try {
    text = read().trim()
  } catch (error) {
    const { code, status } = error as NodeJS.ErrnoException & { status?: number }
    throw new StartUpError(`${name} gave no key: ${code ?? `it ended with ${status}`}.`)
  }
  try {
    const { KEY_ENCRYPTION_KEY: key } = readEnvironment({ KEY_ENCRYPTION_KEY: text })
    if (key !== undefined) return key
  } catch {
    // Said below, without what was read.
  }
  throw new StartUpError(`What ${name} gives must be 32 bytes as base64, and nothing else.`)
}

function isWithin(folder: string, file: string | undefined): boolean {
  return file !== undefined && !relative(resolve(folder), resolve(file)).startsWith('..')
}
