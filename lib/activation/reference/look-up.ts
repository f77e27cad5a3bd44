import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from '../kms/key-group-table'
import type { KeyGroup } from '../kms/key-groups'
import { PUBLISHED_KEYS, type PublishedKey } from '../product/gvlk-suffix'
import { productOf } from '../product/products'
import { type KnownProduct, PRODUCTS_BY_ACTIVATION_ID } from '../product/products-by-id'
import { explainReason, type ReasonExplanation } from '../reason/explain-reason'
import { normaliseCode } from '../reason/reason-code'
import { REASON_ROWS, reasonRow } from '../reason/reason-codes'
import type { ReasonRow } from '../reason/reason-row'
import { EVENT_ROWS, type EventRow, eventRow } from './event-table'
import { lookUpText } from './look-up-text'
import type { ReferenceKind } from './reference-kind'

/** Looking things up in the tables: on the server only, for all of them stand behind this file. */

export interface NamedProduct extends KnownProduct {
  /** 'Windows 11 Enterprise' */
  label: string
}

/** Everything the tables hold of what was asked, best first. */
export interface ReferenceHits {
  code: ReasonExplanation[]
  product: NamedProduct[]
  keyGroup: KeyGroup[]
  key: PublishedKey[]
  event: EventRow[]
}

/** How many entries there are of each kind. */
export const REFERENCE_SIZES: Readonly<Record<ReferenceKind, number>> = {
  code: REASON_ROWS.length,
  product: PRODUCTS_BY_ACTIVATION_ID.size,
  keyGroup: WINDOWS_KEY_GROUPS.length + OFFICE_KEY_GROUPS.length,
  key: PUBLISHED_KEYS.length,
  event: EVENT_ROWS.length,
}

const PRODUCTS: readonly NamedProduct[] = [...PRODUCTS_BY_ACTIVATION_ID.values()].map((product) => ({
  ...product,
  label: productOf({ activationId: product.activationId }).label,
}))

/**
 * A text in all tables: a reason code in any notation, an activation ID or a part of it, the last five of a
 * published key, an event number, or words, all of which an entry must hold. The empty text is in every entry.
 */
export function lookUp(text: string): ReferenceHits {
  const asked = lookUpText(text)
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  return {
    code: codesLike(asked, words),
    product: best(PRODUCTS, words, productNames),
    keyGroup: best([...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS], words, groupNames, groupTexts),
    key: best(PUBLISHED_KEYS, words, ({ lastFive }) => lastFive, keyTexts),
    event: eventsLike(asked, words),
  }
}

/** The code a text spells; absent for small numbers that no table lists, such as an event number. */
export function codeOf(text: string): string | undefined {
  const code = normaliseCode(text)
  if (code === undefined || reasonRow(code) !== undefined) return code
  return /^(?:0x|-)/i.test(text) || Number(code) >= 0x40000000 ? code : undefined
}

function codesLike(asked: string, words: readonly string[]): ReasonExplanation[] {
  const code = codeOf(asked)
  if (code !== undefined) return [explainReason(code)]
  return best(REASON_ROWS, words, codeNames, codeTexts).map((row) => explainReason(row.code))
}

function eventsLike(asked: string, words: readonly string[]): EventRow[] {
  const exact = /^\d{3,5}$/.test(asked) ? eventRow(Number(asked)) : undefined
  return exact === undefined ? best(EVENT_ROWS, words, eventNames, eventTexts) : [exact]
}

type Text<Row> = (row: Row) => string

const codeNames: Text<ReasonRow> = ({ code, symbol, meaning }) => `${code} ${symbol ?? ''} ${meaning}`
const codeTexts: Text<ReasonRow> = ({ cause, remedy }) => `${cause} ${remedy}`
const productNames: Text<NamedProduct> = (row) =>
  `${row.label} ${row.activationId} ${row.generation} ${row.edition} ${row.keyKind} ${row.channel}`
const groupNames: Text<KeyGroup> = ({ label, id }) => `${label} ${id}`
const groupTexts: Text<KeyGroup> = (group) =>
  group.application === 'office'
    ? `CSVLK ${group.serves}`
    : `CSVLK Windows ${group.clientsUpTo} ${group.serversUpTo ?? ''} ${group.descriptionChannel ?? ''}`
const keyTexts: Text<PublishedKey> = ({ generation, name, kind }) => `${generation} ${name} ${kind}`
const eventNames: Text<EventRow> = ({ ids, meaning }) => `${ids.join(' ')} ${meaning}`
const eventTexts: Text<EventRow> = ({ log, side, payload }) => `event ${log} ${side} ${payload ?? ''}`

const hasAll = (text: string, words: readonly string[]) => {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Rows whose names hold every word, then those that need their other texts for it; in the table's order. */
function best<Row>(
  rows: readonly Row[],
  words: readonly string[],
  names: Text<Row>,
  texts: Text<Row> = () => '',
): Row[] {
  const byName = rows.filter((row) => hasAll(names(row), words))
  const rest = rows.filter((row) => !byName.includes(row) && hasAll(`${names(row)} ${texts(row)}`, words))
  return [...byName, ...rest]
}
