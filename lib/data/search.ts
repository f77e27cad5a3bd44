import type { Condition } from '@/lib/activation/assess'
import { type DataReader, mustBeAble } from './permission'
import { readPool } from './pool'
import { likeAnywhere } from './sql-text'

/** What the palette lists: a handful of machines and KMS hosts whose names hold the text. */
export interface SearchResult {
  clients: { name: string; condition: Condition; product: string | null }[]
  hosts: { name: string }[]
}

const LIMIT = 8

/** Names that begin with the text come first. Throws NotPermitted without `fleet.read`. */
export async function searchEverything(reader: DataReader, text: string): Promise<SearchResult> {
  mustBeAble(reader, 'fleet.read')
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { clients: [], hosts: [] }
  const [clients, hosts] = await Promise.all([
    readPool().query<SearchResult['clients'][number]>(
      `SELECT name, condition, product_label AS product FROM client
        WHERE name LIKE $1 ORDER BY name LIMIT $2`,
      [likeAnywhere(wanted), LIMIT],
    ),
    reader.can('kmsHost.read')
      ? readPool().query<{ name: string }>(
          'SELECT name FROM kms_host WHERE name LIKE $1 ORDER BY name LIMIT $2',
          [likeAnywhere(wanted), LIMIT],
        )
      : { rows: [] },
  ])
  return { clients: clients.rows, hosts: hosts.rows }
}
