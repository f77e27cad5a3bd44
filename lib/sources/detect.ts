import type { Reader } from './reader'
import { readers } from './readers'

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

/** Characters kept at either end of a run of blanks and line breaks. */
const GAP_EDGE = 50

/** Signs look behind any blanks at the start of a line: thousands of empty lines would cost their square. */
const withoutLongGaps = (text: string) =>
  text.replace(/\s{101,}/g, (gap) => gap.slice(0, GAP_EDGE) + gap.slice(-GAP_EDGE))
