import { NONE } from '@/lib/activation/belonging/belonging'
import { COLLECTION_OUTCOMES } from '@/lib/activation/collection/outcome-table'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import {
  type ClientFilterField,
  type ClientSortColumn,
  type ClientsFilter,
  FAILED_ATTEMPT,
  type KnownField,
} from '@/lib/format/client-fields'
import type { ExpiryFilter } from '@/lib/format/expiry-filter'
import { labelWhere, NO_SITES, partedItems, type Sites, siteWhere } from '../belonging/belonging-where'
import { isWithin, type Within } from '../belonging/within'
import { likeName, type SqlValues } from '../sql-text'
import type { ClientRow } from './client-row'
import { type Then, thenWhere, wasThen } from './clients-at'
import { hostsNamed, labelsLike, sameWord } from './known-words'

/** The words that occur in the fleet: what menus offer, and what parts of a word are resolved against. */
export type FleetNames = Record<KnownField, string[]>

export interface WhereContext {
  now: Date
  known: FleetNames
  /** ids of the clients that `filter.names` found; absent when no names are asked for */
  namedIds?: number[]
  /** of the names of sites; absent when no site is asked for */
  sites?: Sites
  /** what the rows have the id of their machine as */
  machineId?: 'id' | 'client_id'
  /** no name has the free text as its part: it can only be a last five or a KMS host */
  isNoName?: boolean
  /** only machines of these sites; `sites` is there then */
  within?: Within
}

type Condition<Value, Text = string> = (value: Value, context: WhereContext, values: SqlValues) => Text

export interface ColumnSql {
  /** the part of the row that it sorts by */
  row: keyof ClientRow
  type: 'text' | 'condition' | 'timestamptz'
  /** asks for the values that occur, where the roll-up has no column for them */
  known?: (within: Within, values: SqlValues) => string
  /** nothing tells how machines lie along it: it sorts as many as can be gathered */
  sortsGathered?: true
}

export interface FilterSql<Value> {
  /** on a row of `client` */
  where: Condition<Value>
  /**
   * on a row of the roll-up `fleet_count`; none where the roll-up does not hold the field, and undefined where
   * it cannot answer that value: matches are then counted row by row. 'site': the roll-up by site has it under the same name.
   */
  rollUp: 'same' | 'site' | 'none' | Condition<Value, string | undefined>
  /** the roll-up by site, which has no days, cannot answer it */
  byDay?: true
  /** matches are counted one by one, further than others */
  countedLive?: true
  /** matches lie close together in some orders and far from the beginning in others, but are soon gathered: what changed since a day */
  isGathered?: true
  /** of a field that the roll-up does not hold: under which of its rows matches are counted, where that says something */
  countedUnder?: Condition<Value>
  /** what is left to ask of a row of a kind that the roll-up tells, where that is less than `where` */
  ofKind?: Condition<Value>
}

type FieldSql<Field> = (Field extends ClientSortColumn | KnownField ? ColumnSql : unknown) &
  (Field extends ClientFilterField ? FilterSql<NonNullable<ClientsFilter[Field]>> : unknown)

/** What each field is in SQL: the part of the row it sorts by, and its conditions. */
export const FIELD_SQL: { [Field in ClientSortColumn | ClientFilterField]: FieldSql<Field> } = {
  name: { row: 'name', type: 'text' },
  state: {
    row: 'condition',
    type: 'condition',
    where: (states, _, values) => `condition = ANY(${values.add(states)}::condition[])`,
    rollUp: 'same',
  },
  reason: {
    where: (codes, _, values) => words('reason', codes, (wanted) => wanted.map(canonicalCode), values),
    rollUp: 'same',
  },
  product: {
    row: 'product',
    type: 'text',
    where: (labels, { known }, values) =>
      words('product_label', labels, (wanted) => labelsLike(known.product, wanted), values),
    rollUp: 'same',
  },
  channel: {
    row: 'channel',
    type: 'text',
    where: (channels, { known }, values) =>
      words('channel', channels, (wanted) => sameWord(known.channel, wanted), values),
    rollUp: 'same',
  },
  host: {
    row: 'kmsHost',
    type: 'text',
    where: (hosts, { known }, values) =>
      words('kms_host', hosts, (wanted) => hostsNamed(known.host, wanted), values),
    rollUp: 'same',
  },
  expires: {
    row: 'expiresAt',
    type: 'timestamptz',
    where: (expires, context, values) =>
      hasEnd(expires)
        ? `${expiryWhere(expires, context, values)} AND ${HAS_SOMETHING_TO_LOSE}`
        : expiryWhere(expires, context, values),
    rollUp: expiryRollUp,
    byDay: true,
    ofKind: expiryWhere,
  },
  news: {
    row: 'observedAt',
    type: 'timestamptz',
    where: (days, { now }, values) => `observed_at <= ${values.add(new Date(now.getTime() - days * DAY_MS))}`,
    rollUp: 'none',
  },
  changed: {
    where: (moment, _, values) =>
      `id = ANY(ARRAY(SELECT DISTINCT client_id FROM license_change WHERE at >= ${values.add(new Date(moment))}))`,
    ofKind: (moment, _, values) =>
      `id IN (SELECT client_id FROM license_change WHERE at >= ${values.add(new Date(moment))})`,
    rollUp: 'none',
    isGathered: true,
  },
  cmid: { where: (cmid, _, values) => cmidWhere(cmid, values), rollUp: 'none' },
  key: {
    where: (lastFive, _, values) => `partial_key = ${values.add(lastFive.toUpperCase())}`,
    rollUp: 'none',
    countedUnder: (lastFive, _, values) => keyCountedUnder(lastFive, values),
  },
  at: {
    where: (then, _, values) => thenWhere(then as unknown as Then, values),
    ofKind: (then, _, values) => wasThen(then as unknown as Then, values),
    rollUp: 'none',
    isGathered: true,
  },
  domain: {
    where: (domains, _, values) => words('domain', domains, (wanted) => wanted, values),
    rollUp: 'none',
  },
  site: {
    row: 'site',
    type: 'text',
    sortsGathered: true,
    known: (within, values) =>
      `SELECT name AS value FROM site s WHERE id > 0 AND ${isWithin(within, values, 's.id')}
          AND EXISTS (SELECT FROM site_count c WHERE c.site_id = s.id) ORDER BY lower(name)`,
    where: (sites, context, values) => siteWhere(sites, context.sites ?? NO_SITES, values),
    rollUp: 'site',
  },
  owner: { row: 'owner', type: 'text', sortsGathered: true, ...label('owner') },
  department: { row: 'department', type: 'text', sortsGathered: true, ...label('department') },
  tag: label('tag'),
  attempt: {
    row: 'attempt',
    type: 'text',
    known: () =>
      `SELECT value FROM unnest('{${COLLECTION_OUTCOMES.join(',')}}'::text[]) WITH ORDINALITY o(value, place)
        WHERE EXISTS (SELECT FROM collection_attempt WHERE outcome = value) ORDER BY place`,
    where: (asked, _, values) => attemptWhere(asked, values),
    rollUp: 'none',
  },
  names: {
    where: (_, { namedIds = [] }, values) => `id = ANY(${values.add(namedIds)}::int[])`,
    rollUp: 'none',
  },
}

/** Walks the index from kind to kind, so that its cost grows with the kinds and not with the machines. */
export function keyCountedUnder(lastFive: string, values: SqlValues): string {
  const key = values.add(lastFive.toUpperCase())
  return `kind IN (
    WITH RECURSIVE walk AS (
      SELECT min(kind) AS kind FROM client WHERE partial_key = ${key}
      UNION ALL
      SELECT (SELECT min(kind) FROM client WHERE partial_key = ${key} AND kind > walk.kind)
        FROM walk WHERE kind IS NOT NULL
    ) SELECT kind FROM walk WHERE kind IS NOT NULL)`
}

/** By the newest attempt under any of a machine's names. */
function attemptWhere(asked: readonly string[], values: SqlValues): string {
  const { wanted, unwanted } = partedItems(asked)
  const ended = (outcomes: readonly string[]) => {
    const any = outcomes.flatMap((one) =>
      one === FAILED_ATTEMPT ? COLLECTION_OUTCOMES.filter((outcome) => outcome !== 'read') : [one],
    )
    return `(id IN (SELECT n.client_id FROM collection_attempt a JOIN client_name n ON n.name = a.name
       WHERE a.outcome = ANY(${values.add(any)}::text[]) AND n.client_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM client_name o JOIN collection_attempt b ON b.name = o.name
          WHERE o.client_id = n.client_id AND b.at > a.at))${any.includes(NONE) ? ` OR NOT ${WAS_TRIED}` : ''})`
  }
  const parts = [
    ...(wanted.length > 0 ? [ended(wanted)] : []),
    ...(unwanted.length > 0 ? [`NOT ${ended(unwanted)}`] : []),
  ]
  return parts.join(' AND ')
}

const WAS_TRIED = `EXISTS (SELECT FROM client_name n JOIN collection_attempt a ON a.name = n.name WHERE n.client_id = client.id)`

/** Found beside the machines. */
function label(kind: 'owner' | 'department' | 'tag'): FilterSql<string[]> {
  return {
    where: (items, { machineId = 'id' }, values) => labelWhere(kind, items, machineId, values),
    rollUp: 'none',
    countedLive: true,
  }
}

const DAY_MS = 86_400_000

/** Midnight UTC at which the day of `at` began. */
function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)
}

export function anyOf(column: string, wanted: string[], values: SqlValues): string {
  const [only] = wanted
  if (wanted.length === 1 && only !== undefined) return `${column} = ${values.add(only)}`
  return `${column} = ANY(${values.add(wanted)}::text[])`
}

/** Any of the words, and none of those with a '-' before them; 'none' means rows without one. resolve: what the record calls them. */
function words(
  column: string,
  items: readonly string[],
  resolve: (wanted: string[]) => string[],
  values: SqlValues,
): string {
  const { wanted, unwanted } = partedItems(items)
  const named = wanted.filter((item) => item !== NONE)
  const either = [
    ...(named.length > 0 ? [anyOf(column, resolve(named), values)] : []),
    ...(wanted.includes(NONE) ? [`coalesce(${column}, '') = ''`] : []),
  ]
  const out = unwanted.flatMap((item) => (item === NONE ? [''] : resolve([item])))
  const parts = [
    ...(either.length > 1 ? [`(${either.join(' OR ')})`] : either),
    ...(unwanted.length > 0 ? [`coalesce(${column}, '') <> ALL(${values.add(out)}::text[])`] : []),
  ]
  return parts.join(' AND ')
}

/** A reason code in any spelling, as the record writes it. */
function canonicalCode(code: string): string {
  return normaliseCode(code) ?? code
}

const HAS_SOMETHING_TO_LOSE = `condition IN ('licensed', 'grace')`

/** Of machines that have lost what they had, an end says nothing. */
const hasEnd = ({ kind }: ExpiryFilter) => kind === 'within' || kind === 'beyond' || kind === 'between'

function expiryWhere(expires: ExpiryFilter, { now }: WhereContext, values: SqlValues): string {
  if (expires.kind === 'never') return 'expires_at IS NULL'
  if (expires.kind === 'past') return `expires_at < ${values.add(now)}`
  if (expires.kind === 'beyond') {
    return `expires_at >= ${values.add(new Date(startOfDay(now).getTime() + expires.days * DAY_MS))}`
  }
  const [from, end] =
    expires.kind === 'within'
      ? [startOfDay(now), new Date(startOfDay(now).getTime() + expires.days * DAY_MS)]
      : [new Date(expires.from), new Date(Date.parse(expires.to) + DAY_MS)]
  return `expires_at >= ${values.add(from)} AND expires_at < ${values.add(end)}`
}

/** The roll-up holds days, not moments: it cannot tell what has run out since midnight. */
function expiryRollUp(expires: ExpiryFilter, { now }: WhereContext, values: SqlValues): string | undefined {
  if (expires.kind === 'never') return `expires_on = '9999-12-31'`
  if (expires.kind === 'past') return undefined
  const today = startOfDay(now).toISOString().slice(0, 10)
  if (expires.kind === 'beyond') {
    return `expires_on >= ${values.add(today)}::date + ${values.add(expires.days)}::int AND expires_on < '9999-12-31' AND ${HAS_SOMETHING_TO_LOSE}`
  }
  const from = values.add(expires.kind === 'within' ? today : expires.from)
  const end =
    expires.kind === 'within'
      ? `${from}::date + ${values.add(expires.days)}::int`
      : `${values.add(expires.to)}::date + 1`
  return `expires_on >= ${from}::date AND expires_on < ${end} AND ${HAS_SOMETHING_TO_LOSE}`
}

const FULL_CMID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const CMID_START = /^[0-9a-f]{8}$/

/** Whether a text has the shape of a whole CMID or of its first eight digits. */
export function looksLikeCmid(text: string): boolean {
  return FULL_CMID.test(text) || CMID_START.test(text)
}

/** Names of machines of which a person placed another name that is like that: few, and they need not look like it themselves. */
const placedLike = (like: string) =>
  `SELECT c.name FROM client_name n JOIN client c ON c.id = n.client_id WHERE n.placed_at IS NOT NULL AND n.name LIKE ${like}`

/** Looked up beside the machines: `client_name` is written once, a machine with each renewal. */
function nameWhere(part: string, values: SqlValues): string {
  const like = values.add(likeName(part))
  return `name IN (SELECT n.name FROM client_name n WHERE n.name LIKE ${like} UNION ALL ${placedLike(like)})`
}

/** The same for machines that are passed one by one: by their names alone, so that they are passed within an index. */
export function nameIsLike(part: string, values: SqlValues): string {
  const like = values.add(likeName(part))
  return `(name LIKE ${like} OR name = ANY(ARRAY(${placedLike(like)})))`
}

/**
 * By the names of all machines, or, for whoever is limited to sites, along those there: what is there is bounded, and a part of a name
 * that many have elsewhere is not looked up.
 */
export const nameFor = ({ within }: Pick<WhereContext, 'within'>) => (within ? nameIsLike : nameWhere)

/** The CMID that a machine used last; who ever used it is looked up beside the machines. */
export function cmidWhere(text: string, values: SqlValues): string {
  const users = `SELECT n.client_id FROM client_cmid k JOIN client_name n ON n.id = k.name_id
                  WHERE ${cmidIs(text, 'k.cmid', values)}`
  return `id IN (${users}) AND ${cmidIs(text, 'cmid', values)}`
}

/** A whole CMID or its first eight digits; nothing has any other. */
export function cmidIs(text: string, column: string, values: SqlValues): string {
  const cmid = text
    .trim()
    .toLowerCase()
    .replace(/^\{|\}$/g, '')
  if (FULL_CMID.test(cmid)) return `${column} = ${values.add(cmid)}::uuid`
  if (!CMID_START.test(cmid)) return 'false'
  const from = values.add(`${cmid}-0000-0000-0000-000000000000`)
  return `${column} BETWEEN ${from}::uuid AND ${values.add(`${cmid}-ffff-ffff-ffff-ffffffffffff`)}::uuid`
}
