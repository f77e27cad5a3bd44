import type { ReasonPeers } from '@/lib/activation/reason/reason-peers'
import { isWithin, machinesFor, rollUpWithin } from '../belonging/within'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'

/** Of so many at most it is told where they are and since when; how many there are is exact for any number. */
const LOOKED_AT = 500

/**
 * The machines whose license gives this reason code, from the roll-up, and where they are. Throws NotPermitted without
 * `machine.read`.
 */
export async function loadReasonPeers(reader: DataReader, code: string): Promise<ReasonPeers> {
  const within = machinesFor(reader)
  const [counted, looked] = [new SqlValues(), new SqlValues()]
  const [[count], peers] = await Promise.all([
    readRows<{ machines: number }>(
      `SELECT coalesce(sum(clients), 0)::int AS machines FROM ${rollUpWithin('machines', within, counted)}
          AND reason = ${counted.add(code)}`,
      counted.list,
    ),
    readRows<{ name: string; zone: string; since: string | null }>(
      `SELECT c.name, zone_of_client(c.name, c.domain) AS zone, l.since
         FROM client c LEFT JOIN license l ON l.client_id = c.id AND l.is_primary
        WHERE c.kind IN (SELECT DISTINCT kind FROM fleet_kind WHERE reason = ${looked.add(code)})
          AND ${isWithin(within, looked, 'c.site_id')} LIMIT ${LOOKED_AT + 1}`,
      looked.list,
    ),
  ])
  const machines = count?.machines ?? 0
  if (peers.length > LOOKED_AT) return { code, machines }
  const [zones, sinces] = [new Set(peers.map(({ zone }) => zone)), peers.flatMap(({ since }) => since ?? [])]
  const since = sinces.toSorted()[0]
  return {
    code,
    machines,
    names: peers.map(({ name }) => name),
    ...(zones.size === 1 && { zone: [...zones][0] }),
    ...(since !== undefined && { since }),
  }
}
