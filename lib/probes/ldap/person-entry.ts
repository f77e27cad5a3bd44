import type { Entry } from 'ldapts'
import { isDisabledAccount, textOf } from './directory-entry'
import { fileTime } from './windows-time'

/** What keeps an account of a directory out, whatever the password. */
export type AccountBar = 'disabled' | 'expired' | 'locked'

/** Attributes of a person that hold bytes, not text. */
export const BINARY_ATTRIBUTES = ['objectGUID', 'objectSid', 'tokenGroups'] as const

export const PERSON_ATTRIBUTES = [
  ...[
    'objectGUID',
    'entryUUID',
    'objectClass',
    'sAMAccountName',
    'userPrincipalName',
    'uid',
    'mail',
    'displayName',
    'cn',
  ],
  ...[
    'userAccountControl',
    'msDS-User-Account-Control-Computed',
    'accountExpires',
    'lockoutTime',
    'memberOf',
  ],
] as const

/** Of msDS-User-Account-Control-Computed: the lock holds now. */
const LOCKED = 0x10

/**
 * What keeps an account out. A lock is asked of the computed flags where the directory has them: lockoutTime stays after the
 * lock has run out. Source: [MS-ADTS] 2.2.16, 3.1.1.4.5.17.
 */
export function accountBar(entry: Entry, now: Date): AccountBar | undefined {
  if (isDisabledAccount(entry)) return 'disabled'
  const expiresAt = fileTime(textOf(entry, 'accountExpires'))
  if (expiresAt && expiresAt <= now) return 'expired'
  const computed = textOf(entry, 'msDS-User-Account-Control-Computed')
  const isLocked =
    computed === undefined ? Number(textOf(entry, 'lockoutTime') ?? 0) > 0 : (Number(computed) & LOCKED) !== 0
  return isLocked ? 'locked' : undefined
}

/** '0f8fad5b-d9cb-469f-a165-70867728950e': an objectGUID as people write it. */
export function guidText(bytes: Buffer): string | undefined {
  if (bytes.length !== 16) return undefined
  return turned(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The bytes of an objectGUID. */
export function guidBytes(text: string): Buffer {
  return turned(Buffer.from(text.replaceAll('-', ''), 'hex'))
}

/** The first three parts the other way round, as a directory holds them and people do not write them. */
function turned(guid: Buffer): Buffer {
  const bytes = Buffer.from(guid)
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}

/** 'S-1-5-21-1-2-3-1105'. Source: [MS-DTYP] 2.4.2. */
export function sidText(bytes: Buffer): string | undefined {
  const count = bytes[1] ?? 0
  if (bytes.length < 8 || bytes.length !== 8 + 4 * count) return undefined
  const authority = bytes.readUIntBE(2, 6)
  const parts = Array.from({ length: count }, (_, at) => bytes.readUInt32LE(8 + 4 * at))
  return ['S', bytes[0], authority, ...parts].join('-')
}

/** Bytes within a filter: '\01\05'. */
export function filterBytes(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
}

/** Text within a filter, where it means nothing but itself. Source: RFC 4515, 3. */
export function filterText(text: string): string {
  return text.replace(/[\0()*\\]/g, (sign) => filterBytes(Buffer.from(sign)))
}
