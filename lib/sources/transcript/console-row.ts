import { halfWidth } from '@/lib/activation/product/product-key'
import type { Line } from '../lines'
import { type Prompt, promptOf } from './prompt'

/** One row of a console as it was copied, freed from what copying adds. */
export interface ConsoleRow {
  line: number
  /** Without blanks at both ends. */
  text: string
  /** Blanks before the text. */
  indent: number
  /** Exactly one blank behind the text, as where a console broke a row; two are a mark of some editors. */
  endsInBlank: boolean
  prompt: Prompt | undefined
}

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes of terminals
const TERMINAL_CODES = /\u001b\[[0-9;?]*[A-Za-z]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
const QUOTE_MARKS = /^(?:\s{0,3}>)+ ?/
const BULLET = /^\s*[-*•]\s+(?=[\p{L}*`])/u
const FENCE = /^\s*(?:```|~~~)/
const BOLD = /\*\*([^*]+)\*\*/g

/** Removes mark-up, quote marks, terminal codes and invisible characters around a row. */
export function consoleRowOf({ line, text }: Pick<Line, 'line' | 'text'>): ConsoleRow {
  const unmarked = unmark(text)
  const whole = unmarked.includes('\t') ? unmarked.replaceAll('\t', '    ') : unmarked
  const plain = whole.trimEnd()
  const trimmed = plain.trimStart()
  return {
    line,
    text: trimmed,
    indent: plain.length - trimmed.length,
    endsInBlank: whole.length - plain.length === 1,
    prompt: promptOf(trimmed),
  }
}

function unmark(text: string): string {
  if (FENCE.test(text)) return ''
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : withoutInvisible(text)
  const unquoted = plain.includes('>') ? plain.replace(QUOTE_MARKS, '') : plain
  return MARKS.test(unquoted) ? withoutMarks(unquoted) : unquoted
}

const MARKS = /[-*•`]/

const withoutMarks = (text: string) => text.replace(BULLET, '').replace(BOLD, '$1').replaceAll('`', '')

/** Signs as East Asian keyboards type them, full-width colons and brackets among them, become plain ones. */
function withoutInvisible(text: string): string {
  return halfWidth(text)
    .replace(TERMINAL_CODES, '')
    .replace(CONTROL_CHARACTERS, '')
    .replace(INVISIBLE, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .normalize('NFC')
}
