import { type HostKeyMatch, type KnownHostKey, matchHostKey } from '@/lib/activation/kms/host-key-match'
import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { SqlRunner } from '../rows'

/** A host product that shows certain last five, by its newest reading, with the key of ours it was matched to. */
export interface MatchedHost {
  hostId: number
  name: string
  application: string
  productLabel: string
  activationId: string | null
  isLicensed: boolean
  observedAt: string
  /** undefined: several keys of ours have these last five, and nothing tells which it is */
  match: HostKeyMatch | undefined
}

interface ServiceRow extends Omit<MatchedHost, 'match'> {
  description: string | null
}

/** Host products with these last five, each matched to one of our host keys that have them. */
export async function loadHostsOfLastFive(sql: SqlRunner, lastFive: string): Promise<MatchedHost[]> {
  const keys = await sql.rows<KnownHostKey>(
    `SELECT id, last_five, activation_ids::text[] AS activation_ids, key_group
       FROM product_key WHERE kind = 'csvlk' AND last_five = $1`,
    [lastFive],
  )
  const rows = await sql.rows<ServiceRow>(
    `SELECT h.id AS host_id, h.name, s.application, s.product_label, s.description,
            s.activation_id, s.status = 'licensed' AS is_licensed, s.observed_at
       FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id WHERE s.partial_key = $1 ORDER BY h.name, s.application`,
    [lastFive],
  )
  return rows.map(({ description, ...row }) => {
    const keyGroup = installedKeyGroup({ ...row, description })?.id
    return { ...row, match: matchHostKey({ lastFive, activationId: row.activationId, keyGroup }, keys) }
  })
}
