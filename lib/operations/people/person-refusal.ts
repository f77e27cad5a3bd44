import type { Said } from '../frame-refusal'

export type PersonRefusal =
  | { kind: 'noSuchPerson' }
  | { kind: 'unchanged' }
  | { kind: 'lastAdmin'; name: string }
  | { kind: 'emailTaken'; email: string }
  | { kind: 'noSuchInvitation' }

/** Why a change to people was refused, and what to do. */
export function sayPersonRefusal(refusal: PersonRefusal): Said {
  switch (refusal.kind) {
    case 'lastAdmin':
      return `${refusal.name} is the only licensing admin who can sign in. Make someone else licensing admin first.`
    case 'emailTaken':
      return {
        field: 'email',
        sentence: `${refusal.email} has an account already. If the password is lost, make a new password link in the list.`,
      }
    case 'noSuchPerson':
      return 'This person is no longer there. Load the page again.'
    case 'noSuchInvitation':
      return 'This invitation was used, withdrawn or has expired. Load the page again.'
    case 'unchanged':
      return 'Someone else has made this change already. Load the page again.'
  }
}
