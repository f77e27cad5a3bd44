import { readRows } from '../rows'
import { ownNames } from './find-machines'

/** A key that an inventory found on a machine. It says nothing of the license. */
export interface InstalledKeyView {
  /** the name the inventory has */
  machine: string
  productName: string | null
  channel: string | null
  lastFive: string
  /** ISO 8601 UTC */
  observedAt: string
  importId: string | null
  line: number | null
}

const MOST = 50

/** What inventories found under any name of this client, or under its short name where no other client has that. */
export async function loadInstalledKeys(clientId: number): Promise<InstalledKeyView[]> {
  return readRows<InstalledKeyView>(
    `SELECT * FROM (
     SELECT DISTINCT ON (k.fingerprint) k.machine, k.product_name, k.channel, k.last_five, k.observed_at, k.import_id, k.line
       FROM installed_key k WHERE k.machine IN (${ownNames('$1::int')})
      ORDER BY k.fingerprint, k.observed_at DESC) newest
      ORDER BY observed_at DESC, product_name, last_five LIMIT ${MOST}`,
    [clientId],
  )
}
