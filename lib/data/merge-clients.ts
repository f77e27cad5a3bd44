import type { PoolClient } from 'pg'
import { SUMMARY_ASSIGNMENTS, SUMMARY_JOINS } from './client-summary'

/**
 * Brings the clients that were heard of up to date: when they were seen, what was said of them last, and
 * the summary of their licenses. One update a client, since every update writes all indexes of the table.
 */
export async function saveClients(db: PoolClient, isSample: boolean): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE heard ON COMMIT DROP AS
     SELECT n.client_id, n.id AS name_id, f.at, f.cmid, f.is_virtual, f.details ->> 'domain' AS domain,
            f.slot LIKE 'office:%' AS is_office
       FROM fresh f JOIN client_name n ON n.id = f.name_id;
     CREATE TEMP TABLE touched_client ON COMMIT DROP AS
     SELECT client_id, min(at) AS first_at, max(at) AS last_at,
            max(at) FILTER (WHERE cmid IS NOT NULL AND is_office IS NOT TRUE) AS cmid_at,
            max(at) FILTER (WHERE is_virtual IS NOT NULL) AS is_virtual_at,
            max(at) FILTER (WHERE domain IS NOT NULL) AS domain_at
       FROM heard GROUP BY client_id;
     ANALYZE touched_client`,
  )
  await saveCmids(db)
  await db.query(
    `UPDATE client c SET
       first_seen_at = least(c.first_seen_at, t.first_at), last_seen_at = greatest(c.last_seen_at, t.last_at),
       is_sample = c.is_sample AND $1,
       cmid = CASE WHEN t.cmid_at > coalesce(c.cmid_at, '-infinity') THEN v.cmid
                   WHEN t.cmid_at = c.cmid_at THEN greatest(c.cmid, v.cmid) ELSE c.cmid END,
       cmid_at = greatest(c.cmid_at, t.cmid_at),
       is_virtual = CASE WHEN t.is_virtual_at > coalesce(c.is_virtual_at, '-infinity') THEN v.is_virtual
                         WHEN t.is_virtual_at = c.is_virtual_at THEN c.is_virtual OR v.is_virtual ELSE c.is_virtual END,
       is_virtual_at = greatest(c.is_virtual_at, t.is_virtual_at),
       domain = CASE WHEN c.name LIKE '%.%' THEN substr(c.name, strpos(c.name, '.') + 1)
                     WHEN t.domain_at > coalesce(c.domain_at, '-infinity') THEN v.domain
                     WHEN t.domain_at = c.domain_at THEN greatest(c.domain, v.domain) ELSE c.domain END,
       domain_at = greatest(c.domain_at, t.domain_at),
       ${SUMMARY_ASSIGNMENTS}
      FROM touched_client t
      LEFT JOIN (
        SELECT h.client_id,
               max(h.cmid::text) FILTER (WHERE h.at = t.cmid_at AND h.is_office IS NOT TRUE)::uuid AS cmid,
               bool_or(h.is_virtual) FILTER (WHERE h.at = t.is_virtual_at) AS is_virtual,
               max(h.domain) FILTER (WHERE h.at = t.domain_at) AS domain
          FROM heard h JOIN touched_client t ON t.client_id = h.client_id GROUP BY h.client_id) v
        ON v.client_id = t.client_id
      ${SUMMARY_JOINS}
     WHERE c.id = t.client_id`,
    [isSample],
  )
}

async function saveCmids(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO client_cmid AS k (name_id, cmid, application, first_seen_at, last_seen_at)
     SELECT name_id, cmid, min(CASE WHEN is_office THEN 'office' ELSE 'windows' END), min(at), max(at)
       FROM heard WHERE cmid IS NOT NULL GROUP BY name_id, cmid
         ON CONFLICT (name_id, cmid) DO UPDATE SET
            application = least(k.application, excluded.application),
            first_seen_at = least(k.first_seen_at, excluded.first_seen_at),
            last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at)`,
  )
}
