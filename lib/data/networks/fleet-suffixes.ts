import { readPool } from '../pool'

/**
 * The zones that the names of clients point to, with the number of machines, most first: what follows the first label
 * of a full name, and for short names the domain where one was observed and has a dot. Addresses do not count.
 */
export async function loadFleetSuffixes(): Promise<{ name: string; clients: number }[]> {
  const { rows } = await readPool().query<{ name: string; clients: number }>(SUFFIXES)
  return rows
}

const SUFFIXES = `
  SELECT suffix AS name, count(*)::int AS clients
    FROM (SELECT CASE WHEN name ~ '^[0-9.]+$' OR name LIKE '%:%' THEN NULL
                      WHEN strpos(name, '.') > 0 THEN substr(name, strpos(name, '.') + 1)
                      WHEN strpos(domain, '.') > 0 THEN lower(domain) END AS suffix
            FROM client) named
   WHERE suffix ~ '^[[:alnum:]_-]+([.][[:alnum:]_-]+)*$'
   GROUP BY suffix ORDER BY clients DESC, suffix LIMIT 5000`
