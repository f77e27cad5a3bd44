import type { FrameRefusal } from '@/lib/operations/operation'
import type { ReferenceRefusal } from '@/lib/operations/reference/reference-entries'

/** Why a change to the reference was refused, and what to do. */
export function refusalSentence(refusal: FrameRefusal | ReferenceRefusal): string {
  switch (refusal.kind) {
    case 'unchanged':
      return 'The reference says exactly this already.'
    case 'reasonMissing':
      return 'Say why this is corrected.'
    case 'otherApplication':
      return 'A host key for Windows cannot become one for Office, nor the other way round. Add another one.'
    case 'notInForce':
      return 'This entry was withdrawn already. Load the page again.'
    case 'notPermitted':
      return 'Your role does not allow changes to the reference.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}
