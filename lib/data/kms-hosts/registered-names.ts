import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** Names of the KMS hosts that are registered and in service. Throws NotPermitted without `kmsHost.read`. */
export async function namesOfRegisteredHosts(reader: DataReader): Promise<string[]> {
  mustBeAble(reader, 'kmsHost.read')
  const rows = await readRows<{ name: string }>(
    'SELECT name FROM kms_host_registration WHERE retired_at IS NULL ORDER BY name',
  )
  return rows.map(({ name }) => name)
}
