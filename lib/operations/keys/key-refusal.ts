import type { HostKeyRefusal } from '@/lib/activation/kms/host-key-budget'
import { sayHostKeyRefusal } from '@/lib/activation/kms/host-sentence'
import type { OpenRefusal } from '@/lib/data/keys/sealed-key'
import { formatCountOf } from '@/lib/format/counts'
import type { Said } from '../frame-refusal'

/** Why something with a key is refused. */
export type KeyRefusal =
  | { kind: 'noSuchKey' }
  | { kind: 'noSuchPackage' }
  | { kind: 'unchanged' }
  | { kind: 'isRetired' }
  /** Keys that this console cannot compare with, because they are sealed with another encryption key. */
  | { kind: 'unreadableKeys'; keys: number; sealedWith: string[]; current: string }
  | { kind: 'nothingToAdd' }
  | { kind: 'noHostKey' }
  | { kind: 'limitBelowUse'; hosts: number; reactivations: number }
  | { kind: 'inFuture' }
  | { kind: 'noSuchEntry' }
  | { kind: 'needsSecondPerson' }
  | { kind: 'alreadyAsked' }
  | { kind: 'noSuchRelease' }
  | { kind: 'ownRelease' }
  | { kind: 'observedEntry'; host: string }
  | OpenRefusal
  | HostKeyRefusal

const WAY_BACK =
  'Start the console with its previous encryption key (KEY_ENCRYPTION_KEY, or secrets.json in its data directory), or set that one as KEY_ENCRYPTION_KEY_PREVIOUS next to the new one.'

/** The refusal in words: what, why, what now. */
export function sayKeyOperationRefusal(refusal: KeyRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchKey':
      return 'This key no longer exists. Reload the page.'
    case 'noSuchPackage':
      return 'There is no such package to be taken out. Reload the page.'
    case 'unchanged':
      return 'Someone else has already made this change. Reload the page.'
    case 'isRetired':
      return 'This key is retired. Restore it first.'
    case 'unreadableKeys':
      return sayUnreadableKeys(refusal)
    case 'nothingToAdd':
      return 'None of the lines can be added; each shows the reason.'
    case 'noHostKey':
      return 'Only KMS host keys have a register of hosts; this key is a MAK.'
    case 'limitBelowUse':
      return `The register already holds ${formatCountOf(refusal.hosts, 'host')} and up to ${formatCountOf(refusal.reactivations, 'reactivation')} of one; a limit cannot be lower.`
    case 'inFuture':
      return { field: 'at', sentence: 'This time is in the future. Enter when the host was activated.' }
    case 'needsSecondPerson':
      return 'Another licensing admin has to release this key first. Ask for it on the page of the key.'
    case 'alreadyAsked':
      return 'You have asked for this already. Reload the page.'
    case 'noSuchRelease':
      return 'Somebody has answered this already, or it has run out. Reload the page.'
    case 'ownRelease':
      return 'You asked for this yourself. Another licensing admin has to release it.'
    case 'noSuchEntry':
      return 'This entry no longer exists. Reload the page.'
    case 'observedEntry':
      return `A reading of ${refusal.host} shows this activation, so it cannot be withdrawn. Enter when and how it happened instead.`
    case 'notStored':
      return 'Only the last five of this key are known, so there is nothing to reveal. Add the full key to store it.'
    case 'otherEncryptionKey':
      return `This key is sealed with another encryption key (${refusal.sealedWith}; this console has ${refusal.current}). ${WAY_BACK}`
    case 'damaged':
      return 'What is stored of this key was changed outside the console and cannot be opened. Add the key again from your agreement.'
    case 'noHostLeft':
    case 'noReactivationLeft':
      return sayHostKeyRefusal(refusal)
  }
}

type UnreadableKeys = Extract<KeyRefusal, { kind: 'unreadableKeys' }>

export function sayUnreadableKeys({ keys, sealedWith, current }: UnreadableKeys): string {
  const which = keys === 1 ? 'One stored key is' : `${keys} stored keys are`
  return `${which} sealed with another encryption key (${sealedWith.join(', ')}; this console has ${current}), so the console cannot tell whether these are new. ${WAY_BACK}`
}
