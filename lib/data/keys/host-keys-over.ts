import type { HostKeyOver } from '@/lib/activation/fleet/host-key-attention'
import { DEFAULT_LIMITS } from '@/lib/activation/kms/host-key-budget'
import type { DataReader } from '../permission'
import { readPool } from '../pool'

/** KMS host keys in use with more activations than they allow. None for those who may not read ledgers: the overview is for them, too. */
export async function loadHostKeysOver(reader: DataReader): Promise<HostKeyOver[]> {
  if (!reader.can('ledger.read')) return []
  const { rows } = await readPool().query<HostKeyOver>(
    `SELECT k.id AS "keyId", k.label, k.last_five AS "lastFive", count(DISTINCT a.host)::int AS hosts,
            coalesce(g.hosts, ${DEFAULT_LIMITS.hosts}) AS limit
       FROM product_key k JOIN host_key_activation a ON a.key_id = k.id LEFT JOIN host_key_limit g ON g.key_id = k.id
      WHERE k.retired_at IS NULL GROUP BY k.id, g.hosts
     HAVING bool_or(a.is_over_limit) OR count(DISTINCT a.host) > coalesce(g.hosts, ${DEFAULT_LIMITS.hosts})
      ORDER BY k.label, k.last_five`,
  )
  return rows
}
