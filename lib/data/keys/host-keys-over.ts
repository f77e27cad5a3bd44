import type { HostKeyOver } from '@/lib/activation/fleet/host-key-attention'
import type { DataReader } from '../permission'
import { onReadPool, readRows } from '../rows'
import { loadHostUses } from './host-use'

/** KMS host keys in use with more activations than they allow. None for those who may not read ledgers: the overview is for them, too. */
export async function loadHostKeysOver(reader: DataReader): Promise<HostKeyOver[]> {
  if (!reader.can('ledger.read')) return []
  const uses = await loadHostUses(onReadPool)
  const over = [...uses].filter(([, { isOver }]) => isOver).map(([keyId]) => keyId)
  if (over.length === 0) return []
  const rows = await readRows<Pick<HostKeyOver, 'keyId' | 'label' | 'lastFive'>>(
    `SELECT id AS key_id, label, last_five FROM product_key
      WHERE id = ANY($1) AND retired_at IS NULL ORDER BY label, last_five`,
    [over],
  )
  return rows.map((key) => {
    const { used, limit } = uses.get(key.keyId) ?? { used: 0, limit: 0 }
    return { ...key, hosts: used, limit }
  })
}
