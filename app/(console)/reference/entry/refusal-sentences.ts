import { formatCount } from '@/lib/format/counts'
import type { FrameRefusal } from '@/lib/operations/operation'
import type { FileRefusal } from '@/lib/operations/reference/import-entries'
import type { ReferenceRefusal } from '@/lib/operations/reference/put-entry'

/** Why a change to the reference was refused, and what to do. */
export function refusalSentence(refusal: FrameRefusal | ReferenceRefusal | FileRefusal): string {
  switch (refusal.kind) {
    case 'unchanged':
      return 'The reference says exactly this already.'
    case 'reasonMissing':
      return 'Say why this is corrected.'
    case 'otherApplication':
      return 'A host key for Windows cannot become one for Office, nor the other way round. Add another one.'
    case 'notInForce':
      return 'This entry was withdrawn already. Load the page again.'
    case 'nothingInFile':
      return 'The file holds nothing.'
    case 'tooManyLines':
      return `The file has more than ${formatCount(refusal.most)} lines. Split it, and import the parts.`
    case 'nothingToImport':
      return 'The file changes nothing here. Another person may have imported it meanwhile.'
    case 'notPermitted':
      return 'Your role does not allow changes to the reference.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}
