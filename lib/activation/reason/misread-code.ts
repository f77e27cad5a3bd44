import { slipsBetween } from '../words/nearest'
import { normaliseCode } from './reason-code'

/** Letters that people and scanners write for digits. */
const DIGIT_FOR: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1' }

/** Codes of the facilities that activation knows, with or without 0x, some of their digits written as letters. */
export const CODE_WITH_LETTERS =
  /(?<![\w-])(?:[0o]x[0-9a-foil]{7,9}|(?:c[0o]{2}4|4[0o]{2}4|8[0o]{2}[47])[0-9a-foil]{4})(?![\w-])/gi

/**
 * The code that a misspelt one probably means: letters for digits (0xCOO4FO74), and of the listed codes the only one that is one
 * digit longer or shorter, or has two neighbours swapped. Absent for a text that is right as it stands, or means
 * nothing. codes: the listed ones.
 */
export function misreadCode(text: string, codes: readonly string[]): string | undefined {
  const written = text.toLowerCase().replace(/^[0o]x/, '')
  const digits = written.replace(/[oil]/g, (letter) => DIGIT_FOR[letter] ?? letter)
  if (!/^[0-9a-f]{7,9}$/.test(digits)) return undefined
  const code = `0x${digits.toUpperCase()}`
  if (codes.includes(code)) return code === normaliseCode(text) ? undefined : code
  const near = codes.filter((listed) => slipsBetween(listed, code) === 1 && isMovedOrMissing(listed, code))
  if (near.length === 1) return near[0]
  return digits.length === 8 && digits !== written ? code : undefined
}

/** Not another digit, which would be another code: two swapped, one missing or one too many. */
const isMovedOrMissing = (listed: string, code: string) =>
  listed.length !== code.length || [...listed].toSorted().join('') === [...code].toSorted().join('')
