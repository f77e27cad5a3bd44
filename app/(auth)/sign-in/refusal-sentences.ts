import { saySpan } from '@/lib/activation/words/say-date'
import type { ConfirmRefusal } from '@/lib/auth/confirm-identity'
import type { SignInRefusal } from '@/lib/auth/sign-in'
import type { WholeSignInRefusal } from '@/lib/auth/whole-sign-in'
import type { SaidRefusal } from '@/lib/operations/frame-refusal'

/** Why signing in was refused, and what to do. */
export function refusalSentence(refusal: SignInRefusal, now: Date): string {
  if (refusal.kind === 'disabled') {
    return 'This account is disabled. A licensing admin can enable it again.'
  }
  if (refusal.kind === 'passwordsOff') {
    return 'Passwords and passkeys of this console are off for this account. Sign in another way.'
  }
  if (refusal.kind === 'tooMany') {
    return `Too many wrong passwords. Try again in ${waitUntil(refusal.allowedAt, now)}.`
  }
  if (refusal.kind === 'busy') return 'Too many people are signing in at once. Try again in a few seconds.'
  return 'The address or the password is wrong. Check both and try again.'
}

/** Why a second factor, or what was shown again, was not taken: at its field, or of the whole. */
export function sayProofRefusal(refusal: ConfirmRefusal | WholeSignInRefusal, now: Date): SaidRefusal {
  switch (refusal.kind) {
    case 'wrongCode':
      return {
        fields: {
          code: 'This code is wrong or was used before. Wait for the next one, or enter a recovery code.',
        },
      }
    case 'tooManyCodes':
      return {
        sentence: `Too many wrong codes. Try again in ${waitUntil(refusal.allowedAt, now)}.`,
        fields: {},
      }
    case 'wrongPassword':
      return { fields: { password: 'This is not your password.' } }
    case 'tooManyPasswords':
    case 'tooMany':
      return { sentence: `Too many attempts. Try again in ${waitUntil(refusal.allowedAt, now)}.`, fields: {} }
    case 'wrongPasskey':
      return { sentence: 'This passkey was not accepted. Sign in another way.', fields: {} }
    case 'over':
      return { sentence: 'This took too long. Sign in again with your password.', fields: {} }
    case 'disabled':
    case 'passwordsOff':
      return { sentence: refusalSentence(refusal, now), fields: {} }
  }
}

const waitUntil = (at: string, now: Date) => saySpan(Date.parse(at) - now.getTime())
