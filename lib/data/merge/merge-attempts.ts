import type { PoolClient } from 'pg'

/** Keeps of every machine that somebody tried to read the newest attempt, and when one last worked. */
export async function saveAttempts(db: PoolClient): Promise<void> {
  await db.query(
    `INSERT INTO collection_attempt AS a (name, at, fingerprint, outcome, via, code, details, import_id)
     SELECT DISTINCT ON (name) name, at, fingerprint, details ->> 'outcome', details ->> 'via', code,
            details - '{name,outcome,via}'::text[], import_id
       FROM (SELECT *, details ->> 'name' AS name FROM fresh WHERE kind = 'collectionAttempt') f
      ORDER BY name, at DESC, fingerprint DESC
         ON CONFLICT (name) DO UPDATE SET (at, fingerprint, outcome, via, code, details, import_id) =
            (excluded.at, excluded.fingerprint, excluded.outcome, excluded.via, excluded.code, excluded.details,
             excluded.import_id)
      WHERE (excluded.at, excluded.fingerprint) > (a.at, a.fingerprint)`,
  )
  await db.query(
    `UPDATE collection_attempt a SET read_at = f.read_at
       FROM (SELECT details ->> 'name' AS name, max(at) AS read_at FROM fresh
              WHERE kind = 'collectionAttempt' AND details ->> 'outcome' = 'read' GROUP BY 1) f
      WHERE a.name = f.name AND (a.read_at IS NULL OR a.read_at < f.read_at)`,
  )
}
