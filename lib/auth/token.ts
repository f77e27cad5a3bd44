import { createHash, randomBytes } from 'node:crypto'

/** 256 bits, safe in a URL. Shown once, to be put in a link; only its hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored and looked up in place of the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
