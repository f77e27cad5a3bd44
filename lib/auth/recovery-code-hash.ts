import { randomBytes } from 'node:crypto'
import { plainCode } from './one-time-code'
import { hashWithSalt } from './password-hashing'

/** 128 random bits, for all recovery codes that a person gets at once: a try is hashed once, not ten times. */
export const newRecoverySalt = (): string => randomBytes(16).toString('base64url')

/** What is kept of one, 'SALT:HASH'. However it is typed: blanks, dashes and capitals do not count. */
export async function recoveryCodeHash(userId: string, typed: string, salt: string): Promise<string> {
  return `${salt}:${await hashWithSalt(`recovery code ${userId} ${plainCode(typed)}`, salt)}`
}
