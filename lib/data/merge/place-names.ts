import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import { followMoves, reopenWords } from './join-names'

/**
 * What people decide about names. A name that a person placed is neither joined nor parted by its CMID; short names that were
 * joined to one follow it. Each function leaves the first labels of the names it touched in `label`, to be looked at again by
 * joinNames, and the machines to be worked out again in `rejoined` and `rematched`.
 */

/** Makes machines one: all that was said and will be said of the names of `from` is about `to`. */
export async function placeMerged(
  db: PoolClient,
  from: readonly number[],
  to: number,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO move (name_id, name, from_client, from_name, to_client)
     SELECT n.id, n.name, c.id, c.name, $2 FROM client c JOIN client_name n ON n.client_id = c.id WHERE c.id = ANY($1::int[])`,
    [from, to],
  )
  await db.query(
    `UPDATE client_name n SET client_id = m.to_client, joined_at = coalesce(n.joined_at, $1),
            placed_at = CASE WHEN n.joined_cmid IS NULL THEN $1 ELSE n.placed_at END,
            merged_from = CASE WHEN n.joined_cmid IS NULL THEN n.merged_from || m.from_name ELSE n.merged_from END
       FROM move m WHERE n.id = m.name_id`,
    [now],
  )
  await followMoves(db)
  await lookAtNamesOf(db, [to])
}

/** The names that came with this one when its machine was merged into the one where they stand. */
const MERGED_WITH = `SELECT n.id, n.name, n.client_id, n.merged_from, g.was
       FROM (SELECT client_id, merged_from[cardinality(merged_from)] AS was FROM client_name WHERE id = $1) g
       JOIN client_name n ON n.client_id = g.client_id AND n.merged_from[cardinality(n.merged_from)] = g.was`

/** Undoes a merge: the names that came with this one are a machine of their own again, called as it was. */
export async function placeApart(db: PoolClient, nameId: number): Promise<void> {
  const [apart] = await rowsOf<{ id: number; from: number; name: string }>(
    db,
    `SELECT nextval('client_id_seq')::int AS id, client_id AS from, name FROM (${MERGED_WITH}) g
      ORDER BY name = was DESC, cardinality(merged_from), name LIKE '%.%' DESC, name LIMIT 1`,
    [nameId],
  )
  if (!apart) return
  await db.query(
    `INSERT INTO move (name_id, name, from_client, to_client) SELECT id, name, client_id, $2 FROM (${MERGED_WITH}) g`,
    [nameId, apart.id],
  )
  await db.query(
    `INSERT INTO client (id, name, first_seen_at, last_seen_at, is_sample)
     SELECT $1, $2, first_seen_at, last_seen_at, is_sample FROM client WHERE id = $3`,
    [apart.id, apart.name, apart.from],
  )
  await db.query(
    `UPDATE client_name n SET client_id = m.to_client, merged_from = nullif(trim_array(n.merged_from, 1), '{}'),
            joined_at = CASE WHEN n.name <> $1 THEN n.joined_at END,
            placed_at = CASE WHEN cardinality(n.merged_from) > 1 OR EXISTS (
              SELECT FROM move o JOIN client_name r ON r.id = o.name_id WHERE r.renamed_from IS NOT NULL) THEN n.placed_at END
       FROM move m WHERE n.id = m.name_id`,
    [apart.name],
  )
  await followMoves(db)
  await lookAtNamesOf(db, [apart.from, apart.id])
}

/** Keeps a name that was joined by its CMID apart from then on. */
export async function keepApart(db: PoolClient, nameId: number): Promise<void> {
  await db.query(
    `WITH kept AS (UPDATE client_name SET kept_apart = true WHERE id = $1 RETURNING name) INSERT INTO label SELECT name FROM kept`,
    [nameId],
  )
}

/** A machine, and the names that a new one would take the place of. */
export interface Renaming {
  clientId: number
  from: string
  to: string
}

/**
 * Gives a machine another name, one that nothing is called or one of its own; the old one leads to it. Back to the name before,
 * the renaming is undone: a name of which nothing was said goes.
 */
export async function placeRenamed(
  db: PoolClient,
  { clientId, from, to }: Renaming,
  now: Date,
): Promise<void> {
  const [old] = await rowsOf<{ id: number; isUndone: boolean; isHeard: boolean }>(
    db,
    `SELECT id, renamed_from IS NOT DISTINCT FROM $2 AS is_undone,
            EXISTS (SELECT FROM activation_event e WHERE e.name_id = client_name.id) AS is_heard FROM client_name WHERE name = $1`,
    [from, to],
  )
  if (!old) throw new Error(`${from} is no name`)
  await db.query(`INSERT INTO client_name (name, client_id) VALUES ($2, $1) ON CONFLICT (name) DO NOTHING`, [
    clientId,
    to,
  ])
  await db.query(
    `UPDATE client_name SET joined_at = CASE WHEN name = $1 THEN $2::timestamptz END, joined_cmid = NULL, placed_at = $2,
            renamed_from = CASE WHEN name = $1 THEN CASE WHEN $4 THEN NULL ELSE renamed_from END
                                WHEN $4 THEN renamed_from ELSE $1 END
      WHERE name IN ($1, $3)`,
    [from, now, to, old.isUndone],
  )
  await db.query('UPDATE client SET name = $2 WHERE id = $1', [clientId, to])
  if (old.isUndone && !old.isHeard) await dropGivenName(db, old.id, to)
  await db.query(
    `UPDATE client_name SET placed_at = NULL WHERE client_id = $1 AND merged_from IS NULL AND NOT EXISTS (
       SELECT FROM client_name r WHERE r.client_id = $1 AND r.renamed_from IS NOT NULL)`,
    [clientId],
  )
  await db.query('INSERT INTO rejoined VALUES ($1)', [clientId])
  await reopenWords(db, null)
  await lookAtNamesOf(db, [clientId])
}

/** Notes stay with the machine. */
async function dropGivenName(db: PoolClient, nameId: number, to: string): Promise<void> {
  await db.query(
    'UPDATE note SET name_id = (SELECT id FROM client_name WHERE name = $2) WHERE name_id = $1',
    [nameId, to],
  )
  await db.query('DELETE FROM client_name WHERE id = $1', [nameId])
}

/** Has joinNames look at the names of these machines again. */
export async function lookAtNamesOf(db: PoolClient, clients: readonly number[]): Promise<void> {
  await db.query('DELETE FROM move')
  await db.query(
    `INSERT INTO label SELECT DISTINCT split_part(name, '.', 1) FROM client_name WHERE client_id = ANY($1::int[])`,
    [clients],
  )
}
