import type { AdmissionRefusal } from '@/lib/auth/providers/admit-person'
import { sayGroups } from '@/lib/auth/providers/group-roles'
import type { OidcRefusal } from './oidc-client'

export type OidcSignInRefusal =
  | OidcRefusal
  | AdmissionRefusal
  /** no such provider, or it is switched off */
  | { kind: 'noProvider' }
  /** its client secret was sealed with an encryption key that is gone */
  | { kind: 'secretUnreadable' }
  /** the browser came back with what this console never sent, or sent to another browser, or a second time */
  | { kind: 'unknownReturn' }
  /** too many ways were begun from one address */
  | { kind: 'tooMany' }
  /** there were so many groups that the provider left them out */
  | { kind: 'tooManyGroups' }

/** Why somebody was not signed in through a provider, and what to do. */
export function sayProviderRefusal(refusal: OidcSignInRefusal, provider = 'The provider'): string {
  switch (refusal.kind) {
    case 'providerDown':
      return `${provider} does not answer (${refusal.detail}). Try again later, or sign in with a password of this console.`
    case 'providerRefused':
      return `${provider} did not let you through (${refusal.detail}). Ask whoever runs it whether this console is open to you.`
    case 'clientRefused':
      return `${provider} does not accept this console (${refusal.detail}). A licensing admin checks client ID, client secret and redirect address.`
    case 'tokenRefused':
      return `What ${provider} sent does not stand up: ${refusal.detail}. Nobody was signed in.`
    case 'noProvider':
      return 'This way to sign in is not open. Choose another one.'
    case 'secretUnreadable':
      return `The client secret of ${provider} cannot be opened with this console’s encryption key. A licensing admin enters it again.`
    case 'unknownReturn':
      return 'This sign-in was begun in another browser, was used already or took more than 10 minutes. Begin again.'
    case 'tooMany':
      return 'Too many sign-ins began from your network. Try again in 10 minutes.'
    case 'tooManyGroups':
      return `You are in so many groups that ${provider} left them out. Whoever runs it can send only groups assigned to this console.`
    case 'noGroup':
      return `None of your groups has a role in this console. ${provider} reported: ${sayGroups(refusal.seen)}. A licensing admin can give one of them a role.`
    case 'noAddress':
      return `${provider} reported no email address for you, and an account needs one.`
    case 'addressTaken':
      return `An account of this console already has the address ${refusal.email}. A licensing admin can let ${provider} take it over.`
    case 'disabled':
      return 'This account is disabled. A licensing admin can enable it again.'
  }
}
