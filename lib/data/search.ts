import type { Condition } from '@/lib/activation/license/assess'
import { misreadCode } from '@/lib/activation/reason/misread-code'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { REASON_ROWS, reasonRow } from '@/lib/activation/reason/reason-codes'
import { isWithin, machinesFor, rollUpWithin, type Within } from './belonging/within'
import { type RecordedRow, stateNow } from './clients/client-row'
import { nearestMachines } from './clients/nearest-machines'
import { loadHostGroups } from './kms-hosts/host-names'
import type { DataReader } from './permission'
import { readRows } from './rows'
import { escapeLike, likeAnywhere, likeName, SqlValues } from './sql-text'

/** What the palette lists: a handful of machines, KMS hosts and keys that the text names. */
export interface SearchResult {
  /** no machine has the text in its name: those with the nearest names stand in `clients` */
  isNearest?: true
  /** the code that the text spells, perhaps with a slip, and how many machines have it */
  code?: { code: string; meaning: string; remedy: string; machines: number }
  clients: { name: string; condition: Condition; product: string | null }[]
  forgotten: { name: string }[]
  hosts: { name: string }[]
  keys: { id: string; label: string; lastFive: string }[]
  /** who may sign in, for those who may see that */
  people: { id: string; name: string; email: string }[]
}

const LIMIT = 8

/** The first few by name. Throws NotPermitted without `machine.read`. */
export async function searchEverything(reader: DataReader, text: string, now: Date): Promise<SearchResult> {
  const within = machinesFor(reader)
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { clients: [], forgotten: [], hosts: [], keys: [], people: [] }
  const [clients, forgotten, hosts, keys, people] = await Promise.all([
    findClients(wanted, now, within),
    reader.can('fleet.read') ? findForgotten(wanted) : [],
    reader.can('kmsHost.read') ? findHosts(wanted) : [],
    reader.can('key.read') ? findKeys(wanted) : [],
    reader.can('user.read') ? findPeople(wanted) : [],
  ])
  const code = await findCode(wanted, within)
  const answer = { forgotten, hosts, keys, people, ...(code && { code }) }
  if ([clients, forgotten, hosts, keys, people].some((found) => found.length > 0))
    return { ...answer, clients }
  const words = wordsOf(wanted)
  if (words.length < 2) {
    return code === undefined
      ? { ...answer, ...(await nearestTo([wanted], reader, now)) }
      : { ...answer, clients }
  }
  const names = words
    .filter((word) => MAY_BE_NAME.test(word) && codeIn(word) === undefined)
    .slice(0, MOST_NAMES)
  const named = (await Promise.all(names.map((name) => findClients(name, now, within))))
    .flat()
    .slice(0, LIMIT)
  if (named.length > 0) return { ...answer, clients: named }
  return { ...answer, ...(await nearestTo([...names, words.join('-')], reader, now)) }
}

/** Words without the marks of a sentence around them. */
const wordsOf = (text: string) =>
  text
    .split(/[\s,;:()"“”'?!]+/)
    .map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
    .filter((word) => word !== '')

/** Of "0xCOO4FO74 on ber-kisok-037" the words that name a machine: there is a number, a dot or a hyphen in them. */
const MAY_BE_NAME = /^(?=.*[\d.-])[\p{L}\p{N}_][\p{L}\p{N}._-]{3,}$/u
const MOST_NAMES = 3

async function nearestTo(
  names: readonly string[],
  reader: DataReader,
  now: Date,
): Promise<Pick<SearchResult, 'clients' | 'isNearest'>> {
  const wanted = names.filter((name) => name.length >= LETTERS_TO_GUESS)
  const found = await Promise.all(wanted.map((name) => nearestMachines(reader, name)))
  const clients = await clientsNamed(
    found
      .flat()
      .map(({ name }) => name)
      .slice(0, LIMIT),
    now,
  )
  return clients.length === 0 ? { clients } : { clients, isNearest: true }
}

/** Of fewer everything is near. */
const LETTERS_TO_GUESS = 4

const LISTED = REASON_ROWS.map(({ code }) => code)

const codeIn = (word: string) => misreadCode(word, LISTED) ?? normaliseCode(word)

/** Of a shorter word among others ("0", "2022") nobody means a code. */
const SHORTEST_CODE = 7

/** The code that a text is, else the first of its words that is one. */
async function findCode(text: string, within: Within): Promise<SearchResult['code']> {
  const words = wordsOf(text).filter((word) => word.length >= SHORTEST_CODE)
  const rows = [text, ...words].map((word) => reasonRow(codeIn(word) ?? ''))
  const row = rows.find((listed) => listed !== undefined)
  if (row === undefined) return undefined
  const values = new SqlValues()
  const [count] = await readRows<{ machines: number }>(
    `SELECT coalesce(sum(clients), 0)::int AS machines FROM ${rollUpWithin('machines', within, values)}
        AND reason = ${values.add(row.code)}`,
    values.list,
  )
  return { code: row.code, meaning: row.meaning, remedy: row.remedy, machines: count?.machines ?? 0 }
}

/** Hosts registered or ever named by anything, by any of their names. */
async function findHosts(wanted: string): Promise<SearchResult['hosts']> {
  const groups = await loadHostGroups()
  const found = groups.filter(({ names }) => names.some((name) => name.includes(wanted)))
  return found.slice(0, LIMIT).map(({ name }) => ({ name }))
}

/** By the beginning of the last five, or by part of what a key is for. */
async function findKeys(wanted: string): Promise<SearchResult['keys']> {
  return readRows<SearchResult['keys'][number]>(
    `SELECT id, label, last_five FROM product_key
      WHERE retired_at IS NULL AND (lower(last_five) LIKE $2 OR lower(label) LIKE $1) ORDER BY label, last_five LIMIT $3`,
    [likeAnywhere(wanted), `${escapeLike(wanted)}%`, LIMIT],
  )
}

async function findPeople(wanted: string): Promise<SearchResult['people']> {
  return readRows<SearchResult['people'][number]>(
    `SELECT id, name, email FROM "user" WHERE lower(name) LIKE $1 OR lower(email) LIKE $1 ORDER BY name LIMIT $2`,
    [likeAnywhere(wanted), LIMIT],
  )
}

async function clientsNamed(names: readonly string[], now: Date): Promise<SearchResult['clients']> {
  const rows = await readRows<RecordedRow>(
    `SELECT c.name, c.condition, c.product_label AS product, c.status, c.channel, c.changes_at
       FROM client c WHERE c.name = ANY($1) ORDER BY array_position($1, c.name)`,
    [names],
  )
  return rows.map((row) => toClient(row, now))
}

/** Names alone are passed within their index; a few of them are of no machine any more, or of one that has another. */
const NAMES_LOOKED_AT = 8 * LIMIT

async function findClients(wanted: string, now: Date, within: Within): Promise<SearchResult['clients']> {
  if (within !== undefined) return findClientsWithin(wanted, now, within)
  const rows = await readRows<RecordedRow>(
    `SELECT c.name, c.condition, c.product_label AS product, c.status, c.channel, c.changes_at
       FROM (SELECT name FROM client_name WHERE name LIKE $1 ORDER BY name LIMIT $2) found
       JOIN client_name n ON n.name = found.name AND (n.joined_at IS NULL OR n.placed_at IS NOT NULL)
       JOIN client c ON c.id = n.client_id
      GROUP BY c.id ORDER BY c.name LIMIT $3`,
    [likeName(wanted), NAMES_LOOKED_AT, LIMIT],
  )
  return rows.map((row) => toClient(row, now))
}

/** Among the machines of some sites, however far apart their names are. */
async function findClientsWithin(
  wanted: string,
  now: Date,
  within: Within,
): Promise<SearchResult['clients']> {
  const values = new SqlValues()
  const rows = await readRows<RecordedRow>(
    `SELECT c.name, c.condition, c.product_label AS product, c.status, c.channel, c.changes_at
       FROM client_name n JOIN client c ON c.id = n.client_id
      WHERE n.name LIKE ${values.add(likeName(wanted))} AND (n.joined_at IS NULL OR n.placed_at IS NOT NULL)
        AND ${isWithin(within, values, 'c.site_id')}
      GROUP BY c.id ORDER BY c.name LIMIT ${values.add(LIMIT)}`,
    values.list,
  )
  return rows.map((row) => toClient(row, now))
}

/** By any of the names they were seen under. */
async function findForgotten(wanted: string): Promise<SearchResult['forgotten']> {
  return readRows<SearchResult['forgotten'][number]>(
    `SELECT f.name FROM forgotten_client f WHERE f.returned_at IS NULL AND f.id IN (
       SELECT n.forgotten_id FROM client_name n WHERE n.forgotten_id IS NOT NULL AND n.name LIKE $1) ORDER BY f.name LIMIT $2`,
    [likeName(wanted), LIMIT],
  )
}

function toClient(row: RecordedRow, now: Date): SearchResult['clients'][number] {
  const { name, product, condition } = { ...row, ...stateNow(row, now) }
  return { name, product, condition }
}
