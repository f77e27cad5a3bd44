import { isWithinAt, machinesFor } from '../belonging/within'
import type { DataReader } from '../permission'
import { readRows } from '../rows'

/** A machine of the record and the text that found it. */
export interface FoundMachine {
  asked: string
  name: string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * FROM the machines `n(client_id)` that the texts `a(name)` mean: a whole name, also an earlier one, or the first label of
 * a full one. Two look-ups, since an OR would look at each of a million names.
 * @param texts the placeholder of the texts
 */
export const namedBy = (texts: string) => `
  FROM unnest(${texts}::text[]) a(name)
  CROSS JOIN LATERAL (
    SELECT client_id FROM client_name WHERE name = a.name AND client_id IS NOT NULL
     UNION
    SELECT client_id FROM client_name WHERE split_part(name, '.', 1) = a.name AND client_id IS NOT NULL) n`

/** Every name of a client, and its short name where no other client has that, as rows. client: its id, as SQL. */
export const ownNames = (client: string) => `
  SELECT name FROM client_name WHERE client_id = ${client}
   UNION
  SELECT o.short FROM (SELECT split_part(name, '.', 1) AS short FROM client_name WHERE client_id = ${client}) o
   WHERE NOT EXISTS (
     SELECT FROM client_name n WHERE split_part(n.name, '.', 1) = o.short AND n.client_id <> ${client})`

/**
 * Machines by exact name, by an earlier name, or by the first label of their FQDN, and by CMID; several where a
 * first label or a CMID is shared. Texts are lower-case. Throws NotPermitted without `machine.read`.
 */
export async function findMachines(reader: DataReader, texts: readonly string[]): Promise<FoundMachine[]> {
  const within = machinesFor(reader) ?? null
  const cmids = texts.filter((text) => UUID.test(text))
  const names = texts.filter((text) => !UUID.test(text))
  return readRows<FoundMachine>(
    `SELECT a.name AS asked, c.name ${namedBy('$1')} JOIN client c ON c.id = n.client_id
      WHERE ${isWithinAt('$3', 'c.site_id')}
     UNION
     SELECT k.cmid::text, c.name
       FROM client_cmid k JOIN client_name n ON n.id = k.name_id JOIN client c ON c.id = n.client_id
      WHERE k.cmid = ANY($2::uuid[]) AND ${isWithinAt('$3', 'c.site_id')}
      ORDER BY 1, 2 LIMIT 200`,
    [names, cmids, within],
  )
}

/** KMS hosts by full name or first label; none for those who may not see them. */
export async function findKmsHosts(reader: DataReader, texts: readonly string[]): Promise<string[]> {
  if (!reader.can('kmsHost.read')) return []
  const rows = await readRows<{ name: string }>(
    `SELECT name FROM kms_host WHERE name = ANY($1) OR split_part(name, '.', 1) = ANY($1) ORDER BY name`,
    [texts],
  )
  return rows.map((row) => row.name)
}
