import { NONE } from '../activation/belonging/belonging'
import { COLLECTION_OUTCOMES, OUTCOMES } from '../activation/collection/outcome-table'
import type { Condition } from '../activation/license/lapse'
import { CONDITIONS, conditionLabel } from '../activation/words/labels'
import { sayDay } from '../activation/words/say-date'
import { formatCountOf } from './counts'
import {
  EXPIRY_CHOICES,
  type ExpiryFilter,
  expiryText,
  expiryWords,
  parseDays,
  parseExpiry,
} from './expiry-filter'

/** How the list is narrowed by a field. An item is one value as it is asked for: '14d' read. */
export interface FieldFilter<Item, Many extends boolean = boolean> {
  /** above its menu and in its chip */
  label: string
  /** its word in the search box, where it is not the field's own */
  qualifier?: string
  /** a second qualifier that means the same */
  short?: string
  /** words other than its qualifier that people type for it */
  alias?: readonly string[]
  /** `-` before its qualifier leaves out what matches */
  negates?: true
  /** so many may be pasted that a chip says their number */
  pasted?: true
  /** several items mean any of them; otherwise there is one or none */
  many: Many
  /** one item as it stands in the address or behind its qualifier; null when it makes no sense */
  read(text: string): Item | null
  /** as it stands in the address */
  write(item: Item): string
  /** as it stands in the chip */
  say(item: Item): string
  /** what its menu offers; without it, and without known values, there is no menu */
  choices?: readonly { value: string; label: string }[]
}

/** A column of the list and of the export; an optional one is hidden until chosen. */
interface FieldColumn {
  header: string
  sorts?: true
  optional?: true
}

interface ClientFieldEntry {
  column?: FieldColumn
  filter?: FieldFilter<unknown>
  /** its menu offers the values that occur in the fleet, and a part of one is enough to ask for it */
  known?: true
}

/**
 * What the clients list shows, sorts by and is narrowed by, in the order of columns, menus and chips. A key is
 * the word for it everywhere: in the address, in `sort` and `cols`, in the search box, in SQL
 * (`lib/data/clients/client-fields-sql.ts`) and in the row (`lib/data/clients/client-row.ts`).
 */
export const CLIENT_FIELDS = {
  name: { column: { header: 'Name', sorts: true } },
  state: {
    column: { header: 'State', sorts: true },
    filter: several<Condition>({
      label: 'State',
      alias: ['status', 'condition', 'is'],
      negates: true,
      read: (text) => CONDITIONS.find((condition) => condition === text.toLowerCase()) ?? null,
      write: (condition) => condition,
      say: conditionLabel,
      choices: CONDITIONS.map((condition) => ({ value: condition, label: conditionLabel(condition) })),
    }),
  },
  reason: {
    column: { header: 'Reason' },
    filter: several({ ...words('Reason'), alias: ['code', 'error', 'hresult'], negates: true }),
  },
  product: {
    column: { header: 'Product', sorts: true },
    filter: several({ ...words('Product'), alias: ['os', 'edition', 'version', 'windows'], negates: true }),
    known: true,
  },
  channel: {
    column: { header: 'Channel', sorts: true },
    filter: several({ ...words('Channel'), alias: ['type', 'license'], negates: true }),
    known: true,
  },
  host: {
    column: { header: 'Activated by', sorts: true },
    filter: several({
      ...words('KMS host', (text) => text.toLowerCase()),
      alias: ['kms', 'by', 'server'],
      negates: true,
    }),
    known: true,
  },
  expires: {
    column: { header: 'Expires', sorts: true },
    filter: single<ExpiryFilter>({
      label: 'Expires',
      alias: ['expiry', 'until', 'end', 'ends'],
      read: parseExpiry,
      write: expiryText,
      say: expiryWords,
      choices: EXPIRY_CHOICES,
    }),
  },
  /** no report for at least so many days */
  news: {
    column: { header: 'Last report', sorts: true },
    filter: single<number>({
      label: 'No report for',
      alias: ['seen', 'report', 'silent', 'age'],
      read: (text) => parseDays(text.replace('>', '')) ?? null,
      write: (days) => `${days}d`,
      say: (days) => formatCountOf(days, 'day'),
    }),
  },
  /** a license changed its state at this moment or later */
  changed: {
    filter: single<string>({
      label: 'Changed since',
      alias: ['since'],
      read: readMoment,
      write: (moment) => moment,
      say: (moment) => moment.replace('T', ' ').replace(/(\d\d:\d\d).*/, '$1 UTC'),
    }),
  },
  /** the machines known at the end of this UTC day, and their states then: what `state` asks for beside it */
  at: {
    filter: single<string>({
      label: 'At the end of',
      alias: ['day', 'on', 'asof'],
      read: (text) => (text.length === 'YYYY-MM-DD'.length ? readMoment(text) : null),
      write: (day) => day,
      say: (day) => `${sayDay(`${day}T00:00:00Z`)} (UTC)`,
    }),
  },
  other: { column: { header: 'Other products', optional: true } },
  /** whole, or its first eight digits */
  cmid: {
    column: { header: 'CMID', optional: true },
    filter: single(words('CMID', (text) => text.trim().toLowerCase())),
  },
  key: {
    column: { header: 'Last five', optional: true },
    filter: single(words('Last five', (text) => text.trim().toUpperCase().slice(-5))),
  },
  domain: {
    column: { header: 'Domain', optional: true },
    filter: several({
      ...words('Domain', (text) => text.toLowerCase()),
      alias: ['network', 'zone', 'dns'],
      negates: true,
    }),
  },
  /** where the machine belongs (lib/data/belonging); 'none' asks for those without */
  site: {
    column: { header: 'Site', sorts: true, optional: true },
    filter: several({ ...words('Site'), alias: ['location', 'place'], negates: true }),
    known: true,
  },
  owner: {
    column: { header: 'Owner', sorts: true, optional: true },
    filter: several({ ...words('Owner'), alias: ['contact', 'team'], negates: true }),
  },
  department: {
    column: { header: 'Department', sorts: true, optional: true },
    filter: several({ ...words('Department'), short: 'dept', negates: true }),
  },
  tag: {
    column: { header: 'Tags', optional: true },
    filter: several({
      ...words('Tag', (text) => text.toLowerCase()),
      short: 'tags',
      alias: ['label'],
      negates: true,
    }),
  },
  /** how the newest attempt of a collector to read the machine ended */
  attempt: {
    column: { header: 'Last attempt', optional: true },
    filter: several<string>({
      label: 'Last attempt',
      alias: ['collector', 'collected', 'tried', 'outcome'],
      negates: true,
      read: readAttempt,
      write: (asked) => asked,
      say: sayAttempt,
    }),
    known: true,
  },
  /** exact names, full or short */
  names: {
    filter: several({ ...words('Name', (text) => text.toLowerCase()), qualifier: 'name', pasted: true }),
  },
} as const satisfies Record<string, ClientFieldEntry>

type Fields = typeof CLIENT_FIELDS
type FieldWith<Part> = { [Key in keyof Fields]: Fields[Key] extends Part ? Key : never }[keyof Fields]

export type ClientColumn = FieldWith<{ column: object }>
export type ClientSortColumn = FieldWith<{ column: { sorts: true } }>
export type ClientFilterField = FieldWith<{ filter: object }>
export type KnownField = FieldWith<{ known: true }>

type ItemOf<Key extends ClientFilterField> = Exclude<ReturnType<Fields[Key]['filter']['read']>, null>

/** What the list is narrowed to. Fields add up. */
export type ClientsFilter = {
  /** part of a name; a whole CMID, a last five or a KMS host is understood too */
  q: string
} & {
  [Key in ClientFilterField]: Fields[Key]['filter']['many'] extends true ? ItemOf<Key>[] : ItemOf<Key> | null
}

export interface ClientSort {
  column: ClientSortColumn
  descending: boolean
}

const ENTRIES = Object.entries<ClientFieldEntry>(CLIENT_FIELDS)
const keysWith = (has: (entry: ClientFieldEntry) => unknown) =>
  ENTRIES.filter(([, entry]) => has(entry)).map(([key]) => key)

export const CLIENT_COLUMNS = keysWith(({ column }) => column) as ClientColumn[]
export const CLIENT_SORTS = keysWith(({ column }) => column?.sorts) as ClientSortColumn[]
export const CLIENT_FILTERS = keysWith(({ filter }) => filter) as ClientFilterField[]

export const KNOWN_FIELDS = keysWith(({ known }) => known) as KnownField[]

export function clientColumn(column: ClientColumn): FieldColumn {
  return CLIENT_FIELDS[column].column
}

/** How many names can be pasted at once: they travel in the address. */
export const NAMES_LIMIT = 300

/** A UTC day or moment. */
function readMoment(text: string): string | null {
  const moment = text.toUpperCase()
  const isOne = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(moment)
  return isOne && !Number.isNaN(Date.parse(moment)) ? moment : null
}

/** Every outcome but one. */
export const FAILED_ATTEMPT = 'failed'
const ATTEMPTS: readonly string[] = [...COLLECTION_OUTCOMES, FAILED_ATTEMPT, NONE]

function readAttempt(text: string): string | null {
  const sign = text.startsWith(NOT) ? NOT : ''
  const asked = text.slice(sign.length).toLowerCase()
  const known = ATTEMPTS.find((one) => one.toLowerCase() === asked)
  return known === undefined ? null : `${sign}${known}`
}

function sayAttempt(asked: string): string {
  if (asked.startsWith(NOT)) return `not ${sayAttempt(asked.slice(NOT.length))}`
  if (asked === NONE) return 'never tried'
  const outcome = COLLECTION_OUTCOMES.find((one) => one === asked)
  return outcome === undefined ? asked : OUTCOMES[outcome].words
}

function several<Item>(filter: Omit<FieldFilter<Item>, 'many'>): FieldFilter<Item, true> {
  return { ...filter, many: true }
}

function single<Item>(filter: Omit<FieldFilter<Item>, 'many'>): FieldFilter<Item, false> {
  return { ...filter, many: false }
}

/** Before a word that no match may have. */
export const NOT = '-'

/** A field whose items are words as they stand in the record; '-' before one leaves out the machines that have it. */
function words(label: string, spell = (text: string) => text): Omit<FieldFilter<string>, 'many'> {
  const same = (text: string) => text
  const say = (text: string) => (text.startsWith(NOT) ? `not ${text.slice(NOT.length)}` : text)
  return { label, read: (text) => spell(text) || null, write: same, say }
}
