import type { PoolClient } from 'pg'
import type { AuditAction } from '../audit-words'
import { writeNewClients } from './merge-names'

/**
 * The same machine is logged now by its short name, now by its FQDN. A short name belongs to the FQDN with
 * the same first label when both were seen with the same CMID, unless there are several such FQDNs or a
 * person keeps it apart; else it is a machine of its own. This follows from the names and CMIDs alone, so
 * the order in which they became known does not matter; a name that proves ambiguous later is parted again.
 * Where a person said what belongs together or forgot a machine, it stays. The FQDN may be of a forgotten machine: its short name
 * is forgotten with it.
 *
 * Looks at the short names in the temporary table `label(name)`, moves those that belong elsewhere, writes
 * an audit entry for each, and leaves their licenses in `rematched` and their clients in `rejoined`.
 */
export async function joinNames(db: PoolClient, now: Date, isSample: boolean): Promise<void> {
  await findMoves(db)
  const moves = await db.query('SELECT FROM move LIMIT 1')
  if (moves.rowCount === 0) return
  await writeNewClients(db, isSample)
  await db.query(
    `INSERT INTO client (id, name, first_seen_at, last_seen_at, is_sample)
     SELECT m.to_client, m.name, c.first_seen_at, c.last_seen_at, c.is_sample
       FROM move m JOIN (SELECT id, first_seen_at, last_seen_at, is_sample FROM client UNION ALL
                         SELECT id, first_seen_at, last_seen_at, is_sample FROM forgotten_client WHERE returned_at IS NULL) c
         ON c.id = m.from_client WHERE m.fqdn IS NULL`,
  )
  await db.query(
    `UPDATE client_name n SET joined_cmid = m.cmid, client_id = CASE WHEN f.id IS NULL THEN m.to_client END, forgotten_id = f.id,
            joined_at = CASE WHEN m.fqdn IS NOT NULL THEN coalesce(n.joined_at, $1) END
       FROM move m LEFT JOIN forgotten_client f ON f.id = m.to_client AND f.returned_at IS NULL WHERE n.id = m.name_id`,
    [now],
  )
  await auditMoves(db, now)
  await followMoves(db)
}

/**
 * Lets everything follow the names in `move`, which stand with their new machines: machines left without a name go, and the
 * licenses and words of the others are worked out again.
 */
export async function followMoves(db: PoolClient): Promise<void> {
  await db.query(
    'UPDATE fresh f SET client_id = n.client_id FROM move m JOIN client_name n ON n.id = m.name_id WHERE f.name_id = n.id',
  )
  await removeEmptied(db)
  await db.query(
    `INSERT INTO rejoined SELECT to_client FROM move UNION
       SELECT from_client FROM move WHERE EXISTS (SELECT FROM client c WHERE c.id = from_client)`,
  )
  await db.query(
    `INSERT INTO rematched SELECT n.id, l.slot FROM rejoined r JOIN client_name n ON n.client_id = r.client_id
        JOIN license l ON l.client_id = r.client_id
      UNION
     SELECT DISTINCT e.name_id, e.slot FROM move m JOIN activation_event e ON e.name_id = m.name_id WHERE e.slot IS NOT NULL`,
  )
  await reopenWords(db, null)
}

/**
 * Lets what was said of the clients in `rejoined` be worked out again from all that their names said. When they were first
 * seen stays where that was before `keptFrom`: retention has removed those words.
 */
export async function reopenWords(db: PoolClient, keptFrom: Date | null): Promise<void> {
  await db.query(
    `UPDATE client c SET cmid = NULL, cmid_at = NULL, is_virtual = NULL, is_virtual_at = NULL, domain = NULL,
            domain_at = NULL, first_seen_at = CASE WHEN c.first_seen_at < $1 THEN c.first_seen_at ELSE 'infinity' END,
            last_seen_at = '-infinity'
       FROM rejoined r WHERE r.client_id = c.id`,
    [keptFrom],
  )
}

/** First labels of names that were just seen with a CMID for the first time. */
export async function labelsOfNewCmids(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO label
     SELECT DISTINCT split_part(n.name, '.', 1) AS name FROM new_cmid k JOIN client_name n ON n.id = k.name_id`,
  )
}

async function findMoves(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO move
     WITH short AS (
       SELECT s.id, s.name, coalesce(s.client_id, s.forgotten_id) AS client_id, s.kept_apart, s.joined_cmid,
              coalesce(c.name, f.name, s.name) AS client_name
         FROM (SELECT DISTINCT name FROM label) l JOIN client_name s ON s.name = l.name
         LEFT JOIN client c ON c.id = s.client_id LEFT JOIN forgotten_client f ON f.id = s.forgotten_id
        WHERE s.placed_at IS NULL AND f.name IS DISTINCT FROM s.name AND NOT (c.name = s.name AND EXISTS (
              SELECT FROM client_name p WHERE p.client_id = s.client_id AND p.placed_at IS NOT NULL))),
     candidate AS (
       SELECT s.id, count(DISTINCT f.id) AS fqdns, min(coalesce(f.client_id, f.forgotten_id)) AS client_id, min(f.name) AS fqdn,
              min(fk.cmid::text)::uuid AS cmid
         FROM short s
         JOIN client_cmid sk ON sk.name_id = s.id
         JOIN client_cmid fk ON fk.cmid = sk.cmid
         JOIN client_name f ON f.id = fk.name_id AND split_part(f.name, '.', 1) = s.name AND f.name LIKE '%.%'
        WHERE NOT s.kept_apart GROUP BY s.id),
     belongs AS (
       SELECT s.*, d.client_id AS to_client, d.fqdn, d.cmid
         FROM short s LEFT JOIN candidate d ON d.id = s.id AND d.fqdns = 1)
     SELECT id AS name_id, name, client_id AS from_client, fqdn, cmid, client_name AS from_name,
            CASE WHEN fqdn IS NULL THEN nextval('client_id_seq')::int ELSE to_client END AS to_client
       FROM belongs
      WHERE CASE WHEN fqdn IS NULL THEN client_name <> name ELSE client_id <> to_client OR joined_cmid IS DISTINCT FROM cmid END`,
  )
}

/** A client whose only name has gone to another one. */
async function removeEmptied(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO emptied
     SELECT DISTINCT m.from_client AS id FROM move m
      WHERE NOT EXISTS (SELECT FROM client_name n WHERE n.client_id = m.from_client)
        AND NOT EXISTS (SELECT FROM client_name n WHERE n.forgotten_id = m.from_client)`,
  )
  await db.query('DELETE FROM license_change h USING emptied e WHERE h.client_id = e.id')
  await db.query('DELETE FROM client c USING emptied e WHERE c.id = e.id')
  await db.query('DELETE FROM forgotten_client f USING emptied e WHERE f.id = e.id')
}

async function auditMoves(db: PoolClient, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO audit_entry (at, actor_name, action, subject_type, subject_id, before, after)
     SELECT $1, 'Activation Console', CASE WHEN fqdn IS NULL THEN $2 ELSE $3 END, 'client',
            coalesce(fqdn, from_name), jsonb_build_object('name', name, 'client', from_name),
            jsonb_build_object('name', name, 'client', coalesce(fqdn, name), 'cmid', cmid)
       FROM move WHERE from_client <> to_client`,
    [now, 'client.part' satisfies AuditAction, 'client.join' satisfies AuditAction],
  )
}
