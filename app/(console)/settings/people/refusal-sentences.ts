import type { FrameRefusal } from '@/lib/operations/operation'
import type { PersonRefusal } from '@/lib/operations/people/people'

type Refusal =
  | FrameRefusal
  | PersonRefusal
  | { kind: 'emailTaken'; email: string }
  | { kind: 'noSuchInvitation' }

/** Why a change to people was refused, and what to do. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'lastAdmin':
      return `${refusal.name} is the only licensing admin who can sign in. Make someone else licensing admin first.`
    case 'emailTaken':
      return `${refusal.email} has an account already. If the password is lost, make a new password link in the list.`
    case 'noSuchPerson':
      return 'This person is no longer there. Load the page again.'
    case 'noSuchInvitation':
      return 'This invitation was used, withdrawn or has expired. Load the page again.'
    case 'unchanged':
      return 'Someone else has made this change already. Load the page again.'
    case 'notPermitted':
      return 'Your role does not allow changes to people.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}
