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
      return `${refusal.name} is registered already. Change what is registered on its page.`
    case 'noSuchHost':
      return 'This host is no longer registered. Load the page again.'
    case 'unknownPlatform':
      return `${refusal.platform} cannot be a KMS host, or nobody knows it. Choose one of the list.`
    case 'unknownKeyGroup':
      return `There is no key group ${refusal.keyGroup}. Choose one of the list.`
    case 'noSuchKey':
      return 'This host key is no longer among the keys. Load the page again.'
    case 'noSuchSpare':
      return `${refusal.name} is not registered, so nothing can stand in for it. Register it first.`
    case 'ownSpare':
      return 'A host cannot stand in for itself.'
    case 'alreadyRetired':
      return 'Someone else has retired this host already. Load the page again.'
    case 'notRetired':
      return 'This host is in service already. Load the page again.'
    case 'unchanged':
      return 'Nothing was changed: all of this is registered already.'
    case 'unknownName':
      return `No KMS host goes by the name ${refusal.name}.`
    case 'sameName':
      return 'These are the same name already.'
    case 'wouldCircle':
      return 'The other name was put together with this one before. Part them first.'
    case 'notMerged':
      return `${refusal.name} is a host of its own already.`
    case 'nothingToRegister':
      return 'The list is empty. Paste one host a line.'
  }
}
