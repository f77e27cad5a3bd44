/**
 * Product keys by their shape only: nothing here computes, checks or makes a key beyond its alphabet.
 * A full key must never be stored, logged or shown; mask text before anything else looks at it.
 */

/** The base-24 alphabet of product keys. Keys of Windows 8 and later hold one N besides (GVLK tables, 2024). */
const ALPHABET = 'BCDFGHJKMPQRTVWXY2346789'

/** Blanks, and line breaks where a console or a person wrapped the key. */
const SPACE = '[ \\t\\u00A0\\u2000-\\u200A\\u202F\\u3000\\r\\n]{0,6}'
const GROUP = '[A-Za-z0-9](?:\\r?\\n?[A-Za-z0-9]){4}'
/** Any dash, or a dash lost to a wrong code page or to "?", with blanks and line breaks around it. */
const DASH = `${SPACE}(?:[\\p{Pd}\\u2212\\u2043?]|\\uFFFD{1,3}|â€[“”"\\u0093\\u0094-]|ΓÇ[ôöÉ]|ÔÇ[ôöÉ])${SPACE}`
const BLANKS = '[ \\t\\u00A0\\u2000-\\u200A\\u202F\\u3000]{1,3}'
const LINE_BREAK = /\r?\n/g
const EDGE_BEFORE = '(?<![A-Za-z0-9])'
const EDGE_AFTER = '(?![A-Za-z0-9])'
/** Of the alphabet, in any case. */
const SYMBOL = `[${ALPHABET}N${ALPHABET.toLowerCase()}n]`
const UPPER = `[${ALPHABET}N]`
const LOWER = `[${ALPHABET.toLowerCase()}n]`

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

function looksLikeRunTogetherKey(symbols: string, run: string): boolean {
  if (!/[A-Z]/.test(symbols) || !/\d/.test(symbols)) return false
  return run === symbols ? countInAlphabet(symbols) >= 22 : countInAlphabet(symbols) === 25
}

/** Not a stretch of a hash, which has no letters beyond F. */
const isNoHash = (symbols: string) => /[G-Z]/.test(symbols)

const FEWEST_KINDS = 10

/**
 * Over several lines a key and a column of last fives look alike. A column has more or fewer than five of them, a
 * heading that says what it is, or much the same names below each other; a key has one N at most and symbols of many kinds.
 * Only a key is wrapped behind its dashes: the signs of a list stand before its entries.
 */
function isNoColumn(symbols: string, match: string, before: string, after: string): boolean {
  if (!isAllInAlphabet(symbols)) return false
  if (!/[\r\n]/.test(match) || match.match(DASH_THEN_BREAK)?.length === 4) return true
  if (new Set(symbols).size < FEWEST_KINDS || symbols.indexOf('N') !== symbols.lastIndexOf('N')) return false
  return !FIVE_BEFORE.test(before) && !FIVE_AFTER.test(after) && !HEADING_BEFORE.test(before)
}
const DASH_THEN_BREAK = /[A-Za-z0-9][ \t]*[\p{Pd}\u2212][ \t]*\r?\n/gu
const FIVE_BEFORE = new RegExp(`${EDGE_BEFORE}${SYMBOL}{5}[^A-Za-z0-9]{1,12}$`)
const FIVE_AFTER = new RegExp(`^[^A-Za-z0-9]{1,12}${SYMBOL}{5}${EDGE_AFTER}`)
const HEADING_BEFORE = /(?:partial|last.?(?:five|5)|suffix)[^\r\n]{0,40}[\r\n][^A-Za-z0-9]*$/i

interface Writing {
  pattern: RegExp
  /** around: up to 80 characters on either side */
  isKey(symbols: string, match: string, before: string, after: string): boolean
}

/** How a key may be written once what hides it is undone, see `plainly`; the surest first. */
const WRITINGS: readonly Writing[] = [
  {
    pattern: new RegExp(`${EDGE_BEFORE}${GROUP}(?:${DASH}${GROUP}){4}${EDGE_AFTER}`, 'gu'),
    isKey: (symbols, match, before, after) =>
      (match.match(LINE_BREAK)?.length ?? 0) < 4
        ? looksLikeGroupedKey(symbols)
        : isNoColumn(symbols, match, before, after),
  },
  {
    pattern: new RegExp(`${EDGE_BEFORE}[A-Za-z0-9]{5}(?:${BLANKS}[A-Za-z0-9]{5}){4}${EDGE_AFTER}`, 'gu'),
    isKey: looksLikeGroupedKey,
  },
  { pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{25}(?![A-Za-z0-9])/g, isKey: looksLikeRunTogetherKey },
  // Five groups with anything between them on one line, also within a longer word.
  {
    pattern: new RegExp(`${SYMBOL}{5}(?:[^A-Za-z0-9\\r\\n]{1,12}${SYMBOL}{5}){4}`, 'gu'),
    isKey: isAllInAlphabet,
  },
  // The same over several lines, one group each.
  {
    pattern: new RegExp(`${EDGE_BEFORE}${SYMBOL}{5}(?:[^A-Za-z0-9]{1,12}${SYMBOL}{5}){4}${EDGE_AFTER}`, 'gu'),
    isKey: isNoColumn,
  },
  // Run together within a longer word, in one case.
  { pattern: new RegExp(`${UPPER}{25,}|${LOWER}{25,}`, 'g'), isKey: isNoHash },
  // In pieces of any length, over one line or several.
  {
    pattern: new RegExp(
      `${EDGE_BEFORE}${SYMBOL}(?:[ \\t\\u00A0.,\\p{Pd}\\r\\n]{0,6}${SYMBOL}){24}${EDGE_AFTER}`,
      'gu',
    ),
    isKey: isNoColumn,
  },
]

/** Letters, digits and signs as East Asian keyboards type them stand one to one for those of ASCII (Unicode, U+FF00). */
const WIDE = /[\uFF01-\uFF5E\u3000]/g

/** The same text with full-width letters, digits, dashes and blanks as plain ones; its length stays. */
export function halfWidth(text: string): string {
  return text.replace(WIDE, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )
}

/**
 * What is written otherwise than it reads: signs without width, escapes of an address, of JSON and of a program, entities
 * of a page. All of them stand between symbols, so that a dash reads the same.
 */
const HIDING =
  /\p{Cf}|\p{Mn}|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrt])|(?:%[0-9A-Fa-f]{2}){1,3}|&#?[A-Za-z0-9]{2,6};/gu
const MAY_HIDE = /[\\%&\uFF01-\uFF5E\u3000]|\p{Cf}|\p{Mn}/u

/** The text as a person reads it, with the place in the original of each of its characters and of its end. */
function plainly(text: string): { plain: string; places?: number[] } {
  if (!MAY_HIDE.test(text)) return { plain: text }
  const half = halfWidth(text)
  const places: number[] = []
  let plain = ''
  const keep = (from: number, to: number) => {
    plain += half.slice(from, to)
    for (let place = from; place < to; place += 1) places.push(place)
  }
  let kept = 0
  for (const { 0: hiding, index } of half.matchAll(HIDING)) {
    keep(kept, index)
    kept = index + hiding.length
    if (!/^[\\%&]/.test(hiding)) continue
    plain += '-'
    places.push(index)
  }
  keep(kept, half.length)
  return { plain, places: [...places, half.length] }
}

interface FoundKey {
  start: number
  end: number
  lastFive: string
}

function keysIn(plain: string): FoundKey[] {
  const found: FoundKey[] = []
  for (const { pattern, isKey } of WRITINGS) {
    if (plain.search(pattern) === -1) continue
    for (const { 0: match, index } of plain.matchAll(pattern)) {
      const end = index + match.length
      const symbols = match.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
      const around = [plain.slice(Math.max(0, index - 80), index), plain.slice(end, end + 80)] as const
      if (!isKey(symbols, match, ...around)) continue
      if (found.some((other) => index < other.end && end > other.start)) continue
      found.push({ start: index, end, lastFive: symbols.slice(-5) })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

/**
 * Masks every 5x5 product key in a text but for its last five: `XXXXX-XXXXX-XXXXX-XXXXX-T83GX`: whatever a person or a
 * program could read back as one, in groups joined by dashes, blanks or other signs, run together, in pieces, wrapped
 * over lines (the line breaks move behind the key, so line numbers hold), escaped or within a longer word. Last fives in
 * a column stay, and so do GUIDs, installation IDs, extended PIDs and hashes. Masking twice changes nothing.
 */
export function maskProductKeys(text: string): string {
  // Most lines of a file are shorter than a key.
  if (text.length < 25) return text
  const { plain, places } = plainly(text)
  let masked = ''
  let done = 0
  for (const { start, end, lastFive } of keysIn(plain)) {
    const from = places?.[start] ?? start
    const to = places ? (places[end - 1] ?? 0) + 1 : end
    const lineBreaks = text.slice(from, to).match(LINE_BREAK)?.join('') ?? ''
    masked += `${text.slice(done, from)}XXXXX-XXXXX-XXXXX-XXXXX-${lastFive}${lineBreaks}`
    done = to
  }
  return masked + text.slice(done)
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

/** Whether a key can end so. Tools and edited texts show endings such as ABCDE or 12345, which hold symbols no key has. */
export const canEndKey = (lastFive: string): boolean => countInAlphabet(lastFive) === lastFive.length

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
