import { readRows } from '../rows'

/**
 * The zones that the names of clients point to, with the number of machines, most first: what follows the first label
 * of a full name, and for short names the domain where one was observed and has a dot. Addresses do not count.
 */
export async function loadFleetSuffixes(): Promise<{ name: string; clients: number }[]> {
  return readRows<{ name: string; clients: number }>(SUFFIXES)
}

/** How many machines have this suffix. */
export async function countSuffix(zone: string): Promise<number> {
  const rows = await readRows<{ clients: number }>(
    'SELECT coalesce(sum(clients), 0)::int AS clients FROM fleet_domain WHERE zone = $1',
    [zone],
  )
  return rows[0]?.clients ?? 0
}

const SUFFIXES = `
  SELECT zone AS name, sum(clients)::int AS clients
    FROM fleet_domain
   WHERE zone ~ '^[[:alnum:]_-]+([.][[:alnum:]_-]+)*$'
   GROUP BY zone ORDER BY clients DESC, zone LIMIT 5000`
