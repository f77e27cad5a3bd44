import type { PoolClient } from 'pg'

/**
 * Which license speaks for its machine: Windows, else the Office product seen last, its grace license only alone; add-ons never, and
 * licenses managed per user only where there is nothing else. Keeps the licenses that changed their part
 * in the temporary table `flipped`. Only machines with a new license or one besides Windows can change.
 */
export async function choosePrimary(db: PoolClient): Promise<void> {
  const { rowCount } = await db.query(
    `INSERT INTO flipped
     WITH ranked AS (
       SELECT l.id, l.is_primary, NOT l.is_addon AND row_number() OVER (
                PARTITION BY l.client_id
                ORDER BY l.is_addon, l.managed_per_user,
                         CASE WHEN l.slot = 'windows' THEN 0 WHEN l.slot LIKE 'office:%' THEN 1 ELSE 2 END,
                         l.slot LIKE 'office:%-grace',
                         l.observed_at DESC, l.slot) = 1 AS is_chosen
         FROM license l
        WHERE l.client_id IN (SELECT client_id FROM touched WHERE is_new OR slot <> 'windows' OR mode = 'rebuild'))
     SELECT id, is_chosen FROM ranked WHERE is_primary <> is_chosen`,
  )
  if (!rowCount) return
  await db.query(
    `UPDATE license l SET is_primary = f.is_chosen FROM flipped f WHERE l.id = f.id;
     UPDATE license_change c SET is_primary = f.is_chosen FROM flipped f WHERE c.license_id = f.id`,
  )
}

/** Forgets the changes that are worked out again: all of a license, or those by time after its last word. */
export async function removeRebuiltChanges(db: PoolClient): Promise<void> {
  await db.query(
    `DELETE FROM license_change c USING touched t
      WHERE NOT t.is_new AND c.license_id = t.id AND (t.mode = 'rebuild' OR c.at > t.moved_after)`,
  )
}

/** Adds the derived changes to `license_change`. */
export async function addChanges(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO license_change (license_id, at, client_id, is_primary, from_status, from_condition, to_status,
                                 to_condition, cause, reason, kms_host, import_id, line)
     SELECT c.license_id, c.at, l.client_id, l.is_primary, c.from_status, c.from_condition, c.to_status,
            c.to_condition, c.cause, c.reason, h.name, c.import_id, c.line
       FROM change c JOIN license l ON l.id = c.license_id LEFT JOIN kms_host h ON h.id = c.host_id
      ORDER BY c.at`,
  )
}
