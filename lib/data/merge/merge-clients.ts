import type { PoolClient } from 'pg'
import { SUMMARY_ASSIGNMENTS, SUMMARY_COLUMNS, SUMMARY_JOINS } from '../clients/client-summary'
import { analyzeMany } from './work-tables'

/**
 * Brings the clients that were heard of up to date: when they were seen, what was said of them last, and
 * the summary of their licenses. Each is written once, since every write goes into all indexes of the table.
 */
export async function saveClients(db: PoolClient, isSample: boolean): Promise<void> {
  await db.query(
    `INSERT INTO heard
     SELECT f.client_id, f.at, f.cmid, f.is_virtual, f.details ->> 'domain' AS domain,
            f.slot LIKE 'office:%' AS is_office
       FROM fresh f WHERE f.client_id IS NOT NULL
     UNION ALL
     SELECT n.client_id, e.at, e.cmid, e.is_virtual, e.details ->> 'domain', e.slot LIKE 'office:%'
       FROM rejoined r JOIN client_name n ON n.client_id = r.client_id
       JOIN activation_event e ON e.name_id = n.id`,
  )
  const touched = await db.query(
    `INSERT INTO touched_client
     SELECT client_id, min(at) AS first_at, max(at) AS last_at,
            max(at) FILTER (WHERE cmid IS NOT NULL AND is_office IS NOT TRUE) AS cmid_at,
            max(at) FILTER (WHERE is_virtual IS NOT NULL) AS is_virtual_at,
            max(at) FILTER (WHERE domain IS NOT NULL) AS domain_at
       FROM heard GROUP BY client_id ORDER BY client_id`,
  )
  await analyzeMany(db, 'touched_client (client_id)', touched.rowCount)
  await insertClients(db, isSample)
  await updateClients(db, isSample)
}

/** What was said last of each touched client; of several words at one moment the greatest, so that order does not matter. */
const LAST_WORDS = `
  LEFT JOIN (
    SELECT h.client_id,
           max(h.cmid::text) FILTER (WHERE h.at = t.cmid_at AND h.is_office IS NOT TRUE)::uuid AS cmid,
           bool_or(h.is_virtual) FILTER (WHERE h.at = t.is_virtual_at) AS is_virtual,
           max(h.domain) FILTER (WHERE h.at = t.domain_at) AS domain
      FROM heard h JOIN touched_client t ON t.client_id = h.client_id AND h.at IN (t.cmid_at, t.is_virtual_at, t.domain_at)
     GROUP BY h.client_id) v
    ON v.client_id = t.client_id`

async function insertClients(db: PoolClient, isSample: boolean): Promise<void> {
  const [columns, expressions] = [0, 1].map((side) => SUMMARY_COLUMNS.map((pair) => pair[side]).join(', '))
  await db.query(
    `INSERT INTO client (id, name, first_seen_at, last_seen_at, is_sample, cmid, cmid_at, is_virtual, is_virtual_at,
                         domain, domain_at, ${columns})
     SELECT n.client_id, n.name, t.first_at, t.last_at, $1, v.cmid, t.cmid_at, v.is_virtual, t.is_virtual_at,
            CASE WHEN n.name LIKE '%.%' THEN substr(n.name, strpos(n.name, '.') + 1) ELSE v.domain END, t.domain_at,
            ${expressions}
       FROM new_client n JOIN touched_client t ON t.client_id = n.client_id ${LAST_WORDS} ${SUMMARY_JOINS}
      ORDER BY n.name`,
    [isSample],
  )
}

async function updateClients(db: PoolClient, isSample: boolean): Promise<void> {
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
      FROM touched_client t ${LAST_WORDS} ${SUMMARY_JOINS}
     WHERE c.id = t.client_id AND NOT EXISTS (SELECT FROM new_client n WHERE n.client_id = t.client_id)`,
    [isSample],
  )
}

/** Which CMIDs the names were seen with. Returns how many pairs were seen for the first time; they are kept in `new_cmid`. */
export async function saveCmids(db: PoolClient): Promise<number> {
  const heard = await db.query(
    `INSERT INTO heard_cmid
     SELECT name_id, cmid, min(CASE WHEN slot LIKE 'office:%' THEN 'office' ELSE 'windows' END) AS application,
            min(at) AS first_at, max(at) AS last_at
       FROM fresh WHERE name_id IS NOT NULL AND cmid IS NOT NULL GROUP BY name_id, cmid ORDER BY name_id, cmid`,
  )
  await analyzeMany(db, 'heard_cmid (name_id, cmid)', heard.rowCount)
  await db.query(
    `UPDATE client_cmid k SET application = least(k.application, h.application),
            first_seen_at = least(k.first_seen_at, h.first_at), last_seen_at = greatest(k.last_seen_at, h.last_at)
       FROM heard_cmid h WHERE k.name_id = h.name_id AND k.cmid = h.cmid
        AND (h.first_at < k.first_seen_at OR h.last_at > k.last_seen_at OR h.application < k.application)`,
  )
  // New pairs are gathered before any is written: a plan made for an empty table would otherwise scan, for
  // every row, all that the same statement has added so far.
  const added = await db.query(
    `INSERT INTO new_cmid SELECT * FROM heard_cmid h
      WHERE NOT EXISTS (SELECT FROM client_cmid k WHERE k.name_id = h.name_id AND k.cmid = h.cmid)`,
  )
  if (!added.rowCount) return 0
  await db.query(
    `INSERT INTO client_cmid (name_id, cmid, application, first_seen_at, last_seen_at)
     SELECT name_id, cmid, application, first_at, last_at FROM new_cmid`,
  )
  return added.rowCount
}
