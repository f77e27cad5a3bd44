import type { Condition } from '@/lib/activation/license/assess'
import { type DataReader, mustBeAble } from './permission'
import { readPool } from './pool'
import { likeAnywhere } from './sql-text'

/** What the palette lists: a handful of machines and KMS hosts whose names hold the text. */
export interface SearchResult {
  clients: { name: string; condition: Condition; product: string | null }[]
  hosts: { name: string }[]
}

const LIMIT = 8

/** The first few by name. Throws NotPermitted without `fleet.read`. */
export async function searchEverything(reader: DataReader, text: string): Promise<SearchResult> {
  mustBeAble(reader, 'fleet.read')
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { clients: [], hosts: [] }
  const [clients, hosts] = await Promise.all([
    findClients(wanted),
    reader.can('kmsHost.read')
      ? readPool().query<{ name: string }>(
          'SELECT name FROM kms_host WHERE name LIKE $1 ORDER BY name LIMIT $2',
          [likeAnywhere(wanted), LIMIT],
        )
      : { rows: [] },
  ])
  return { clients, hosts: hosts.rows }
}

/** The trigram index needs three letters; with fewer, any few machines do, and they are found at once. */
const ENOUGH_FOR_INDEX = 3

async function findClients(wanted: string): Promise<SearchResult['clients']> {
  const matches = `SELECT name, condition, product_label AS product FROM client WHERE name LIKE $1`
  const text =
    wanted.length < ENOUGH_FOR_INDEX
      ? `SELECT * FROM (${matches} LIMIT $2) found ORDER BY name`
      : `${matches} ORDER BY name LIMIT $2`
  const { rows } = await readPool().query<SearchResult['clients'][number]>(text, [
    likeAnywhere(wanted),
    LIMIT,
  ])
  return rows
}
