/** Pasted lists of product keys: one key a line, with or without words beside it. */
import { cleanPartialKey, halfWidth, type ParsedProductKey, parseProductKey } from './product-key'

export type KeyLineReading =
  | ParsedProductKey
  /** A list that shows its keys masked, or the last five alone. */
  | { ok: true; lastFiveOnly: string }

export interface KeyLine {
  /** 1-based, counted in the pasted text with its empty lines. */
  line: number
  /** 1-based: which of several keys in the line. */
  part: number
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

/** Reads each line that is not empty, every key in it. Never throws; what a line lacks to be a key is its refusal. */
export function readKeyLines(text: string): KeyLine[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((written, index) => ({ line: index + 1, written: halfWidth(written).trim() }))
    .filter(({ written }) => written !== '')
  const heading = lines.findIndex(({ written }) => labelColumns(written).length > 0)
  const columns = labelColumns(lines[heading]?.written ?? '')
  return lines.flatMap(({ line, written }, at) =>
    readLine(written).map((read, index) => {
      const words = at > heading && heading >= 0 ? wordsUnder(columns, written) : read.words
      return { line, part: index + 1, ...read, words: words || read.words }
    }),
  )
}

/** The columns that say what a key is, in the heading of a table such as the admin centre of Microsoft 365 exports (tabs). */
function labelColumns(written: string): number[] {
  const names = cellsOf(written).map((cell) => cell.toLowerCase())
  const isHeading =
    names.length > 2 && names.some((name) => /^(?:(?:product|license|volume) )?key$/.test(name))
  if (!isHeading) return []
  const product = names.findIndex((name) => /^(?:product|product name|products?)$/.test(name))
  const type = names.findIndex((name) => /^(?:key |license |product )?type$/.test(name))
  return [product, type].filter((column) => column >= 0)
}

const wordsUnder = (columns: readonly number[], written: string): string =>
  columns
    .map((column) => cellsOf(written)[column] ?? '')
    .filter((cell) => cell !== '' && !isKey(cell))
    .join(', ')
    .slice(0, 120)

const cellsOf = (written: string): string[] =>
  written.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

type Read = Pick<KeyLine, 'words' | 'reading'>

function readLine(written: string): Read[] {
  const found = findKeys(written)
  if (found.length === 0) return readWithoutShape(written)
  const words = wordsBeside(written, found)
  return found.map((key) => ({ words, reading: readSymbols(symbolsOf(key)) }))
}

/** More keys in a line than anybody writes. */
const MOST_IN_LINE = 10

/** Texts with the shape of a key: what is a key first, since words may have that shape too; else one to say why not. */
function findKeys(written: string): string[] {
  const shaped = shapedIn(written)
  const first = shaped.find(isKey) ?? shaped[0]
  if (first === undefined) return []
  const found = [first]
  for (let rest = written.replace(first, ' | '); found.length < MOST_IN_LINE; ) {
    const next = shapedIn(rest).find(isKey)
    if (next === undefined) break
    found.push(next)
    rest = rest.replace(next, ' | ')
  }
  return found
}

const isKey = (text: string) => readSymbols(symbolsOf(text)).ok

/** Overlapping too: in 'Plant BCDFG HJKMP ...' the first five words are no key, the five from the second on are. */
function shapedIn(text: string): string[] {
  return SHAPES.flatMap((shape) => {
    const found: string[] = []
    const search = new RegExp(shape.source, `${shape.flags}g`)
    for (let match = search.exec(text); match !== null; match = search.exec(text)) {
      found.push(match[0])
      search.lastIndex = match.index + 1
    }
    return found
  })
}

function readWithoutShape(written: string): Read[] {
  const lastFives = lastFivesIn(written)
  if (lastFives.length > 0) {
    const words = wordsBeside(written, lastFives)
    return lastFives.map((lastFive) => ({ words, reading: readLastFive(lastFive.toUpperCase()) }))
  }
  const field = fieldsOf(written).find((one) => /^[A-Z0-9]{5}$/.test(one) || GROUPED.test(one))
  if (field === undefined && !isAttempt(written)) {
    return [{ words: '', reading: { ok: false, refusal: { kind: 'wrongLength', symbols: 0 } } }]
  }
  return [{ words: wordsBeside(written, [field ?? written]), reading: readSymbols(field ?? written) }]
}

const fieldsOf = (written: string): string[] => written.split(/[\t,;|]|:\s/).map((field) => field.trim())

/** Whole fields, else words with letters and digits among others: a word of five letters may be anything. */
function lastFivesIn(written: string): string[] {
  const fields = fieldsOf(written).filter((field) => LAST_FIVE.test(field) && field === field.toUpperCase())
  const isOfGroups = GROUPED.test(written)
  const words =
    isOfGroups || fields.length > 0 ? fields : written.split(/[^A-Za-z0-9]+/).filter(isMixedLastFive)
  return [...new Set(words)].slice(0, MOST_IN_LINE)
}

/** A whole key, or what was meant to be one. */
const GROUPED = /(?:\S+-){3}\S+/
/** No product key has other letters or digits. */
const LAST_FIVE = /^[BCDFGHJKMNPQRTVWXY2346789]{5}$/i
const isMixedLastFive = (word: string) => LAST_FIVE.test(word) && /\d/.test(word) && /[a-z]/i.test(word)

/** Whether somebody may have meant a key: one word, or groups of about its length. A sentence of a mail is none. */
function isAttempt(written: string): boolean {
  const words = written.split(/\s+/)
  if (words.length === 1) return true
  const symbols = words.join('').replace(/[^\p{L}\p{N}]/gu, '')
  const hasKeyLength = symbols.length >= 20 && symbols.length <= 30
  return hasKeyLength && /\d/.test(symbols) && words.every((word) => word.length >= 3 && word.length <= 7)
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
function wordsBeside(written: string, keys: readonly string[]): string {
  const rest = keys
    .reduce((text, key) => text.replace(key, ' '), written)
    .replace(/^[\s,;|:\-–—>"']+|[\s,;|:\-–—"']+$/gu, '')
  return rest.replace(/\s+/g, ' ').trim().slice(0, 120)
}
