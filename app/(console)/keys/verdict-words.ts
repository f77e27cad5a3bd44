import type { Tone } from '@/components/ui/badge'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'

export interface VerdictWords {
  word: string
  tone: Tone
  sentence: string
}

/** What becomes of one pasted line, in a word and a sentence. */
export function verdictWords({ verdict, proposal }: JudgedLine): VerdictWords {
  switch (verdict.kind) {
    case 'new':
      return { word: 'New', tone: 'ok', sentence: proposal?.because ?? 'No machine has shown it yet.' }
    case 'newByLastFive':
      return {
        word: 'Last five',
        tone: 'watch',
        sentence:
          `Only the last five are known; the whole key can be added later. ${proposal?.because ?? ''}`.trim(),
      }
    case 'joins':
      return {
        word: 'Joins',
        tone: 'ok',
        sentence: `We know ${verdict.label} by these last five; the whole key is stored with it.`,
      }
    case 'held':
      return {
        word: 'Held',
        tone: 'neutral',
        sentence: `We hold this key already: ${verdict.label}${verdict.isRetired ? ', retired' : ''}.`,
      }
    case 'repeated':
      return { word: 'Repeated', tone: 'neutral', sentence: `The same as line ${verdict.line}.` }
    case 'published':
      return {
        word: 'Public',
        tone: 'neutral',
        sentence: `This is the public set-up key of ${verdict.product}. Anyone can look it up, so it is not stored.`,
      }
    case 'noKey':
      return { word: 'No key', tone: 'neutral', sentence: 'There is no key in this line.' }
    case 'wrong':
      return { word: 'Not a key', tone: 'bad', sentence: verdict.sentence }
  }
}

/** Whether a line can be added at all. */
export function isAddable({ verdict }: JudgedLine): boolean {
  return verdict.kind === 'new' || verdict.kind === 'newByLastFive' || verdict.kind === 'joins'
}
