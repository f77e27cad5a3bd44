import { machinesFor, rollUpWithin } from '../belonging/within'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'

/** Clients whose newest license gives this reason code. */
export interface ReasonClients {
  /** '0xC004F038' form */
  reason: string
  clients: number
}

/**
 * How many clients of the fleet give which reason, most first, from the roll-up: as many as the clients list
 * shows for that reason. Throws NotPermitted without `machine.read`.
 */
export async function loadReasonCounts(reader: DataReader): Promise<ReasonClients[]> {
  const within = machinesFor(reader)
  const values = new SqlValues()
  return readRows<ReasonClients>(
    `SELECT reason, sum(clients)::int AS clients FROM ${rollUpWithin('machines', within, values)}
        AND reason <> '' GROUP BY reason ORDER BY clients DESC, reason`,
    values.list,
  )
}
