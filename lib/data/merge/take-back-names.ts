import type { PoolClient } from 'pg'

/**
 * Which CMIDs the names of `gone` were seen with, from what is left. Names that lost one are looked at again by `label`
 * (joinNames). Words from before `keptFrom` have been removed by retention: what they said stays.
 */
export async function takeBackCmids(db: PoolClient, keptFrom: Date | null): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE lost_cmid ON COMMIT DROP AS
     SELECT l.name_id, l.cmid, k.application, k.first_at, k.last_at
       FROM (SELECT DISTINCT name_id, cmid FROM gone WHERE name_id IS NOT NULL AND cmid IS NOT NULL) l
       LEFT JOIN LATERAL (
         SELECT min(CASE WHEN e.slot LIKE 'office:%' THEN 'office' ELSE 'windows' END) AS application,
                min(e.at) AS first_at, max(e.at) AS last_at
           FROM (SELECT * FROM activation_event e WHERE e.name_id = l.name_id OFFSET 0) e WHERE e.cmid = l.cmid) k ON true`,
  )
  await db.query(
    `UPDATE client_cmid k SET application = l.application, last_seen_at = l.last_at,
            first_seen_at = CASE WHEN k.first_seen_at < $1 THEN k.first_seen_at ELSE l.first_at END
       FROM lost_cmid l WHERE k.name_id = l.name_id AND k.cmid = l.cmid AND l.last_at IS NOT NULL`,
    [keptFrom],
  )
  await db.query(
    `WITH lost AS (
       DELETE FROM client_cmid k USING lost_cmid l
        WHERE k.name_id = l.name_id AND k.cmid = l.cmid AND l.last_at IS NULL AND NOT coalesce(k.first_seen_at < $1, false)
       RETURNING k.name_id)
     INSERT INTO label SELECT DISTINCT split_part(n.name, '.', 1) FROM lost JOIN client_name n ON n.id = lost.name_id`,
    [keptFrom],
  )
}

/** Lets the machines and licenses of `gone` and `handed` be worked out again. */
export async function reopenMachines(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO rematched
     SELECT name_id, slot FROM gone WHERE name_id IS NOT NULL AND slot IS NOT NULL
      UNION SELECT name_id, slot FROM handed WHERE name_id IS NOT NULL AND slot IS NOT NULL;
     INSERT INTO rejoined SELECT DISTINCT client_id FROM gone WHERE client_id IS NOT NULL`,
  )
}

/**
 * Removes the names of `gone` of which nothing is said any more, and machines without any other name, forgotten ones too. A
 * machine that was heard of before `keptFrom` stays: what was said then is not kept. Notes stay with their machine.
 */
export async function removeUnheard(db: PoolClient, keptFrom: Date | null): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE unheard ON COMMIT DROP AS
     SELECT n.id, c.id AS client_id, n.name = c.name AS is_chief
       FROM (SELECT DISTINCT name_id FROM gone) g JOIN client_name n ON n.id = g.name_id
       JOIN (SELECT id, name, first_seen_at FROM client UNION ALL
             SELECT id, name, first_seen_at FROM forgotten_client WHERE returned_at IS NULL) c
         ON c.id = coalesce(n.client_id, n.forgotten_id)
      WHERE NOT EXISTS (SELECT FROM activation_event e WHERE e.name_id = n.id)
        AND NOT coalesce(c.first_seen_at < $1, false)`,
    [keptFrom],
  )
  await db.query(
    `INSERT INTO emptied
     SELECT DISTINCT u.client_id FROM unheard u
      WHERE NOT EXISTS (SELECT FROM client_name n JOIN activation_event e ON e.name_id = n.id
                         WHERE n.client_id = u.client_id OR n.forgotten_id = u.client_id);
     DELETE FROM unheard u WHERE is_chief AND NOT EXISTS (SELECT FROM emptied e WHERE e.id = u.client_id);
     INSERT INTO rematched
     SELECT (SELECT min(n.id) FROM client_name n WHERE n.client_id = u.client_id AND NOT EXISTS (SELECT FROM unheard x WHERE x.id = n.id)), r.slot
       FROM rematched r JOIN unheard u ON u.id = r.name_id;
     UPDATE note t SET name_id = n.id FROM unheard u, client c, client_name n
      WHERE t.name_id = u.id AND c.id = u.client_id AND n.name = c.name AND NOT EXISTS (SELECT FROM emptied e WHERE e.id = c.id);
     DELETE FROM license_change h USING emptied e WHERE h.client_id = e.id;
     DELETE FROM license l USING emptied e WHERE l.client_id = e.id;
     DELETE FROM client c USING emptied e WHERE c.id = e.id;
     DELETE FROM forgotten_client f USING emptied e WHERE f.id = e.id;
     DELETE FROM client_name n USING unheard u WHERE n.id = u.id`,
  )
}
