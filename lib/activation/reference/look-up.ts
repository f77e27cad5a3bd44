import { SWITCH_WORDS } from '../command/command-sentence'
import type { CloudHost } from '../kms/cloud-host-table'
import { HOST_UPDATES_SOURCE, type HostUpdate } from '../kms/key-group-table'
import type { KeyGroup } from '../kms/key-groups'
import type { PublishedKey } from '../product/gvlk-suffix'
import type { ProductCatalogue } from '../product/product-catalogue'
import { productOf } from '../product/products'
import type { KnownProduct } from '../product/products-by-id'
import { explainReason, type ReasonExplanation } from '../reason/explain-reason'
import { normaliseCode } from '../reason/reason-code'
import { reasonRow } from '../reason/reason-codes'
import { GLOSSARY, type GlossaryEntry } from '../words/glossary'
import { type EventRow, eventRow } from './event-table'
import { lookUpText } from './look-up-text'
import { type ReferenceBook, SEED_BOOK } from './reference-book'
import type { ReferenceKind } from './reference-kind'

/** Looking things up in the tables: on the server only, for all of them stand behind this file. */

export interface NamedProduct extends KnownProduct {
  /** 'Windows 11 Enterprise' */
  label: string
}

/** The words of the field and the switches of its script. */
const WORDS: readonly GlossaryEntry[] = [...GLOSSARY, ...SWITCH_WORDS]

/** Everything the tables hold of what was asked, best first. */
export interface ReferenceHits {
  code: ReasonExplanation[]
  product: NamedProduct[]
  keyGroup: KeyGroup[]
  hostUpdate: HostUpdate[]
  key: PublishedKey[]
  event: EventRow[]
  cloudHost: CloudHost[]
  word: GlossaryEntry[]
}

/** How many entries a book has of each kind. */
export function referenceSizes(book: ReferenceBook = SEED_BOOK): Readonly<Record<ReferenceKind, number>> {
  return {
    code: book.codes.length,
    product: book.catalogue.products.size,
    keyGroup: book.hosts.groups.length,
    hostUpdate: book.hosts.updates.length,
    key: book.catalogue.publishedKeys.length,
    event: book.events.length,
    cloudHost: book.cloudHosts.length,
    word: WORDS.length,
  }
}

/** Naming all products takes milliseconds, so it is done once for each catalogue. */
const NAMED = new WeakMap<ProductCatalogue, readonly NamedProduct[]>()

function namedProducts(catalogue: ProductCatalogue): readonly NamedProduct[] {
  const known = NAMED.get(catalogue)
  if (known !== undefined) return known
  const named = [...catalogue.products.values()].map((product) => ({
    ...product,
    label: productOf({ activationId: product.activationId }, {}, catalogue).label,
  }))
  NAMED.set(catalogue, named)
  return named
}

/**
 * A text in all tables: a reason code in any notation, an activation ID or a part of it, the last five of a
 * published key, an event number, a word of the glossary, or words, all of which an entry must hold. The empty
 * text is in every entry. book: the tables with entries of ours.
 */
export function lookUp(text: string, book: ReferenceBook = SEED_BOOK): ReferenceHits {
  const asked = lookUpText(text)
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const { catalogue, hosts } = book
  return {
    code: codesLike(asked, words, book),
    product: best(namedProducts(catalogue), words, productNames),
    keyGroup: best(hosts.groups, words, groupNames, groupTexts),
    hostUpdate: best(hosts.updates, words, updateNames, updateTexts),
    key: best(catalogue.publishedKeys, words, ({ lastFive }) => lastFive, keyTexts),
    event: eventsLike(asked, words, book.events),
    cloudHost: best(book.cloudHosts, words, cloudHostNames, cloudHostTexts),
    word: best<GlossaryEntry>(
      WORDS,
      words,
      ({ word }) => word,
      ({ meaning }) => meaning,
    ),
  }
}

/** Our notes or a table know the code. */
const isListed = (code: string, { reasons }: ReferenceBook) =>
  reasonRow(code) !== undefined || reasons.has(code)

/** The code a text spells; absent for small numbers that no table lists, such as an event number. */
export function codeOf(text: string, book: ReferenceBook = SEED_BOOK): string | undefined {
  const code = normaliseCode(text)
  if (code === undefined || isListed(code, book)) return code
  return /^(?:0x|-)/i.test(text) || Number(code) >= 0x40000000 ? code : undefined
}

function codesLike(asked: string, words: readonly string[], book: ReferenceBook): ReasonExplanation[] {
  const code = codeOf(asked, book)
  if (code !== undefined) return [explainReason(code, {}, book.reasons)]
  const rows = book.codes.map((one) => explainReason(one, {}, book.reasons))
  return best(rows, words, codeNames, codeTexts)
}

function eventsLike(asked: string, words: readonly string[], rows: readonly EventRow[]): EventRow[] {
  const exact = /^\d{3,5}$/.test(asked) ? eventRow(Number(asked), rows) : undefined
  return exact === undefined ? best(rows, words, eventNames, eventTexts) : [exact]
}

type Text<Row> = (row: Row) => string

const codeNames: Text<ReasonExplanation> = ({ code, symbol, meaning }) => `${code} ${symbol ?? ''} ${meaning}`
const codeTexts: Text<ReasonExplanation> = ({ cause, remedy, own }) =>
  `${cause} ${remedy} ${own?.note ?? ''} ${own?.remedy ?? ''}`
const productNames: Text<NamedProduct> = (row) =>
  `${row.label} ${row.activationId} ${row.generation} ${row.edition} ${row.keyKind} ${row.channel}`
const groupNames: Text<KeyGroup> = ({ label, id }) => `${label} ${id}`
const groupTexts: Text<KeyGroup> = (group) =>
  group.application === 'office'
    ? `CSVLK ${group.serves}`
    : `CSVLK Windows ${group.clientsUpTo} ${group.serversUpTo ?? ''} ${group.descriptionChannel ?? ''}`
const updateNames: Text<HostUpdate> = ({ update, hosts, targets }) =>
  `${update} ${hosts.join(' ')} ${targets.join(' ')}`
const updateTexts: Text<HostUpdate> = ({ own }) =>
  `update of a KMS host ${own?.source ?? HOST_UPDATES_SOURCE.source}`
const keyTexts: Text<PublishedKey> = ({ generation, name, kind }) => `${generation} ${name} ${kind}`
const eventNames: Text<EventRow> = ({ ids, meaning }) => `${ids.join(' ')} ${meaning}`
const eventTexts: Text<EventRow> = ({ log, side, payload }) => `event ${log} ${side} ${payload ?? ''}`

const cloudHostNames: Text<CloudHost> = ({ host, cloud }) => `${host} ${cloud}`
const cloudHostTexts: Text<CloudHost> = ({ source }) => `KMS host of a cloud ${source}`

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
  const byName: Row[] = []
  const rest: Row[] = []
  for (const row of rows) {
    const name = names(row)
    if (hasAll(name, words)) byName.push(row)
    else if (hasAll(`${name} ${texts(row)}`, words)) rest.push(row)
  }
  return [...byName, ...rest]
}
