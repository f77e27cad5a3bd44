/** Pasted lists of product keys: one key a line, with or without words beside it. */
import { cleanPartialKey, type ParsedProductKey, parseProductKey } from './product-key'

export type KeyLineReading =
  | ParsedProductKey
  /** A list that shows its keys masked, or the last five alone. */
  | { ok: true; lastFiveOnly: string }

export interface KeyLine {
  /** 1-based, counted in the pasted text with its empty lines. */
  line: number
  /** What stood beside the key: often the product's name. */
  words: string
  reading: KeyLineReading
}

const SYMBOL = '[\\p{L}\\p{N}*]'
const GROUPS = (joint: string) =>
  new RegExp(`(?<!${SYMBOL})${SYMBOL}{5}(?:${joint}${SYMBOL}{5}){4}(?!${SYMBOL})`, 'u')

/** In this order: a label of five-letter words must not be taken for groups of a key. */
const SHAPES: readonly RegExp[] = [
  GROUPS('\\s{0,2}[^\\p{L}\\p{N}\\s*,;|:]{1,3}\\s{0,2}'),
  // Dashes that went through a wrong code page come as letters and signs.
  /(?<![A-Za-z0-9])[A-Za-z0-9]{5}(?:[^A-Za-z0-9\s]{1,4}[A-Za-z0-9]{5}){4}(?![A-Za-z0-9])/,
  GROUPS('\\s{1,3}'),
  new RegExp(`(?<!${SYMBOL})[A-Za-z0-9]{25}(?!${SYMBOL})`, 'u'),
]

/** Reads each line that is not empty. Never throws; what a line lacks to be a key is its refusal. */
export function readKeyLines(text: string): KeyLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((written, index) => ({ line: index + 1, written: written.trim() }))
    .filter(({ written }) => written !== '')
    .map(({ line, written }) => ({ line, ...readLine(written) }))
}

function readLine(written: string): Pick<KeyLine, 'words' | 'reading'> {
  const found = SHAPES.map((shape) => shape.exec(written)?.[0]).find((match) => match !== undefined)
  if (found !== undefined) {
    return { words: wordsBeside(written, found), reading: readSymbols(symbolsOf(found)) }
  }
  const fields = written.split(/[\t,;|]|:\s/).map((field) => field.trim())
  const lastFive = fields.find((field) => /^[A-Z0-9]{5}$/.test(field))
  const field = lastFive ?? fields.find((one) => /(?:\S+-){3}\S+/.test(one)) ?? written
  return { words: wordsBeside(written, field), reading: readSymbols(field) }
}

/** Letters of other alphabets count as typed, unless they are what became of a dash. */
function symbolsOf(found: string): string {
  const latin = found.replace(/[^A-Za-z0-9*]/g, '')
  return latin.length === 25 ? latin : found.replace(/[^\p{L}\p{N}*]/gu, '')
}

function readSymbols(text: string): KeyLineReading {
  const symbols = text.replace(/[\s\p{Pd}…]/gu, '').toUpperCase()
  const maskedLastFive = /^[X*]{20}(.{5})$/.exec(symbols)?.[1]
  const lastFive = maskedLastFive ?? (/^.{5}$/u.test(symbols) ? symbols : undefined)
  return lastFive === undefined ? parseProductKey(text) : readLastFive(lastFive)
}

/** Position of a wrong symbol as in a whole key: the last five are 21 to 25. */
function readLastFive(lastFive: string): KeyLineReading {
  const parsed = parseProductKey(`${'B'.repeat(20)}${lastFive}`)
  if (!parsed.ok) return parsed
  const clean = cleanPartialKey(lastFive)
  return clean === undefined
    ? { ok: false, refusal: { kind: 'wrongLength', symbols: 0 } }
    : { ok: true, lastFiveOnly: clean }
}

/** No more than a label: what could still be part of a key is not kept. */
function wordsBeside(written: string, key: string): string {
  const rest = written.replace(key, ' ').replace(/^[\s,;|:\-–—]+|[\s,;|:\-–—]+$/gu, '')
  return rest.replace(/\s+/g, ' ').trim().slice(0, 120)
}
