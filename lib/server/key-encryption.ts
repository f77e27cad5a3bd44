/**
 * The keys that product keys are sealed with: KEY_ENCRYPTION_KEY, and while it is being exchanged
 * KEY_ENCRYPTION_KEY_PREVIOUS. Two subkeys come of each, one to seal and one to compare.
 */
import { createHash, hkdfSync } from 'node:crypto'
import { type Environment, setting } from './environment'

export interface EncryptionKey {
  /** Names the key without telling it; stands beside everything sealed with it. */
  id: string
  /** AES-256 key. */
  sealing: Buffer
  /** HMAC-SHA-256 key. */
  comparing: Buffer
}

export interface KeyRing {
  /** Seals everything new. */
  current: EncryptionKey
  /** Only opens what it sealed before. */
  previous?: EncryptionKey
}

type Source = Partial<Pick<Environment, 'KEY_ENCRYPTION_KEY' | 'KEY_ENCRYPTION_KEY_PREVIOUS'>>

/** Thrown when nothing can be sealed or opened at all: an outage of this installation, not a refusal. */
export class NoEncryptionKey extends Error {
  constructor(name: string, problem: string) {
    super(`${name} ${problem}: start the console with npm start, or give it 32 bytes as base64.`)
    this.name = 'NoEncryptionKey'
  }
}

/** The keys this process was started with. Throws NoEncryptionKey when there is none or one is not 32 bytes. */
export function keyRing(source: Source = given()): KeyRing {
  const current = source.KEY_ENCRYPTION_KEY
  if (!current) throw new NoEncryptionKey('KEY_ENCRYPTION_KEY', 'is not set')
  const previous = source.KEY_ENCRYPTION_KEY_PREVIOUS
  if (!previous || previous === current) return { current: derived('KEY_ENCRYPTION_KEY', current) }
  return {
    current: derived('KEY_ENCRYPTION_KEY', current),
    previous: derived('KEY_ENCRYPTION_KEY_PREVIOUS', previous),
  }
}

function given(): Source {
  return {
    KEY_ENCRYPTION_KEY: setting('KEY_ENCRYPTION_KEY'),
    KEY_ENCRYPTION_KEY_PREVIOUS: setting('KEY_ENCRYPTION_KEY_PREVIOUS'),
  }
}

/** The key of that name, if this process has it. */
export function keyNamed(ring: KeyRing, id: string): EncryptionKey | undefined {
  return [ring.current, ring.previous].find((key) => key?.id === id)
}

function derived(name: string, base64: string): EncryptionKey {
  const secret = Buffer.from(base64, 'base64')
  if (secret.length !== 32) throw new NoEncryptionKey(name, 'is not 32 bytes long')
  const subkey = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `activation-console ${purpose}`, 32))
  const id = createHash('sha256').update(subkey('name')).digest('hex').slice(0, 12)
  return { id, sealing: subkey('sealing'), comparing: subkey('comparing') }
}
