import { saySpan } from '@/lib/activation/words/say-date'
import type { SignInRefusal } from '@/lib/auth/sign-in'

/** Why signing in was refused, and what to do. */
export function refusalSentence(refusal: SignInRefusal, now: Date): string {
  if (refusal.kind === 'disabled') {
    return 'This account is disabled. A licensing admin can enable it again.'
  }
  if (refusal.kind === 'tooMany') {
    const wait = saySpan(Date.parse(refusal.allowedAt) - now.getTime())
    return `Too many wrong passwords. Try again in ${wait}.`
  }
  if (refusal.kind === 'busy') return 'Too many people are signing in at once. Try again in a few seconds.'
  return 'The address or the password is wrong. Check both and try again.'
}
