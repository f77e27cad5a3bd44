import type { FrameRefusal } from '@/lib/operations/operation'

type Refusal = FrameRefusal | { kind: string; message?: string }

const SENTENCES: Readonly<Record<string, string>> = {
  notPermitted: 'Your role does not allow changes to imports.',
  badInput: 'Check the form and try again.',
  notFound: 'There is no such import. Load the page again.',
  notReady: 'It is not ready to be imported. Load the page again to see how far it is.',
  alreadyRecorded: 'It has been imported already.',
  alreadyEnded: 'It has ended already. Load the page again.',
  needsHostName: 'Say first which machine it is from.',
  nothingUsable: 'There is nothing in it that can be used.',
}

/** Why something about an import was refused, and what to do. */
export function refusalSentence(refusal: Refusal): string {
  return SENTENCES[refusal.kind] ?? 'It was refused. Load the page again to see how it stands.'
}
