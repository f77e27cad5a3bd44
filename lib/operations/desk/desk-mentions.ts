import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import { normaliseCode, SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { reasonRow } from '@/lib/activation/reason/reason-codes'
import { type EventRow, eventRow } from '@/lib/activation/reference/event-table'
import { codeOf } from '@/lib/activation/reference/look-up'
import { type ReferenceBook, SEED_BOOK } from '@/lib/activation/reference/reference-book'

/** What a text names, whatever kind of text it is. Nothing here is more than a few dozen entries long. */
export interface Mentions {
  /** Reason codes in '0xC004F038' form, in the order of the text; success is not one. */
  codes: string[]
  events: EventRow[]
  /** Lower-case; a CMID or an activation ID. */
  guids: string[]
  /** Lower-case words that could name a machine or a KMS host. */
  words: string[]
  /** Set where the whole text is the last five of a published key. */
  key?: PublishedKey
}

const MOST = { codes: 8, events: 5, guids: 20, words: 60 } as const

const PREFIXED_CODE = /\b0x[0-9a-f]{8}\b/gi
/** As people write codes without 0x, by the facilities that activation knows. */
const BARE_CODE = /\b(?:c004|4004|8004|8007|8033)[0-9a-f]{4}\b/gi
/** As WMI and PowerShell print them; only a listed code counts, since a number may be anything. */
const DECIMAL_CODE = /(?<![\w.-])-?\d{9,10}\b/g
/**
 * Event 1003 lists every edition there is: `[(0 [0xC004F014, 0, 0], [(?)(?)])(1 )]`. A code there says what an edition nobody
 * uses would need, and nothing of the machine.
 */
const EDITION_LIST = /\(\d{1,3} \[0x[0-9a-f]{8}, \d+, \d+\](?:, \[(?:\([^()\n]{0,200}\)){0,12}\])?/gi
const EVENT_NUMBER = /\bevent(?:\s*id)?(?:\s+|\s*[:=#]\s*)(\d{3,5})\b|<EventID[^>]{0,80}>(\d{3,5})</gi
const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
const WORD = /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_][\p{L}\p{N}_.-]{1,252}[\p{L}\p{N}_](?![\p{L}\p{N}_-])/gu

/** Finds what a text names. The text's product keys are masked already. book: the tables with entries of ours. */
export function mentionsIn(text: string, book: ReferenceBook = SEED_BOOK): Mentions {
  const whole = text.trim()
  const key = book.catalogue.publishedKeys.find(({ lastFive }) => lastFive === whole.toUpperCase())
  return {
    codes: codesIn(text, book),
    events: eventsIn(text, book),
    guids: guidsIn(text),
    words: wordsIn(text),
    ...(key && { key }),
  }
}

function codesIn(text: string, book: ReferenceBook): string[] {
  const whole = text.trim()
  const alone = /\s/.test(whole) ? undefined : codeOf(whole, book)
  const told = text.replace(EDITION_LIST, ' ')
  const spelled = [PREFIXED_CODE, BARE_CODE].flatMap((pattern) => matchesOf(told, pattern))
  const decimals = matchesOf(told, DECIMAL_CODE).filter(({ match }) => isListed(match, book))
  const codes = [...spelled, ...decimals]
    .toSorted((one, other) => one.at - other.at)
    .map(({ match }) => normaliseCode(match))
  const found = [alone, ...codes].filter((code) => code !== undefined && code !== SUCCESS_CODE)
  return distinct(found as string[], MOST.codes)
}

function isListed(text: string, { reasons }: ReferenceBook): boolean {
  const code = normaliseCode(text) ?? ''
  return reasonRow(code) !== undefined || reasons.has(code)
}

function eventsIn(text: string, { events }: ReferenceBook): EventRow[] {
  const whole = text.trim()
  const numbers = [...text.matchAll(EVENT_NUMBER)].map((match) => match[1] ?? match[2] ?? '')
  const rows = [/^\d{3,5}$/.test(whole) ? whole : '', ...numbers].map((number) =>
    eventRow(Number(number), events),
  )
  return distinct(
    rows.filter((row) => row !== undefined),
    MOST.events,
  )
}

function guidsIn(text: string): string[] {
  const guids = matchesOf(text, GUID).map(({ match }) => match.toLowerCase())
  return distinct(guids, MOST.guids)
}

function wordsIn(text: string): string[] {
  const words = matchesOf(text, WORD)
    .map(({ match }) => match.toLowerCase())
    .filter((word) => !/^(?:x{5}(?:-|$)|0x|-?\d+$)/.test(word) && normaliseCode(word) === undefined)
  return distinct(words, MOST.words)
}

const matchesOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => ({ at: match.index, match: match[0] }))

const distinct = <Value>(values: readonly Value[], most: number) => [...new Set(values)].slice(0, most)
