import type { Said } from '../frame-refusal'
import { type LimitRefusal, sayPersonRefusal } from '../people/person-refusal'

export type SettingsRefusal =
  | { kind: 'noSuchProvider' }
  | { kind: 'nameTaken'; name: string }
  | { kind: 'noSuchDirectory' }
  | { kind: 'directoryTaken' }
  | { kind: 'plainDirectory' }
  | { kind: 'noGroups' }
  | { kind: 'noOtherAdmin' }
  | { kind: 'groupKnown' }
  | { kind: 'noSuchGroup' }
  | { kind: 'unchanged' }
  | LimitRefusal

export const refuse = (refusal: SettingsRefusal) => ({ ok: false as const, refusal })

/** Why a change to the ways to sign in was refused, and what to do. */
export function saySettingsRefusal(refusal: SettingsRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchProvider':
      return 'This way to sign in no longer exists. Reload the page.'
    case 'nameTaken':
      return { field: 'name', sentence: `There is already a way to sign in that is called ${refusal.name}.` }
    case 'noSuchDirectory':
      return { field: 'directoryId', sentence: 'This directory no longer exists, or is a sample.' }
    case 'directoryTaken':
      return { field: 'directoryId', sentence: 'People already sign in through this directory.' }
    case 'plainDirectory':
      return {
        field: 'directoryId',
        sentence:
          'This directory is read without TLS: passwords would cross the network in the clear. Change it to LDAPS or StartTLS first.',
      }
    case 'noGroups':
      return 'No group has a role yet, so nobody could sign in. Give a group a role first.'
    case 'noOtherAdmin':
      return 'No licensing admin can sign in with a password of this console: should the provider fail, nobody could mend it.'
    case 'groupKnown':
      return { field: 'group', sentence: 'This group already has that role, for the same sites.' }
    case 'noSuchGroup':
      return 'This group no longer has a role. Reload the page.'
    case 'noSuchSite':
    case 'adminSeesAll':
      return sayPersonRefusal(refusal)
    case 'unchanged':
      return 'Someone else has already made this change. Reload the page.'
  }
}
