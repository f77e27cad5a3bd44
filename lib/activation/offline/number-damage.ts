/** How a long number comes back damaged from spreadsheets and typing; told apart so that the remedy can be named. */
export type NumberDamage =
  | { kind: 'empty' }
  /** '1.2346E+62': a spreadsheet took it for a number and kept 15 digits of it. */
  | { kind: 'scientific' }
  /** Zeros only behind the fifteenth digit: the same, shown in full. */
  | { kind: 'rounded'; digits: number }
  /** position: 1-based in the text. */
  | { kind: 'notDigits'; position: number; symbol: string }
  /** Shorter than its groups allow at a group's front. group: 1-based. */
  | { kind: 'lostZero'; group: number; digits: number; needed: number }
  /** digits: how many there are; needed: the lengths that would do, in words of numbers. */
  | { kind: 'tooShort'; digits: number; needed: string }
  | { kind: 'tooLong'; digits: number; needed: string }

/** A spreadsheet number holds 15 significant digits. */
const KEPT_DIGITS = 15

/** What stands around digits in spreadsheets: ="..." or '... of text cells. */
const OPENING = /^\s*(?:=\s*)?["'\u2018\u2019\u201C\u201D]*/
const CLOSING = /["'\u2018\u2019\u201C\u201D\s]/
/** What stands between digits in print and speech. */
const SEPARATOR = /[\s.\-\u00A0\u00AD\u2010-\u2015\u2212\u200B\uFEFF]/u
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?\s*E\s*\+?\d{1,3}$/i

/** The text without the quotes and the equals sign that keep it a text in a spreadsheet. */
export function unwrapped(text: string): string {
  const start = OPENING.exec(text)?.[0].length ?? 0
  let end = text.length
  while (end > start && CLOSING.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** The digits of each group as it was written; one group when nothing separates them. */
export function writtenGroups(text: string): string[] {
  return unwrapped(text)
    .split(new RegExp(`${SEPARATOR.source}+`, 'u'))
    .filter((group) => group !== '')
}

/** What is wrong with a number before its length is looked at; absent when it consists of digits. */
export function symbolDamage(text: string): NumberDamage | undefined {
  const bare = unwrapped(text)
  if (bare.trim() === '') return { kind: 'empty' }
  if (SCIENTIFIC.test(bare.trim())) return { kind: 'scientific' }
  const symbols = [...text]
  const start = text.indexOf(bare)
  const position = symbols.findIndex(
    (symbol, at) =>
      at >= start && at < start + bare.length && !/[0-9]/.test(symbol) && !SEPARATOR.test(symbol),
  )
  const symbol = symbols[position]
  if (symbol !== undefined) return { kind: 'notDigits', position: position + 1, symbol }
  const digits = digitsOf(text)
  if (digits === '') return { kind: 'empty' }
  const rest = digits.slice(KEPT_DIGITS)
  if (rest.length > KEPT_DIGITS && /^0+$/.test(rest)) return { kind: 'rounded', digits: digits.length }
  return undefined
}

/** All digits of a text, nothing else. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** A group that is one or two digits short although others are whole: its leading zeros are gone. */
export function lostZero(groups: readonly string[], size: number): NumberDamage | undefined {
  if (groups.length < 2) return undefined
  const at = groups.findIndex((group, position) => group.length < size && position < groups.length - 1)
  const group = groups[at]
  if (group === undefined || groups.some((one) => one.length > size)) return undefined
  return { kind: 'lostZero', group: at + 1, digits: group.length, needed: size }
}

/** '0123456 7890123 ...' */
export function inGroupsOf(digits: string, size: number): string[] {
  return digits.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? []
}
