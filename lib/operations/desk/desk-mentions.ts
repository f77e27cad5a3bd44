import { commandsIn, type ToldCommand } from '@/lib/activation/command/judge-command'
import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import { CODE_WITH_LETTERS, misreadCode } from '@/lib/activation/reason/misread-code'
import { normaliseCode, SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { reasonRow } from '@/lib/activation/reason/reason-codes'
import { type EventRow, eventRow } from '@/lib/activation/reference/event-table'
import { codeOf } from '@/lib/activation/reference/look-up'
import { type ReferenceBook, SEED_BOOK } from '@/lib/activation/reference/reference-book'
import { type MeantNames, namesIn } from './desk-names'

/** What a text names, whatever kind of text it is. Nothing here is more than a few dozen entries long. */
export interface Mentions {
  /** Reason codes in '0xC004F038' form, in the order of the text; success is not one. */
  codes: string[]
  events: EventRow[]
  /** Lower-case; a CMID or an activation ID. */
  guids: string[]
  /** Codes that are written with a slip, and the ones they were read as. */
  corrected: { written: string; code: string }[]
  names: MeantNames
  commands: ToldCommand[]
  /** Set where the whole text is the last five of a published key. */
  key?: PublishedKey
}

const MOST = { codes: 8, events: 5, guids: 20 } as const

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

/** Finds what a text names. The text's product keys are masked already. book: the tables with entries of ours. */
export function mentionsIn(text: string, book: ReferenceBook = SEED_BOOK): Mentions {
  const whole = text.trim()
  const key = book.catalogue.publishedKeys.find(({ lastFive }) => lastFive === whole.toUpperCase())
  const corrected = correctedIn(text, book)
  return {
    codes: distinct([...codesIn(text, book), ...corrected.map(({ code }) => code)], MOST.codes),
    corrected,
    events: eventsIn(text, book),
    guids: guidsIn(text),
    names: namesIn(text),
    commands: commandsIn(text),
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

/** A code whose digits are letters, or lack one, is read as the one it probably is, and that is said. */
function correctedIn(text: string, { codes }: ReferenceBook): Mentions['corrected'] {
  const found = matchesOf(text, CODE_WITH_LETTERS).flatMap(({ match }) => {
    const code = misreadCode(match, codes)
    return code === undefined ? [] : [{ written: match, code }]
  })
  return found.slice(0, MOST.codes)
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

const matchesOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => ({ at: match.index, match: match[0] }))

const distinct = <Value>(values: readonly Value[], most: number) => [...new Set(values)].slice(0, most)
