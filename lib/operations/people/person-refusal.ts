import type { Said } from '../frame-refusal'

export type PersonRefusal =
  | { kind: 'noSuchPerson' }
  | { kind: 'unchanged' }
  | { kind: 'lastAdmin'; name: string }
  | { kind: 'disabled'; name: string }
  | { kind: 'notDisabled'; name: string }
  | { kind: 'notAnAdmin'; email: string; admins: string[] }
  | { kind: 'emailTaken'; email: string }
  | { kind: 'listed'; email: string }
  | { kind: 'noSuchInvitation' }
  | { kind: 'noSession'; name: string }
  | { kind: 'nobodyElse' }
  | { kind: 'noProviderOn' }
  | { kind: 'noEmergencyAccount' }
  | { kind: 'lastEmergency'; name: string }
  | { kind: 'passwordsOff' }
  | { kind: 'ofProvider'; name: string; provider: string }
  | { kind: 'notOfPassword'; name: string }
  | { kind: 'forEmergencies'; name: string }
  | LimitRefusal

/** Why somebody with a role is not limited so. */
export type LimitRefusal = { kind: 'noSuchSite'; site: string } | { kind: 'adminSeesAll' }

/** Why a change to people was refused, and what to do. */
export function sayPersonRefusal(refusal: PersonRefusal): Said {
  switch (refusal.kind) {
    case 'lastAdmin':
      return `${refusal.name} is the only licensing admin who can sign in. Make someone else a licensing admin first.`
    case 'disabled':
      return `${refusal.name} is disabled. Enable the account first.`
    case 'notDisabled':
      return `${refusal.name} can still sign in. Disable the account first.`
    case 'notAnAdmin':
      return `${refusal.email} is not the address of a licensing admin who can sign in. There are: ${refusal.admins.join(', ')}.`
    case 'emailTaken':
      return {
        field: 'email',
        sentence: `${refusal.email} already has an account. If the password is lost, create a password link in the list.`,
      }
    case 'listed':
      return { field: 'people', sentence: `${refusal.email} already has an account. Take the line out.` }
    case 'noSuchPerson':
      return 'This person no longer exists. Reload the page.'
    case 'noSuchInvitation':
      return 'This invitation was used, withdrawn or has expired. Reload the page.'
    case 'noSession':
      return `${refusal.name} is not signed in there any more. Reload the page.`
    case 'nobodyElse':
      return 'There is no other licensing admin who could release a key. Invite one first.'
    case 'noProviderOn':
      return { field: 'passwordsOff', sentence: 'No other way to sign in is on, so nobody could.' }
    case 'noEmergencyAccount':
      return {
        field: 'passwordsOff',
        sentence:
          'No licensing admin’s account is kept for emergencies: should the provider fail, nobody could sign in.',
      }
    case 'lastEmergency':
      return `The account of ${refusal.name} is the only one for emergencies, and passwords are off for all others. Keep another one first, or switch passwords on under Rules of access.`
    case 'passwordsOff':
      return 'Passwords of this console are off. Whoever has a group with a role joins by signing in through the provider.'
    case 'ofProvider':
      return `${refusal.name} signs in through ${refusal.provider}, which says who they are and what their role is. Change their groups there.`
    case 'forEmergencies':
      return `The account of ${refusal.name} is for emergencies: no provider may take it over.`
    case 'notOfPassword':
      return `${refusal.name} is not a licensing admin who signs in with a password of this console.`
    case 'noSuchSite':
      return {
        field: 'sites',
        sentence: `No machine has ever belonged to ${refusal.site}. Check the name; sites are set under Settings, Sites and owners.`,
      }
    case 'adminSeesAll':
      return { field: 'sites', sentence: 'A licensing admin changes everything, and so sees all machines.' }
    case 'unchanged':
      return 'Someone else has already made this change. Reload the page.'
  }
}
