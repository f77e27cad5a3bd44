import type { ValueKind } from '../labels/label-table'

/** A row shorter than this did not fill a console of 80 columns, whatever indent or blank it lost. */
const FULL_ROW = 70

/** The piece of a row that may be continued, and the next row. */
export interface Continuation {
  kind: ValueKind
  value: string
  /** Width of the row that would be continued, without the indent of its label. */
  width: number
  next: string
}

const PIECE: Partial<Record<ValueKind, RegExp>> = {
  guid: /^[0-9a-fx*-]+$/i,
  digits: /^\d+$/,
  pid: /^[0-9a-z.-]+$/i,
  url: /^\S+$/,
  host: /^[\w.:[\]-]+$/,
  number: /^\d+$/,
  moment: /^[\d:./ -]*(?:[ap]\.? ?m\.?)?$/i,
}

const WORDS = /^[\p{L}\d ().]+$/u

const LONGEST: Partial<Record<ValueKind, number>> = { guid: 36, digits: 63, pid: 64, number: 10, host: 262 }

/**
 * True when the next row is the rest of a value that a console wrapped. Such a row has no label of its
 * own, follows a row that filled the console (or a label whose whole value moved down), and holds
 * only what the value can go on with.
 */
export function continues({ kind, value, width, next }: Continuation): boolean {
  if (width < FULL_ROW && !(value === '' && isMovedDown(kind, next))) return false
  const longest = LONGEST[kind]
  if (longest !== undefined && value.length + next.length > longest) return false
  if (kind === 'text') return !isCompleteText(value)
  if (kind === 'word') return false
  if (kind === 'ignored') return !/[.)]$/.test(value)
  if (kind === 'minutes' || kind === 'status') return !isBalanced(value) && WORDS.test(next)
  return PIECE[kind]?.test(next) ?? true
}

/** A long value without a blank in it (URL, id) can move to the next row as a whole. */
function isMovedDown(kind: ValueKind, next: string): boolean {
  if (kind === 'url') return /^https?:/i.test(next)
  if (kind === 'digits') return /^\d{30,}$/.test(next)
  return kind === 'guid' && /^[0-9a-f]{8}-/i.test(next)
}

/** Product names end in "edition", descriptions in "channel"; add-ons list their editions and have no end. */
const isCompleteText = (value: string) => /(?:edition:?|channel|\.\.\.)$/.test(value)

const isBalanced = (value: string) =>
  value.includes('(') && value.split('(').length === value.split(')').length

/** Words that never go on a word before them, in names and descriptions of products. */
const OWN_WORD =
  /^(?:channel|edition|add-on|for\b|Operating\b|System\b|Windows\(|VOLUME_|RETAIL|OEM_|TIMEBASED_|\()/

/** Where consoles break rows. */
const CONSOLE_WIDTHS = new Set([80, 100, 120])

/** True for a row that lost the blank it ended in: it is one short of a console's width. */
export const lostBlank = (width: number) => CONSOLE_WIDTHS.has(width + 1)

/**
 * Puts the rest of a wrapped value behind its beginning. A blank at which the console broke the row is
 * often lost from the copied text; it comes back where the row is one short of a console's width, or where
 * the words of a product's name need it. `hasBlank`: it is still there. Other values hold no blanks that matter.
 */
export function joinValue({ kind, value, width, next }: Continuation, hasBlank: boolean): string {
  if (kind === 'ignored') return `${value} ${next}`
  if (kind !== 'text') return value + next
  const needsBlank = hasBlank || lostBlank(width) || OWN_WORD.test(next) || /^[^,]*,$/.test(value)
  return value + (needsBlank ? ' ' : '') + next
}
