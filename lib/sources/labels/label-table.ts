import type { LicenseStatus } from '@/lib/activation/observation'

export type LabelGrade = 'seen' | 'matched' | 'documentation'

/**
 * What one language writes for the fields of a tool. Blanks and case do not matter when a text is
 * compared, so that a console's wrapping at a blank loses nothing.
 */
export interface LabelTable<Field extends string> {
  language: string
  /**
   * How well the spellings are known: copied from output, looked for by another tool, or taken from translated documentation.
   * A word from documentation never decides a status alone.
   */
  grade: LabelGrade
  /** `Label: value`. A field can have several spellings. */
  labels: Partial<Record<Field, readonly string[]>>
  /** Rows without a colon: a fixed text, with or without a value behind it. After "…" the text may stand anywhere in the row. */
  sentences?: Partial<Record<Field, readonly string[]>>
  /** Words of the license status; an explanation in brackets behind them is ignored. */
  statuses: Readonly<Record<string, LicenseStatus>>
}

/** How a value may go on in the next row when a console wrapped it. */
export type ValueKind =
  | 'text'
  | 'ignored'
  | 'guid'
  | 'digits'
  | 'pid'
  | 'url'
  | 'host'
  | 'number'
  | 'minutes'
  | 'moment'
  | 'status'
  | 'word'

const PLAIN_WORD = /^[!-~]*$/

/** Text as it is compared: without blanks, in lower case, accents composed. */
export function squeeze(text: string): string {
  if (PLAIN_WORD.test(text)) return text.toLowerCase()
  return text.normalize('NFC').replace(/\s+/gu, '').replace(/[’‘´]/g, "'").toLowerCase()
}
