import type { Said } from '../frame-refusal'

export type HostRefusal =
  | { kind: 'alreadyRegistered'; name: string }
  | { kind: 'noSuchHost' }
  | { kind: 'unknownPlatform'; platform: string }
  | { kind: 'unknownKeyGroup'; keyGroup: string }
  | { kind: 'noSuchKey' }
  | { kind: 'noSuchSpare'; name: string }
  | { kind: 'ownSpare' }
  | { kind: 'alreadyRetired' }
  | { kind: 'notRetired' }
  | { kind: 'unchanged' }
  | { kind: 'unknownName'; name: string }
  | { kind: 'sameName' }
  | { kind: 'wouldCircle' }
  | { kind: 'notMerged'; name: string }
  | { kind: 'nothingToRegister' }

export const refuse = (refusal: HostRefusal) => ({ ok: false as const, refusal })

/** Why a change to KMS hosts was refused, and what to do. */
export function sayHostRefusal(refusal: HostRefusal): Said {
  const field = FIELD_OF[refusal.kind]
  const sentence = sayHostSentence(refusal)
  return field ? { field, sentence } : sentence
}

/** The field of a registration that a refusal is about. */
const FIELD_OF: Partial<Record<HostRefusal['kind'], string>> = {
  alreadyRegistered: 'name',
  unknownPlatform: 'platform',
  unknownKeyGroup: 'keyGroup',
  noSuchKey: 'keyId',
  noSuchSpare: 'spareFor',
  ownSpare: 'spareFor',
  nothingToRegister: 'list',
}

/** The same for a line of a list, which has no fields. */
export function sayHostSentence(refusal: HostRefusal): string {
  switch (refusal.kind) {
    case 'alreadyRegistered':
      return `${refusal.name} is already registered. Change the registration on its page.`
    case 'noSuchHost':
      return 'This host is no longer registered. Reload the page.'
    case 'unknownPlatform':
      return `${refusal.platform} is not a known platform for a KMS host. Choose one from the list.`
    case 'unknownKeyGroup':
      return `There is no key group ${refusal.keyGroup}. Choose one from the list.`
    case 'noSuchKey':
      return 'This host key no longer exists. Reload the page.'
    case 'noSuchSpare':
      return `${refusal.name} is not registered, so it cannot have a standby. Register it first.`
    case 'ownSpare':
      return 'A host cannot be its own standby.'
    case 'alreadyRetired':
      return 'Someone else has already retired this host. Reload the page.'
    case 'notRetired':
      return 'This host is already in service. Reload the page.'
    case 'unchanged':
      return 'Nothing was changed: this is already registered.'
    case 'unknownName':
      return `There is no KMS host named ${refusal.name}.`
    case 'sameName':
      return 'These are the same name.'
    case 'wouldCircle':
      return 'The other name is already merged with this one. Separate them first.'
    case 'notMerged':
      return `${refusal.name} is already a separate host.`
    case 'nothingToRegister':
      return 'The list is empty. Paste one host per line.'
  }
}
