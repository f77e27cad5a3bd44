import type { Condition } from '@/lib/activation/license/assess'
import { type RecordedRow, stateNow } from './clients/client-row'
import { loadHostGroups } from './kms-hosts/host-names'
import { type DataReader, mustBeAble } from './permission'
import { readRows } from './rows'
import { escapeLike, likeAnywhere, likeName } from './sql-text'

/** What the palette lists: a handful of machines, KMS hosts and keys that the text names. */
export interface SearchResult {
  clients: { name: string; condition: Condition; product: string | null }[]
  hosts: { name: string }[]
  keys: { id: string; label: string; lastFive: string }[]
}

const LIMIT = 8

/** The first few by name. Throws NotPermitted without `fleet.read`. */
export async function searchEverything(reader: DataReader, text: string, now: Date): Promise<SearchResult> {
  mustBeAble(reader, 'fleet.read')
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { clients: [], hosts: [], keys: [] }
  const [clients, hosts, keys] = await Promise.all([
    findClients(wanted, now),
    reader.can('kmsHost.read') ? findHosts(wanted) : [],
    reader.can('key.read') ? findKeys(wanted) : [],
  ])
  return { clients, hosts, keys }
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

async function findClients(wanted: string, now: Date): Promise<SearchResult['clients']> {
  const rows = await readRows<RecordedRow>(
    `SELECT c.name, c.condition, c.product_label AS product, c.status, c.channel, c.changes_at
       FROM client_name n JOIN client c ON c.name = n.name WHERE n.name LIKE $1 ORDER BY n.name LIMIT $2`,
    [likeName(wanted), LIMIT],
  )
  return rows.map((row) => {
    const { name, product, condition } = { ...row, ...stateNow(row, now) }
    return { name, product, condition }
  })
}
