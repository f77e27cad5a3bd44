import type { Condition } from '@/lib/activation/license/assess'
import { misreadCode } from '@/lib/activation/reason/misread-code'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { REASON_ROWS, reasonRow } from '@/lib/activation/reason/reason-codes'
import { type RecordedRow, stateNow } from './clients/client-row'
import { nearestMachines } from './clients/nearest-machines'
import { loadHostGroups } from './kms-hosts/host-names'
import { type DataReader, mustBeAble } from './permission'
import { readRows } from './rows'
import { escapeLike, likeAnywhere, likeName } from './sql-text'

/** What the palette lists: a handful of machines, KMS hosts and keys that the text names. */
export interface SearchResult {
  /** no machine has the text in its name: those with the nearest names stand in `clients` */
  isNearest?: true
  /** the code that the text spells, perhaps with a slip, and how many machines have it */
  code?: { code: string; meaning: string; remedy: string; machines: number }
  clients: { name: string; condition: Condition; product: string | null }[]
  hosts: { name: string }[]
  keys: { id: string; label: string; lastFive: string }[]
  /** who may sign in, for those who may see that */
  people: { id: string; name: string; email: string }[]
}

const LIMIT = 8

/** The first few by name. Throws NotPermitted without `fleet.read`. */
export async function searchEverything(reader: DataReader, text: string, now: Date): Promise<SearchResult> {
  mustBeAble(reader, 'fleet.read')
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { clients: [], hosts: [], keys: [], people: [] }
  const [clients, hosts, keys, people] = await Promise.all([
    findClients(wanted, now),
    reader.can('kmsHost.read') ? findHosts(wanted) : [],
    reader.can('key.read') ? findKeys(wanted) : [],
    reader.can('user.read') ? findPeople(wanted) : [],
  ])
  const code = await findCode(text)
  const answer = { hosts, keys, people, ...(code && { code }) }
  const isOnlyName = clients.length + hosts.length + keys.length + people.length === 0 && code === undefined
  if (!isOnlyName || wanted.length < LETTERS_TO_GUESS) return { ...answer, clients }
  const nearest = await nearestMachines(reader, wanted.replace(/\s+/g, '-'))
  if (nearest.length === 0) return { ...answer, clients }
  return {
    ...answer,
    clients: await clientsNamed(
      nearest.map(({ name }) => name),
      now,
    ),
    isNearest: true,
  }
}

/** Of fewer everything is near. */
const LETTERS_TO_GUESS = 4

async function findCode(text: string): Promise<SearchResult['code']> {
  const listed = REASON_ROWS.map(({ code }) => code)
  const code = misreadCode(text.trim(), listed) ?? normaliseCode(text)
  const row = code === undefined ? undefined : reasonRow(code)
  if (row === undefined) return undefined
  const [count] = await readRows<{ machines: number }>(
    'SELECT coalesce(sum(clients), 0)::int AS machines FROM fleet_count WHERE reason = $1',
    [row.code],
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

async function findClients(wanted: string, now: Date): Promise<SearchResult['clients']> {
  const rows = await readRows<RecordedRow>(
    `SELECT c.name, c.condition, c.product_label AS product, c.status, c.channel, c.changes_at
       FROM client_name n JOIN client c ON c.name = n.name WHERE n.name LIKE $1 ORDER BY n.name LIMIT $2`,
    [likeName(wanted), LIMIT],
  )
  return rows.map((row) => toClient(row, now))
}

function toClient(row: RecordedRow, now: Date): SearchResult['clients'][number] {
  const { name, product, condition } = { ...row, ...stateNow(row, now) }
  return { name, product, condition }
}
