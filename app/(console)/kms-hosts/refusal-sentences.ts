import type { HostRefusal } from '@/lib/operations/kms-hosts/host-fields'
import type { FrameRefusal } from '@/lib/operations/operation'

/** Why a change to KMS hosts was refused, and what to do. */
export function refusalSentence(refusal: HostRefusal | FrameRefusal): string {
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
    case 'notPermitted':
      return 'Your role does not allow changes to KMS hosts.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}
