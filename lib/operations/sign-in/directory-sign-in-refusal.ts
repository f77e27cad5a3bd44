import { saySpan } from '@/lib/activation/words/say-date'
import type { AdmissionRefusal } from '@/lib/auth/providers/admit-person'
import type { AccountBar } from '@/lib/probes/ldap/person-entry'
import type { SaidRefusal } from '../frame-refusal'
import { sayProviderRefusal } from './provider-refusal'

export type DirectorySignInRefusal =
  | { kind: 'wrong' }
  | { kind: 'barred'; bar: AccountBar }
  | { kind: 'tooMany'; allowedAt: string }
  /** it could not be asked, which says nothing of the person */
  | { kind: 'directoryDown'; provider: string }
  | { kind: 'noProvider' }
  | (AdmissionRefusal & { provider: string })

/** Why somebody was not signed in through a directory, and what to do. */
export function sayDirectorySignIn(refusal: DirectorySignInRefusal, now: Date): SaidRefusal {
  return { sentence: sentenceOf(refusal, now), fields: {} }
}

function sentenceOf(refusal: DirectorySignInRefusal, now: Date): string {
  switch (refusal.kind) {
    case 'wrong':
      return 'The account or the password is wrong. Check both and try again.'
    case 'barred':
      return `This account is ${refusal.bar} in the directory. Ask whoever runs it.`
    case 'tooMany': {
      const wait = saySpan(Math.max(60_000, Date.parse(refusal.allowedAt) - now.getTime()))
      return `Too many attempts. Try again in ${wait}: more of them could lock the account in the directory.`
    }
    case 'directoryDown':
      return `${refusal.provider} could not be asked; nothing is known of your password. Try again later, or use a password of this console.`
    case 'noProvider':
      return sayProviderRefusal(refusal)
    default:
      return sayProviderRefusal(refusal, refusal.provider)
  }
}
