import type { PoolClient } from 'pg'

/** The newest attempt of each name in `source`, as rows of `collection_attempt`. */
const newestOf = (source: string) => `
     INSERT INTO collection_attempt AS a (name, at, fingerprint, outcome, via, code, details, import_id)
     SELECT DISTINCT ON (name) name, at, fingerprint, details ->> 'outcome', details ->> 'via', code,
            details - '{name,outcome,via}'::text[], import_id
       FROM (${source}) f
      ORDER BY name, at DESC, fingerprint DESC`

const lastReadOf = (source: string) => `
     UPDATE collection_attempt a SET read_at = f.read_at
       FROM (SELECT name, max(at) AS read_at FROM (${source}) s WHERE details ->> 'outcome' = 'read' GROUP BY 1) f
      WHERE a.name = f.name AND (a.read_at IS NULL OR a.read_at < f.read_at)`

const FRESH = `SELECT *, details ->> 'name' AS name FROM fresh WHERE kind = 'collectionAttempt'`

/** Keeps of every machine that somebody tried to read the newest attempt, and when one last worked. */
export async function saveAttempts(db: PoolClient): Promise<void> {
  await db.query(
    `${newestOf(FRESH)}
         ON CONFLICT (name) DO UPDATE SET (at, fingerprint, outcome, via, code, details, import_id) =
            (excluded.at, excluded.fingerprint, excluded.outcome, excluded.via, excluded.code, excluded.details,
             excluded.import_id)
      WHERE (excluded.at, excluded.fingerprint) > (a.at, a.fingerprint)`,
  )
  await db.query(lastReadOf(FRESH))
}

/** Of the machines in `tried`, what the history has left of them. */
const LEFT = `SELECT e.*, t.name FROM tried t
       JOIN activation_event e ON e.kind = 'collectionAttempt' AND e.details ->> 'name' = t.name`

/**
 * Lets the newest attempts follow what is `gone` or another import says now. What is older than the history that is kept,
 * from `keptFrom` on, stays known.
 */
export async function takeBackAttempts(db: PoolClient, keptFrom: Date | null): Promise<void> {
  const { rowCount } = await db.query(
    `CREATE TEMP TABLE tried ON COMMIT DROP AS
     SELECT name, read_at FROM collection_attempt
      WHERE name IN (SELECT details ->> 'name' FROM gone WHERE kind = 'collectionAttempt')
         OR (at, fingerprint) IN (SELECT at, fingerprint FROM heir)`,
  )
  if (!rowCount) return
  await db.query(
    `DELETE FROM collection_attempt WHERE name IN (SELECT name FROM tried);
     ${newestOf(LEFT)};
     ${lastReadOf(LEFT)}`,
  )
  await db.query(
    `UPDATE collection_attempt a SET read_at = t.read_at FROM tried t
      WHERE a.name = t.name AND a.read_at IS NULL AND t.read_at < $1::timestamptz`,
    [keptFrom],
  )
}
