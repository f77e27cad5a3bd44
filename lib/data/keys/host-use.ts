import { DEFAULT_LIMITS } from '@/lib/activation/kms/host-key-budget'
import type { SqlRunner } from '../rows'
import { loadChiefNames } from './chief-names'

/** How much of a host key is used. */
export interface HostUseOfKey {
  used: number
  limit: number
  /** more than it allows: hosts, or activations of one of them */
  isOver: boolean
}

interface Row {
  keyId: string
  hosts: string[]
  limit: number
  isOver: boolean
}

/** The use of these host keys, or of all, by the id of the key. */
export async function loadHostUses(
  sql: SqlRunner,
  keyIds?: readonly string[],
): Promise<Map<string, HostUseOfKey>> {
  if (keyIds?.length === 0) return new Map()
  const chiefOf = await loadChiefNames(sql)
  const rows = await sql.rows<Row>(
    `SELECT k.id AS key_id, coalesce(array_agg(DISTINCT a.host) FILTER (WHERE a.host IS NOT NULL), '{}') AS hosts,
            coalesce(g.hosts, ${DEFAULT_LIMITS.hosts}) AS limit, coalesce(bool_or(a.is_over_limit), false) AS is_over
       FROM product_key k LEFT JOIN host_key_activation a ON a.key_id = k.id LEFT JOIN host_key_limit g ON g.key_id = k.id
      WHERE k.kind = 'csvlk' AND ($1::uuid[] IS NULL OR k.id = ANY($1::uuid[])) GROUP BY k.id, g.hosts`,
    [keyIds ?? null],
  )
  return new Map(
    rows.map(({ keyId, hosts, limit, isOver }) => {
      const used = new Set(hosts.map(chiefOf)).size
      return [keyId, { used, limit, isOver: isOver || used > limit }]
    }),
  )
}
