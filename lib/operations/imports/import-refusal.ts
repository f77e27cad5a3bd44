import type { Said } from '../frame-refusal'

export interface ImportRefusal {
  kind: keyof typeof SENTENCES
}

const SENTENCES = {
  notFound: 'This import no longer exists. Reload the page.',
  notReady: 'It is not ready to be imported. Reload the page.',
  alreadyRecorded: 'It is already imported.',
  alreadyEnded: 'It has already ended. Reload the page.',
  needsHostName: 'Enter the machine it is from first.',
  needsDayOrder: 'Choose whether day or month comes first in its dates.',
  needsCaptures: 'Say whether the text is of one machine or of several.',
  nothingToDiscard: 'None of these imports is unrecognised any more. Reload the page.',
  nothingUsable: 'Nothing in it can be used.',
  notEnded: 'It has not ended yet. Cancel it first.',
  alreadyUndone: 'It is undone already. Reload the page.',
  nothingRecorded: 'Nothing of it is in the record.',
  claimsNotKept:
    'It was imported by a version of the console that did not keep which imports say the same, so it cannot be undone.',
  pastRetention: 'Part of what it says is older than the history that is kept, so it cannot be undone.',
  ofSample: 'It belongs to the sample fleet. Remove the sample fleet instead.',
} as const

export const refuse = (kind: ImportRefusal['kind']) => ({ ok: false as const, refusal: { kind } })

/** Why something about an import was refused, and what to do. */
export function sayImportRefusal({ kind }: ImportRefusal): Said {
  return SENTENCES[kind]
}
