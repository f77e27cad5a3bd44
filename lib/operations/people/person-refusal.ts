import type { Said } from '../frame-refusal'

export type PersonRefusal =
  | { kind: 'noSuchPerson' }
  | { kind: 'unchanged' }
  | { kind: 'lastAdmin'; name: string }
  | { kind: 'disabled'; name: string }
  | { kind: 'notAnAdmin'; email: string; admins: string[] }
  | { kind: 'emailTaken'; email: string }
  | { kind: 'noSuchInvitation' }

/** Why a change to people was refused, and what to do. */
export function sayPersonRefusal(refusal: PersonRefusal): Said {
  switch (refusal.kind) {
    case 'lastAdmin':
      return `${refusal.name} is the only licensing admin who can sign in. Make someone else a licensing admin first.`
    case 'disabled':
      return `${refusal.name} is disabled. Enable the account first.`
    case 'notAnAdmin':
      return `${refusal.email} is not the address of a licensing admin who can sign in. There are: ${refusal.admins.join(', ')}.`
    case 'emailTaken':
      return {
        field: 'email',
        sentence: `${refusal.email} already has an account. If the password is lost, create a password link in the list.`,
      }
    case 'noSuchPerson':
      return 'This person no longer exists. Reload the page.'
    case 'noSuchInvitation':
      return 'This invitation was used, withdrawn or has expired. Reload the page.'
    case 'unchanged':
      return 'Someone else has already made this change. Reload the page.'
  }
}
