/**
 * Product keys by their shape only: nothing here computes, checks or makes a key beyond its alphabet.
 * A full key must never be stored, logged or shown; mask text before anything else looks at it.
 */

/** The base-24 alphabet of product keys. Keys of Windows 8 and later hold one N besides (GVLK tables, 2024). */
const ALPHABET = 'BCDFGHJKMPQRTVWXY2346789'

const GROUP = '[A-Za-z0-9](?:\\r?\\n?[A-Za-z0-9]){4}'
/** Any dash, a dash lost to a wrong code page or to "?", with blanks or one line break around it. */
const DASH =
  '[ \\t\\u00A0]{0,2}(?:\\r?\\n)?(?:[\\p{Pd}\\u2212\\u2043\\u00AD?]|\\uFFFD{1,3}|â€[“”"\\u0093\\u0094-]|ΓÇ[ôöÉ]|ÔÇ[ôöÉ])(?:\\r?\\n)?[ \\t\\u00A0]{0,2}'
const BLANKS = '[ \\t\\u00A0\\u2000-\\u200A\\u202F\\u3000]{1,3}'
const EDGE_BEFORE = '(?<![A-Za-z0-9])'
const EDGE_AFTER = '(?![A-Za-z0-9])'

const DASHED = new RegExp(`${EDGE_BEFORE}${GROUP}(?:${DASH}${GROUP}){4}${EDGE_AFTER}`, 'gu')
const BLANK_SEPARATED = new RegExp(
  `${EDGE_BEFORE}[A-Za-z0-9]{5}(?:${BLANKS}[A-Za-z0-9]{5}){4}${EDGE_AFTER}`,
  'gu',
)
const RUN_TOGETHER = /(?<![A-Za-z0-9])[A-Za-z0-9]{25}(?![A-Za-z0-9])/g

const fullWidth = (symbols: string) =>
  symbols.replace(/./g, (one) => one + String.fromCodePoint(one.charCodeAt(0) + 0xfee0))
/** Of the alphabet, in any case; full-width forms come from East Asian keyboards. */
const SYMBOL = `[${fullWidth(`${ALPHABET}N${ALPHABET.toLowerCase()}n`)}]`
/** Whatever may stand between groups on one line: signs, an escape of an address, an entity of a page. */
const ANY_JOINT = '(?:%[0-9A-Fa-f]{2}){1,3}|&#?[A-Za-z0-9]{2,6};|[^A-Za-z0-9\\r\\n\\uFF10-\\uFF5A]{1,12}'
/** Five groups with anything between them, also within a longer word. */
const ODDLY_JOINED = new RegExp(`${SYMBOL}{5}(?:(?:${ANY_JOINT})${SYMBOL}{5}){4}`, 'gu')
const SPELLED_OUT = new RegExp(
  `${EDGE_BEFORE}${SYMBOL}(?:[ \\t\\u00A0.,\\p{Pd}]{1,4}${SYMBOL}){24}${EDGE_AFTER}`,
  'gu',
)

/** Letters, digits and signs as East Asian keyboards type them stand one to one for those of ASCII (Unicode, U+FF00). */
const WIDE = /[\uFF01-\uFF5E\u3000]/g

/** The same text with full-width letters, digits, dashes and blanks as plain ones; its length stays. */
export function halfWidth(text: string): string {
  return text.replace(WIDE, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )
}

const inAlphabet = (symbol: string) => ALPHABET.includes(symbol) || symbol === 'N'
const countInAlphabet = (symbols: string) => [...symbols].filter(inAlphabet).length

/** A key typed with a few wrong letters still gives the key away, so a near miss counts as one. */
function looksLikeGroupedKey(symbols: string): boolean {
  const inside = countInAlphabet(symbols)
  if (!/[A-Z]/.test(symbols)) return false
  return inside === 25 || (inside >= 20 && /\d/.test(symbols))
}

/** The looser the joints, the surer the symbols must be. */
const isAllInAlphabet = (symbols: string) =>
  symbols.length === 25 && /[A-Z]/.test(symbols) && countInAlphabet(symbols) === 25

function looksLikeRunTogetherKey(run: string): boolean {
  const symbols = run.toUpperCase()
  if (!/[A-Z]/.test(symbols) || !/\d/.test(symbols)) return false
  return run === symbols ? countInAlphabet(symbols) >= 22 : countInAlphabet(symbols) === 25
}

const symbolsOf = (match: string) =>
  match
    .replace(/(?:%[0-9A-Fa-f]{2}){1,3}|&#?[A-Za-z0-9]{2,6};/g, ' ')
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()

function masked(match: string, isKey: (symbols: string) => boolean): string {
  const symbols = symbolsOf(match)
  if (!isKey(symbols)) return match
  const lineBreaks = match.match(/\r?\n/g)?.join('') ?? ''
  return `XXXXX-XXXXX-XXXXX-XXXXX-${symbols.slice(-5)}${lineBreaks}`
}

/**
 * Masks every 5x5 product key in a text but for its last five: `XXXXX-XXXXX-XXXXX-XXXXX-T83GX`.
 * Finds groups joined by any dash or blanks, also when a console wrapped a dashed key over two lines
 * (the line break moves behind the key, so line numbers hold), and 25 symbols run together; where all symbols
 * are of the alphabet, also groups with any other signs between them, in a longer word, or spelled out. Partial
 * keys in a column stay.
 * GUIDs, installation IDs and extended PIDs have other shapes and stay. Masking twice changes nothing.
 */
export function maskProductKeys(text: string): string {
  // Most lines of a file are shorter than a key.
  if (text.length < 25) return text
  return text
    .replace(DASHED, (match) => masked(match, looksLikeGroupedKey))
    .replace(BLANK_SEPARATED, (match) => masked(match, looksLikeGroupedKey))
    .replace(RUN_TOGETHER, (match) => masked(match, () => looksLikeRunTogetherKey(match)))
    .replace(ODDLY_JOINED, (match) => masked(match, isAllInAlphabet))
    .replace(SPELLED_OUT, (match) => masked(match, isAllInAlphabet))
}

/** Whether a text holds a product key, whole or already masked: of a name that does, nothing is left but that. */
export function holdsProductKey(text: string): boolean {
  return /(?:X{5}-){4}[A-Z0-9]{5}/i.test(text) || maskProductKeys(text) !== text
}

export type ProductKeyRefusal =
  | { kind: 'wrongLength'; symbols: number }
  /** position: 1 to 25, counted over the symbols without dashes and blanks. */
  | { kind: 'wrongSymbol'; position: number; symbol: string }
  | { kind: 'secondN'; position: number }

export type ParsedProductKey =
  /** key: upper-case, five groups joined by hyphens. A secret: encrypt or drop it, never log it. */
  { ok: true; key: string; partialKey: string } | { ok: false; refusal: ProductKeyRefusal }

/** Reads a typed key: any case and width, blanks, short and long dashes. Checks length and alphabet, nothing else. */
export function parseProductKey(text: string): ParsedProductKey {
  const symbols = [
    ...halfWidth(text)
      .replace(/[\s\p{Pd}\u2212\u2043\u00AD]/gu, '')
      .toUpperCase(),
  ]
  const wrong = symbols.findIndex((symbol) => !inAlphabet(symbol))
  const wrongSymbol = symbols[wrong]
  if (wrongSymbol !== undefined) {
    return { ok: false, refusal: { kind: 'wrongSymbol', position: wrong + 1, symbol: wrongSymbol } }
  }
  if (symbols.length !== 25) return { ok: false, refusal: { kind: 'wrongLength', symbols: symbols.length } }
  const secondN = symbols.indexOf('N', symbols.indexOf('N') + 1)
  if (symbols.includes('N') && secondN !== -1) {
    return { ok: false, refusal: { kind: 'secondN', position: secondN + 1 } }
  }
  const key = [0, 5, 10, 15, 20].map((start) => symbols.slice(start, start + 5).join('')).join('-')
  return { ok: true, key, partialKey: key.slice(-5) }
}

/**
 * The last five of a key as a source shows them, upper-case; absent when masked (XXXXX, *****), empty or
 * damaged. Any five letters or digits pass: sources are copied and edited, and a wrong letter is still
 * what the source said. A whole key or a masked one gives its last five.
 */
export function cleanPartialKey(text: string | undefined | null): string | undefined {
  const word = (text ?? '')
    .trim()
    .toUpperCase()
    .replace(/[.,;]$/, '')
  const lastFive = /^(?:[A-Z0-9]{5}-){4}([A-Z0-9]{5})$/.exec(word)?.[1] ?? word
  if (!/^[A-Z0-9]{5}$/.test(lastFive)) return undefined
  return lastFive === 'XXXXX' ? undefined : lastFive
}
