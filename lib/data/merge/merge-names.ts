import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { jsonText } from '../json-text'
import { canonical } from './fingerprint'
import type { StagedProduct } from './staged-product'
import { analyzeMany, countByPortion, type PortionCount } from './work-tables'

/**
 * Fills `staged_product(no, id)`: the number of each product of the batch in the table `product`. The fingerprint
 * is of what the seed says, so that an entry of ours, and its withdrawal, meets the row that is there.
 */
export async function addProducts(db: PoolClient, products: StagedProduct[]): Promise<void> {
  const rows = products.map(({ no, own, ...product }) => ({
    no,
    own,
    fingerprint: productFingerprint(product),
    ...product,
  }))
  await db.query(
    'INSERT INTO staged_product SELECT * FROM jsonb_populate_recordset(NULL::staged_product, $1)',
    [jsonText(rows)],
  )
  await db.query(
    `INSERT INTO product (fingerprint, slot, label, is_known, generation, name, description, activation_id,
                          application_id, channel, is_addon, managed_per_user, told)
     SELECT fingerprint, coalesce(own ->> 'slot', slot), coalesce(own ->> 'label', label),
            coalesce((own ->> 'isKnown')::boolean, "isKnown"),
            CASE WHEN own IS NULL THEN generation ELSE own ->> 'generation' END, name, description, "activationId",
            "applicationId", channel, coalesce((own ->> 'isAddon')::boolean, "isAddon"), "managedPerUser",
            CASE WHEN own IS NOT NULL THEN jsonb_build_object(
              'slot', slot, 'label', label, 'generation', generation, 'isKnown', "isKnown", 'isAddon', "isAddon") END
       FROM staged_product s WHERE NOT EXISTS (SELECT FROM product p WHERE p.fingerprint = s.fingerprint)
         ON CONFLICT DO NOTHING;
     UPDATE staged_product s SET id = p.id, slot = p.slot, label = p.label FROM product p WHERE p.fingerprint = s.fingerprint`,
  )
}

function productFingerprint(product: Omit<StagedProduct, 'no'>): string {
  return createHash('sha256').update(canonical(product)).digest('hex').slice(0, 32)
}

/** A row in `kms_host` for every host name of the batch, and its first and last sight. */
export async function addHosts(db: PoolClient, isSample: boolean): Promise<void> {
  await db.query(
    `INSERT INTO kms_host AS h (name, first_seen_at, last_seen_at, is_sample)
     SELECT host, min(at), max(at), $1 FROM stage WHERE host IS NOT NULL GROUP BY host ORDER BY host
         ON CONFLICT (name) DO UPDATE SET first_seen_at = least(h.first_seen_at, excluded.first_seen_at),
            last_seen_at = greatest(h.last_seen_at, excluded.last_seen_at)
      WHERE excluded.first_seen_at < h.first_seen_at OR excluded.last_seen_at > h.last_seen_at`,
    [isSample],
  )
}

/**
 * A number for every machine name nobody has seen yet, in the temporary table `new_client`; the clients
 * themselves are written at the end of the merge, once. In order of their names: most indexes are, too. Returns how many each portion brought.
 */
export async function addNames(db: PoolClient): Promise<PortionCount[]> {
  const { rowCount } = await db.query(
    `INSERT INTO new_client
     SELECT s.*, nextval('client_id_seq')::int AS client_id
       FROM (SELECT min(portion), name, min(at) AS first_at, max(at) AS last_at FROM stage
              WHERE name IS NOT NULL GROUP BY name ORDER BY name) s
      WHERE NOT EXISTS (SELECT FROM client_name n WHERE n.name = s.name)`,
  )
  if (!rowCount) return []
  await analyzeMany(db, 'new_client (name, client_id)', rowCount)
  await db.query(
    `SET CONSTRAINTS client_name_client_id_fkey, license_client_id_fkey DEFERRED;
     INSERT INTO client_name (name, client_id) SELECT name, client_id FROM new_client`,
  )
  return countByPortion(db, 'new_client')
}

/** Writes the new clients with nothing but their names, where something must refer to them before the end. */
export async function writeNewClients(db: PoolClient, isSample: boolean): Promise<void> {
  await db.query(
    `INSERT INTO client (id, name, first_seen_at, last_seen_at, is_sample)
     SELECT client_id, name, first_at, last_at, $1 FROM new_client`,
    [isSample],
  )
  await db.query('DELETE FROM new_client')
}
