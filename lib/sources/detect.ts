import type { Reader } from './reader'
import { readers } from './readers'
import { type Unwrapping, unwrappingsOf } from './unwrap/unwrap'

/** Below this a reader only guesses. */
const SURE_ENOUGH = 0.5

/** Characters of a text that detection looks at. */
export const HEAD_LENGTH = 64 * 1024

/**
 * The reader for a text, by its first 64 KiB alone: file names do not count. Absent when no reader is
 * sure enough, so that other tools' output is refused instead of misread.
 */
export function detectFormat(head: string): { reader: Reader; score: number } | undefined {
  const start = withoutLongGaps(head.slice(0, HEAD_LENGTH))
  let best: { reader: Reader; score: number } | undefined
  for (const reader of readers) {
    const score = reader.detect(start)
    if (score >= SURE_ENOUGH && score > (best?.score ?? 0)) best = { reader, score }
  }
  return best
}

const TRANSCRIPTS: ReadonlySet<string> = new Set(['slmgr-text', 'ospp-text', 'kms-event-text'])

/**
 * The reader for a text, and what must come off around it first. In a transcript the words around output are passed over;
 * of any other format only what stands inside fences is read, where there are fences.
 */
export function detectWrapped(head: string): { reader: Reader; unwrapping?: Unwrapping } | undefined {
  const { all, inside } = unwrappingsOf(head.slice(0, HEAD_LENGTH))
  const insideFound = inside && detectFormat(inside.head)
  if (inside && insideFound && !TRANSCRIPTS.has(insideFound.reader.format)) {
    return { reader: insideFound.reader, unwrapping: inside }
  }
  const allFound = all && detectFormat(all.head)
  if (all && allFound) return { reader: allFound.reader, unwrapping: all }
  return detectFormat(head)
}

/** Characters kept at either end of a run of blanks and line breaks. */
const GAP_EDGE = 50

/** Signs look behind any blanks at the start of a line: thousands of empty lines would cost their square. */
const withoutLongGaps = (text: string) =>
  text.replace(/\s{101,}/g, (gap) => gap.slice(0, GAP_EDGE) + gap.slice(-GAP_EDGE))
