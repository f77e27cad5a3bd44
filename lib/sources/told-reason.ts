import { CODE_WITH_LETTERS, misreadCode } from '@/lib/activation/reason/misread-code'
import { normaliseCode, SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { REASON_ROWS } from '@/lib/activation/reason/reason-codes'

const LISTED = REASON_ROWS.map(({ code }) => code)

/** What was meant for a code, whatever became of its digits: 0xCOO4FO74, 0xC004F0…, 0xC004FZ74. */
const LIKE_CODE = /(?<![\w-])[0o]x[0-9a-z]{2,12}(?:\.{2,}|…)?/i
const CUT_OFF = /(?:\.{2,}|…)$/
/** slmgr shortens 0x0 and Win32's 0x57, never a code of the licensing service: one with five to seven digits has lost some. */
const LOST_DIGITS = /^0x[0-9a-f]{5,7}$/i
/** Letters that are read as digits whatever the code is: no hexadecimal digit looks like them. */
const ONLY_LETTERS = /^(?:[0o]x)?[0-9a-foil]{8}$/i
const LONGEST_CODE = 40

/** A reason code as a source writes it. */
export interface ToldReason {
  /** '0xC004F038' form; success is one. */
  code?: string
  /** The listed code that an unread one may mean. */
  guess?: string
  /** A sentence for the person who sent it, where the code was not written as it was read, or not read at all. */
  note?: string
}

/**
 * The code in a field for one. Letters that a scanner or a person wrote for digits are read as the digits; what lacks a
 * digit, was cut off or is damaged stays unread. Either is said. Text that holds nothing like a code is no reason and no fault.
 */
export function toldReason(value: string | undefined): ToldReason {
  const text = value?.trim() ?? ''
  const written = codeLikeIn(text)
  const isWhole = !LOST_DIGITS.test(written ?? '')
  const code = isWhole ? (normaliseCode(text) ?? normaliseCode(written ?? '')) : undefined
  if (code !== undefined) return { code }
  if (written === undefined) return {}
  const shown = `“${written.slice(0, LONGEST_CODE)}”`
  if (CUT_OFF.test(written))
    return { note: `The reason code ${shown} is cut off; recorded without a reason.` }
  const meant = misreadCode(written, LISTED)
  if (meant !== undefined && ONLY_LETTERS.test(written)) {
    return { code: meant, note: `The reason code ${shown} was read as ${meant}: it has letters for digits.` }
  }
  const note = `The reason code ${shown} cannot be read; recorded without a reason.`
  return meant === undefined ? { note } : { guess: meant, note: `${note} It may mean ${meant}.` }
}

/** The same of a product that is not licensed: success is absent, it explains nothing. */
export function failureReason(value: string | undefined): ToldReason {
  const told = toldReason(value)
  return told.code === SUCCESS_CODE ? {} : told
}

/** The first thing in a text that looks like a reason code. */
export function codeLikeIn(text: string): string | undefined {
  const found = [LIKE_CODE.exec(text), new RegExp(CODE_WITH_LETTERS.source, 'i').exec(text)]
  return found.filter((match) => match !== null).toSorted((one, other) => one.index - other.index)[0]?.[0]
}
