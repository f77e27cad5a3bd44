import type { PoolClient } from 'pg'
import { pool } from '../pool'
import { rowsOf } from '../rows'
import { inTransaction, rowsForNext, tryLockRecord } from '../transaction'
import { resolved } from './resolve-sql'

/** Machines that one transaction looks at, at most and at first: it holds the record's lock. */
const BATCH = 2_000
const FIRST_BATCH = 250

export interface ApplyOptions {
  batch?: number
  /** Asked before each batch. */
  isStopped?: () => boolean
}

/**
 * Brings the site, owner, department and tags of machines in line with what is said of them: of those that are due, then on
 * with the look at all that a change of the rules asks for. In small transactions; ends when nothing is left, and while a
 * merge is being written. Returns the number of machines looked at.
 */
export async function applyBelonging({
  batch = BATCH,
  isStopped = () => false,
}: ApplyOptions = {}): Promise<number> {
  let looked = 0
  let size = Math.min(batch, FIRST_BATCH)
  while (!isStopped() && (await isLeft())) {
    const start = performance.now()
    const done = await inTransaction((db) => applyBatch(db, size))
    if (done === undefined) return looked
    looked += done
    if (done === size) size = Math.min(batch, rowsForNext(done, performance.now() - start))
  }
  return looked
}

async function isLeft(): Promise<boolean> {
  const [row] = await rowsOf<{ isLeft: boolean }>(
    pool(),
    `SELECT EXISTS (SELECT FROM belonging_due) OR EXISTS (SELECT FROM belonging_state WHERE next_id IS NOT NULL) AS is_left`,
  )
  return row?.isLeft === true
}

/** Returns how many were looked at; undefined while a merge is being written. */
async function applyBatch(db: PoolClient, batch: number): Promise<number | undefined> {
  // As in catchUp: a try does not overtake those that wait.
  if (!(await tryLockRecord(db))) return undefined
  await db.query('SET LOCAL jit = off')
  const due = await rowsOf<{ clientId: number }>(
    db,
    `DELETE FROM belonging_due WHERE client_id IN (SELECT client_id FROM belonging_due ORDER BY client_id LIMIT $1)
     RETURNING client_id`,
    [batch],
  )
  const ids = due.length > 0 ? due.map(({ clientId }) => clientId) : await nextOfAll(db, batch)
  if (ids.length > 0) await applyTo(db, ids)
  return ids.length
}

/** The next machines of the look at all, in the order of their ids; none when it is done. */
async function nextOfAll(db: PoolClient, batch: number): Promise<number[]> {
  const [state] = await rowsOf<{ nextId: number | null }>(
    db,
    'SELECT next_id FROM belonging_state FOR UPDATE',
  )
  if (state?.nextId == null) return []
  const rows = await rowsOf<{ id: number }>(db, 'SELECT id FROM client WHERE id >= $1 ORDER BY id LIMIT $2', [
    state.nextId,
    batch,
  ])
  const last = rows.at(-1)
  await db.query('UPDATE belonging_state SET next_id = $1', [last ? last.id + 1 : null])
  return rows.map(({ id }) => id)
}

/** Works out these machines again and writes those that changed. The caller holds the record's lock. */
async function applyTo(db: PoolClient, ids: readonly number[]): Promise<void> {
  await db.query(`CREATE TEMP TABLE belongs (id int PRIMARY KEY, old_site_id int, site_id int, owner text,
    department text, tags text[]) ON COMMIT DROP`)
  await db.query(`CREATE TEMP TABLE told ON COMMIT DROP AS ${resolved('$1')}`, [ids])
  await db.query(
    `INSERT INTO site (name) SELECT DISTINCT ON (lower(site)) site FROM told WHERE site <> '' ORDER BY lower(site), site
         ON CONFLICT (lower(name)) DO NOTHING`,
  )
  const changed = await db.query(
    `INSERT INTO belongs
     SELECT c.id, c.site_id, s.id, nullif(t.owner, ''), nullif(t.department, ''), t.tags
       FROM told t JOIN client c ON c.id = t.id JOIN site s ON lower(s.name) = lower(coalesce(t.site, ''))
      WHERE (c.site_id, c.owner, c.department, c.tags) IS DISTINCT FROM (s.id, nullif(t.owner, ''), nullif(t.department, ''), t.tags)`,
  )
  if (!changed.rowCount) return
  await db.query(
    `UPDATE client c SET site_id = b.site_id, owner = b.owner, department = b.department, tags = b.tags
       FROM belongs b WHERE b.id = c.id`,
  )
  await moveLicenses(db)
  await writeLabels(db)
}

/** Licenses beside the primary one are counted under the site of their machine, which the trigger of machines does not see. */
async function moveLicenses(db: PoolClient): Promise<void> {
  await db.query(
    `DO $$ BEGIN EXECUTE count_licenses_of_sites(
       'SELECT m.site_id, m.delta, l.condition, l.status, l.channel, l.product_label, l.kms_host, l.reason, l.is_addon, l.managed_per_user
          FROM belongs b JOIN license l ON l.client_id = b.id AND NOT l.is_primary
         CROSS JOIN LATERAL (VALUES (b.old_site_id, -1), (b.site_id, 1)) m(site_id, delta)
         WHERE b.old_site_id IS DISTINCT FROM b.site_id AND m.site_id IS NOT NULL'); END $$`,
  )
}

async function writeLabels(db: PoolClient): Promise<void> {
  await db.query('DELETE FROM client_label l USING belongs b WHERE l.client_id = b.id')
  await db.query(
    `INSERT INTO client_label (kind, value, client_id)
     SELECT DISTINCT v.kind, lower(v.value), b.id
       FROM belongs b, LATERAL (VALUES ('owner', b.owner), ('department', b.department)
              UNION ALL SELECT 'tag', unnest(b.tags)) v(kind, value)
      WHERE v.value IS NOT NULL`,
  )
}
