import type { DataReader } from '../permission'
import { readRows } from '../rows'

export interface HostKeyChoice {
  id: string
  label: string
  lastFive: string
}

/** Host keys in use, to choose from; none for who may not read keys. */
export async function loadHostKeyChoices(reader: DataReader): Promise<HostKeyChoice[]> {
  if (!reader.can('key.read')) return []
  return readRows<HostKeyChoice>(
    `SELECT id, label, last_five FROM product_key
      WHERE kind = 'csvlk' AND retired_at IS NULL ORDER BY label, last_five`,
  )
}
