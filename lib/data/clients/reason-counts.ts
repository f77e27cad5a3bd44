import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** Clients whose newest license gives this reason code. */
export interface ReasonClients {
  /** '0xC004F038' form */
  reason: string
  clients: number
}

/**
 * How many clients of the fleet give which reason, most first, from the roll-up: as many as the clients list
 * shows for that reason. Throws NotPermitted without `fleet.read`.
 */
export async function loadReasonCounts(reader: DataReader): Promise<ReasonClients[]> {
  mustBeAble(reader, 'fleet.read')
  return readRows<ReasonClients>(
    `SELECT reason, sum(clients)::int AS clients FROM fleet_count WHERE reason <> ''
      GROUP BY reason ORDER BY clients DESC, reason`,
  )
}
