import type { PoolClient } from 'pg'
import type { AuditAction } from '../audit-words'
import { rowsOf } from '../rows'
import { reopenWords } from './join-names'
import { lookAtNamesOf } from './place-names'

/**
 * A forgotten machine has no row in `client` and none in `license`, so that nothing counts or lists it. Its names keep its
 * history and point to `forgotten_client` instead. It is forgotten as long as nothing newer than that is said of it.
 */

/** Who forgets, when and why. */
export interface Forgetting {
  at: Date
  by: string
  reason: string
}

/** Takes machines out of everything that counts. */
export async function forgetClients(
  db: PoolClient,
  clients: readonly number[],
  { at, by, reason }: Forgetting,
): Promise<void> {
  await db.query(
    `INSERT INTO forgotten_client AS f (id, name, is_sample, first_seen_at, last_seen_at, condition, product_label, forgotten_at,
            forgotten_by, reason)
     SELECT id, name, is_sample, first_seen_at, last_seen_at, condition, product_label, greatest($2, last_seen_at), $3, $4
       FROM client WHERE id = ANY($1::int[]) ORDER BY id
         ON CONFLICT (id) DO UPDATE SET (name, is_sample, first_seen_at, last_seen_at, condition, product_label, forgotten_at,
            forgotten_by, reason, returned_at) = (excluded.name, excluded.is_sample, excluded.first_seen_at,
            excluded.last_seen_at, excluded.condition, excluded.product_label, excluded.forgotten_at, excluded.forgotten_by,
            excluded.reason, NULL)`,
    [clients, at, by, reason],
  )
  await putAway(db, clients)
}

async function putAway(db: PoolClient, clients: readonly number[]): Promise<void> {
  await db.query(
    'UPDATE client_name SET client_id = NULL, forgotten_id = client_id WHERE client_id = ANY($1::int[])',
    [clients],
  )
  await db.query('DELETE FROM license_change WHERE client_id = ANY($1::int[])', [clients])
  await db.query('DELETE FROM client WHERE id = ANY($1::int[])', [clients])
}

/** Brings forgotten machines back as if they had never been forgotten. */
export async function bringBackClients(db: PoolClient, forgotten: readonly number[]): Promise<void> {
  await recall(db, forgotten)
  await db.query('DELETE FROM forgotten_client WHERE id = ANY($1::int[])', [forgotten])
}

/**
 * Whether something newer than its forgetting is said of the machine `f`. Looked up machine by machine (OFFSET 0): a join would
 * read the whole history once many are forgotten.
 */
const isHeardSince = (owner: 'n.client_id' | 'n.forgotten_id') => `EXISTS (
  SELECT FROM client_name n JOIN activation_event e ON e.name_id = n.id
   WHERE ${owner} = f.id AND e.at > f.forgotten_at OFFSET 0)`

/**
 * Brings back forgotten machines of which `fresh` observations, or names that just joined them, say something newer than the
 * forgetting. Returns whether there were any: then joinNames has to look again.
 */
export async function recallHeard(db: PoolClient, now: Date): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM forgotten_client WHERE returned_at IS NULL LIMIT 1')
  if (!rowCount) return false
  const heard = await rowsOf<{ id: number }>(
    db,
    `WITH told AS (
       SELECT n.forgotten_id AS id FROM fresh e JOIN client_name n ON n.id = e.name_id WHERE n.forgotten_id IS NOT NULL
        UNION SELECT to_client FROM move)
     SELECT id FROM told JOIN forgotten_client f USING (id) WHERE f.returned_at IS NULL AND ${isHeardSince('n.forgotten_id')}`,
  )
  if (heard.length === 0) return false
  const ids = heard.map(({ id }) => id)
  await recall(db, ids)
  await db.query(
    `WITH returned AS (UPDATE forgotten_client SET returned_at = $2 WHERE id = ANY($1::int[]) RETURNING name, forgotten_at)
     INSERT INTO audit_entry (at, actor_name, action, subject_type, subject_id, after)
     SELECT $2, 'Activation Console', $3, 'client', name, jsonb_build_object('name', name, 'forgotten', forgotten_at)
       FROM returned ORDER BY name`,
    [ids, now, 'client.return' satisfies AuditAction],
  )
  return true
}

async function recall(db: PoolClient, forgotten: readonly number[]): Promise<void> {
  await db.query(
    `INSERT INTO client (id, name, first_seen_at, last_seen_at, is_sample)
     SELECT id, name, first_seen_at, last_seen_at, is_sample FROM forgotten_client WHERE id = ANY($1::int[]) ORDER BY name`,
    [forgotten],
  )
  await db.query(
    'UPDATE client_name SET client_id = forgotten_id, forgotten_id = NULL WHERE forgotten_id = ANY($1::int[])',
    [forgotten],
  )
  await db.query(
    'UPDATE fresh f SET client_id = n.client_id FROM client_name n WHERE n.id = f.name_id AND n.client_id = ANY($1::int[])',
    [forgotten],
  )
  await db.query('INSERT INTO rejoined SELECT unnest($1::int[])', [forgotten])
  await db.query(
    `INSERT INTO rematched
     SELECT DISTINCT e.name_id, e.slot FROM client_name n JOIN activation_event e ON e.name_id = n.id
      WHERE n.client_id = ANY($1::int[]) AND e.slot IS NOT NULL`,
    [forgotten],
  )
  await reopenWords(db, null)
  await lookAtNamesOf(db, forgotten)
}

/**
 * Forgets again the machines of `gone` that came back by what is gone. What was said before `keptFrom` has been removed by
 * retention: a machine that came back by that stays.
 */
export async function forgetAgain(db: PoolClient, keptFrom: Date | null): Promise<void> {
  const unsaid = await rowsOf<{ id: number }>(
    db,
    `UPDATE forgotten_client f SET returned_at = NULL
      WHERE f.returned_at IS NOT NULL AND NOT coalesce(f.forgotten_at < $1, false)
        AND f.id IN (SELECT client_id FROM gone UNION SELECT from_client FROM move)
        AND NOT ${isHeardSince('n.client_id')}
     RETURNING id`,
    [keptFrom],
  )
  if (unsaid.length > 0)
    await putAway(
      db,
      unsaid.map(({ id }) => id),
    )
}
