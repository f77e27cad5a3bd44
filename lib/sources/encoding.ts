import iconv from 'iconv-lite'
import { plausibilityOf } from './encoding-plausibility'

/** One-byte code pages of Western and Cyrillic Windows consoles and editors, best guess first on a tie. */
const CODE_PAGES = ['cp850', 'cp437', 'cp1252', 'cp866', 'cp1251'] as const

/** Share of control characters from which bytes are no text. Line breaks, tabs, form feeds and escapes are text. */
const BINARY_SHARE = 0.02

/**
 * The encoding of a piece of bytes: 'utf-8', 'utf-16le', 'utf-16be', a code page, or 'binary'.
 * Absent when all bytes are ASCII, where every encoding but UTF-16 reads the same.
 */
export function detectEncoding(bytes: Buffer): string | undefined {
  const marked = fromByteOrderMark(bytes)
  if (marked !== undefined) return marked
  const counts = countBytes(bytes)
  const wide = fromNulPattern(counts)
  if (wide !== undefined) return isPlainText(iconv.decode(bytes, wide)) ? wide : 'binary'
  if (counts.controls > bytes.length * BINARY_SHARE) return 'binary'
  if (counts.high === 0) return undefined
  if (isMostlyUtf8(bytes)) return 'utf-8'
  return bestCodePage(bytes)
}

function fromByteOrderMark(bytes: Buffer): string | undefined {
  if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes.length < 2) return undefined
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

interface ByteCounts {
  total: number
  /** NULs at even and odd places: UTF-16 BE and LE of Latin text has them at every second place. */
  nulEven: number
  nulOdd: number
  controls: number
  high: number
}

function countBytes(bytes: Buffer): ByteCounts {
  const counts = { total: bytes.length, nulEven: 0, nulOdd: 0, controls: 0, high: 0 }
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte >= 0x80) counts.high += 1
    if (isControl(byte)) counts.controls += 1
    if (byte === 0 && index % 2 === 0) counts.nulEven += 1
    if (byte === 0 && index % 2 === 1) counts.nulOdd += 1
  }
  return counts
}

const isControl = (code: number) =>
  code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c && code !== 0x1b

/** Chinese text in UTF-16 has NULs only in its digits, ids and line breaks, so a tenth of the places is enough. */
function fromNulPattern({ total, nulEven, nulOdd }: ByteCounts): string | undefined {
  const places = total / 2
  if (nulOdd > 0 && nulOdd >= places * 0.1 && nulEven <= nulOdd * 0.05) return 'utf-16le'
  if (nulEven > 0 && nulEven >= places * 0.1 && nulOdd <= nulEven * 0.05) return 'utf-16be'
  return undefined
}

function isPlainText(text: string): boolean {
  let odd = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isControl(code) || (code >= 0x7f && code <= 0x9f) || code === 0xfffd) odd += 1
  }
  return odd <= text.length * BINARY_SHARE
}

/** True when the bytes are UTF-8; a few damaged ones in a long text do not make it something else. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const whole = bytes.toString('utf8').replace(/\ufffd+$/, '')
  const damaged = whole.split('\ufffd').length - 1
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII that was decoded
  const decoded = whole.replace(/[\u0000-\u007f\ufffd]+/g, '').length
  return decoded > 0 && decoded >= damaged * 20
}

function bestCodePage(bytes: Buffer): string {
  let best: { encoding: string; score: number } | undefined
  for (const encoding of CODE_PAGES) {
    const score = plausibilityOf(iconv.decode(bytes, encoding))
    if (best === undefined || score > best.score) best = { encoding, score }
  }
  return best?.encoding ?? 'cp1252'
}
