/** Codes of six digits that an authenticator app shows (RFC 6238), and recovery codes for when it is lost. */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

/** RFC 6238, 4: what every app assumes. */
const STEP_SECONDS = 30
/** RFC 6238, 5.2: clocks may differ by one step. */
const STEPS_AROUND = [-1, 0, 1]
/** RFC 4226, 4: 160 bits. */
const SECRET_BYTES = 20
const ISSUER = 'Activation Console'

/** Base32, as it is typed into an app. */
export function newSecret(): string {
  return base32.encode(randomBytes(SECRET_BYTES), { padding: false })
}

/** What the QR code says. account: the person's address. */
export function appAddress(secret: string, account: string): string {
  return otpOf(secret).url(ISSUER, account)
}

/** The code that an app shows at a step. */
export function codeAt(secret: string, step: number): Promise<string> {
  return otpOf(secret).hotp(step)
}

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

/** The step whose code this is, or undefined. Every step is compared, whichever fits. */
export async function stepOfCode(secret: string, code: string, now: Date): Promise<number | undefined> {
  let found: number | undefined
  for (const around of STEPS_AROUND) {
    const step = stepAt(now) + around
    if (isSame(await codeAt(secret, step), code)) found = step
  }
  return found
}

function otpOf(secret: string) {
  return createOTP(Buffer.from(base32.decode(secret)), { digits: 6, period: STEP_SECONDS })
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

const RECOVERY_CODES = 10
/** 50 bits, in two groups of letters and digits that are not taken for each other. */
const RECOVERY_SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789'
const RECOVERY_LENGTH = 10

/** Ten new recovery codes: 'h4k2m-x9p7q'. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const symbols = Array.from({ length: RECOVERY_LENGTH }, symbol).join('')
    return `${symbols.slice(0, 5)}-${symbols.slice(5)}`
  })
}

/** As it counts: without blanks and dashes. */
export function plainCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '')
}

function symbol(): string {
  return RECOVERY_SYMBOLS[randomInt(RECOVERY_SYMBOLS.length)] ?? ''
}
