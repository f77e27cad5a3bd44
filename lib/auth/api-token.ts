import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Permission } from '@/lib/data/permission'
import { SCOPES, type Scope } from '@/lib/data/tokens/scopes'
import type { Actor } from './actor-kinds'

/** A program with a token, as loaders and operations know it. */
export function tokenActor({ name, scopes }: { name: string; scopes: readonly Scope[] }): Actor {
  const allowed = new Set<Permission>(scopes.flatMap((scope) => SCOPES[scope].permissions))
  return {
    kind: 'token',
    id: null,
    name: `token ${name}`,
    role: null,
    can: (permission) => allowed.has(permission),
  }
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PREFIX = 'acsl_'
/** 62 ** 43 is more than 256 bits. */
const SECRET_LENGTH = 43
const CHECK_LENGTH = 6

/**
 * A new secret: 'acsl_', 43 letters and digits, and six that check them, so that scanners find one that leaked and one that
 * was pasted by halves is told from one that is unknown.
 */
export function newApiToken(): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${PREFIX}${secret}${checkOf(secret)}`
}

/** Whether a text is a whole token, known or not. */
export function isApiToken(text: string): boolean {
  const [, secret, check] = /^acsl_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(text) ?? []
  return secret !== undefined && checkOf(secret) === check
}

/** Its last characters, by which a person tells which one it is. */
export const hintOf = (token: string) => token.slice(-4)

function checkOf(secret: string): string {
  let rest = crc32(secret)
  let check = ''
  for (let place = 0; place < CHECK_LENGTH; place += 1) {
    check = `${LETTERS[rest % LETTERS.length]}${check}`
    rest = Math.floor(rest / LETTERS.length)
  }
  return check
}
