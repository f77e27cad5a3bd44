import { saySpan } from '@/lib/activation/words/say-date'
import { WEAK_PASSWORD } from '@/lib/auth/credentials'
import type { Said } from '../frame-refusal'

/** Why a change to one's own account is refused. */
export type OwnRefusal =
  | { kind: 'noAccount' }
  | { kind: 'wrongOldPassword' }
  | { kind: 'tooMany'; allowedAt: string; now: string }
  | { kind: 'noPassword' }
  | { kind: 'weakPassword' }
  | { kind: 'noSuchSession' }
  | { kind: 'hasApp' }
  | { kind: 'noNewApp' }
  | { kind: 'wrongCode' }
  | { kind: 'noFactor' }
  | { kind: 'lastFactor' }
  | { kind: 'noPasskeysHere' }
  | { kind: 'passkeyUnfit' }
  | { kind: 'noSuchStartPage' }

/** The refusal in words: what, why, what now. */
export function sayOwnRefusal(refusal: OwnRefusal): Said {
  switch (refusal.kind) {
    case 'noAccount':
      return 'Only a person has an account.'
    case 'wrongOldPassword':
      return { field: 'oldPassword', sentence: 'This is not your present password.' }
    case 'tooMany': {
      const wait = saySpan(Date.parse(refusal.allowedAt) - Date.parse(refusal.now))
      return `Too many wrong passwords. Try again in ${wait}.`
    }
    case 'noPassword':
      return 'You sign in elsewhere, so this console has no password of yours.'
    case 'weakPassword':
      return { field: 'password', sentence: WEAK_PASSWORD }
    case 'noSuchSession':
      return 'This session has ended already. Reload the page.'
    case 'hasApp':
      return 'An authenticator app is set up already. Remove it first.'
    case 'noNewApp':
      return 'This QR code is no longer valid. Close this and begin again.'
    case 'wrongCode':
      return {
        field: 'code',
        sentence:
          'This is not the code the app shows now. Wait for the next one, and check the clock of the phone.',
      }
    case 'noFactor':
      return 'This second factor was removed already. Reload the page.'
    case 'lastFactor':
      return 'Your role needs a second factor, and this is the only one. Add another one first.'
    case 'noPasskeysHere':
      return 'Browsers offer passkeys only over https and under a host name; the console must be opened at its public address.'
    case 'noSuchStartPage':
      return 'You may not see this page, or it is gone. Reload the page to see what there is.'
    case 'passkeyUnfit':
      return 'The passkey was not accepted. Begin again, and confirm with PIN, finger or face.'
  }
}
