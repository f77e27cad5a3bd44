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
    `SELECT count(*)::int AS clients FROM (${NAMED}) named WHERE suffix = $1`,
    [zone],
  )
  return rows[0]?.clients ?? 0
}

const NAMED = `
  SELECT CASE WHEN name ~ '^[0-9.]+$' OR name LIKE '%:%' THEN NULL
              WHEN strpos(name, '.') > 0 THEN substr(name, strpos(name, '.') + 1)
              WHEN strpos(domain, '.') > 0 THEN lower(domain) END AS suffix
    FROM client`

const SUFFIXES = `
  SELECT suffix AS name, count(*)::int AS clients
    FROM (${NAMED}) named
   WHERE suffix ~ '^[[:alnum:]_-]+([.][[:alnum:]_-]+)*$'
   GROUP BY suffix ORDER BY clients DESC, suffix LIMIT 5000`
