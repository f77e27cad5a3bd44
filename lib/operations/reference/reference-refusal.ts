import { formatCount } from '@/lib/format/counts'
import type { Said } from '../frame-refusal'

export type ReferenceRefusal =
  /** It says what is there already. */
  | { kind: 'unchanged' }
  /** A correction needs its reason. */
  | { kind: 'reasonMissing' }
  /** A Windows key cannot become an Office key, nor the other way round. */
  | { kind: 'otherApplication' }
  | { kind: 'notInForce' }

/** Why a whole file of entries was refused. */
export type FileRefusal =
  | { kind: 'nothingInFile' }
  | { kind: 'tooManyLines'; most: number }
  /** Whatever it holds is here already, or is wrong. */
  | { kind: 'nothingToImport'; same: number; leftOut: number }

/** Why a change to the reference was refused, and what to do. */
export function sayReferenceRefusal(refusal: ReferenceRefusal | FileRefusal): Said {
  const sentence = referenceSentence(refusal)
  if (refusal.kind === 'reasonMissing') return { field: 'note', sentence }
  return FILE_REFUSALS.has(refusal.kind) ? { field: 'text', sentence } : sentence
}

const FILE_REFUSALS: ReadonlySet<string> = new Set(['nothingInFile', 'tooManyLines'])

/** The same for a line of a file, which has no fields. */
export function referenceSentence(refusal: ReferenceRefusal | FileRefusal): string {
  switch (refusal.kind) {
    case 'unchanged':
      return 'The reference already says exactly this.'
    case 'reasonMissing':
      return 'This changes an existing entry. Give a reason.'
    case 'otherApplication':
      return 'A host key for Windows cannot become one for Office, or the other way round. Add another host key.'
    case 'notInForce':
      return 'This entry is already withdrawn. Reload the page.'
    case 'nothingInFile':
      return 'The file is empty.'
    case 'tooManyLines':
      return `The file has more than ${formatCount(refusal.most)} lines. Split it and import the parts.`
    case 'nothingToImport':
      return 'The file changes nothing here. Someone else may have imported it already.'
  }
}
