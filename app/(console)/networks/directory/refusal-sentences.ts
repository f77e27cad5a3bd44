import type { DirectoryRefusal } from '@/lib/operations/networks/directories'
import type { FrameRefusal } from '@/lib/operations/operation'

/** Why a change to a directory was refused, and what to do. */
export function directoryRefusal(refusal: DirectoryRefusal | FrameRefusal): string {
  switch (refusal.kind) {
    case 'noSuchDirectory':
      return 'This directory is no longer there. Load the page again.'
    case 'directoryKnown':
      return `${refusal.server} is set up already with this port and base. Change that entry.`
    case 'badCertificate':
      return 'The certificate cannot be read. Paste it as PEM text, whole.'
    case 'passwordNeeded':
      return 'Enter the password again: it would go to another server, another account or another way than the one it was entered for.'
    case 'alreadyReading':
      return 'The directory is being read already.'
    case 'passwordUnreadable':
      return 'The stored password cannot be opened: it was sealed with another encryption key. Enter it again.'
    case 'unchanged':
      return 'Nothing would change.'
    case 'sampleDirectory':
      return 'This directory belongs to the sample: there is nobody to ask.'
    case 'notPermitted':
      return 'Only a licensing admin can set up and read directories.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}
