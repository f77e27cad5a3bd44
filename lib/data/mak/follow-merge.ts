import type { PoolClient } from 'pg'
import { onConnection } from '../rows'
import { enterReportedCounts, FRESH_COUNTS } from './enter-reported-counts'
import { enterUses } from './enter-uses'

export interface MergedMakWords {
  /** A product of the batch has the channel MAK. */
  hasMakReadings: boolean
  /** VAMT's counts in the batch. */
  hasKeyCounts: boolean
  now: Date
}

/**
 * Lets the ledgers of our MAKs follow a merge, in its transaction and last in it, so that their accounts are
 * held as briefly as possible. Costs two look-ups where the batch says nothing of a MAK. Reads the temporary
 * tables `fresh` and `rejoined` of the merge.
 */
export async function followMerge(db: PoolClient, words: MergedMakWords): Promise<void> {
  const any = await db.query(`SELECT FROM product_key WHERE kind = 'mak' LIMIT 1`)
  if (any.rowCount === 0) return
  const sql = onConnection(db)
  const clients = await sql.rows<{ clientId: number }>(
    words.hasMakReadings ? `${REJOINED} UNION ${READ_ANEW} ORDER BY 1` : REJOINED,
  )
  await enterUses(
    sql,
    clients.map(({ clientId }) => clientId),
    words.now,
  )
  if (words.hasKeyCounts) await enterReportedCounts(sql, FRESH_COUNTS, words.now)
}

/** Machines that names joined or left: their readings make another story now. */
const REJOINED = `
  SELECT r.client_id FROM rejoined r
   WHERE EXISTS (SELECT FROM license l WHERE l.client_id = r.client_id AND l.channel = 'MAK')
      OR EXISTS (SELECT FROM client_name n JOIN mak_entry e ON e.machine = n.name WHERE n.client_id = r.client_id)`

/**
 * Machines with a fresh reading of a MAK of ours that says something else than the one before it under the
 * same name within 100 days. One that says the same changes no ledger, wherever in time it falls: what follows
 * it is compared with the same words as before. Machines with several names are always looked at. The look-up
 * is written so that only the index by name and time can serve it: with a plain `name_id = f.name_id` the one
 * by time alone may be taken, and read all that was observed on the way.
 */
const READ_ANEW = `
  SELECT f.client_id
    FROM fresh f JOIN product p ON p.id = f.product_id AND p.channel = 'MAK'
    LEFT JOIN LATERAL (
      SELECT e.status_after, e.cmid, e.details ->> 'installationId' AS installation_id, e.product_id,
             e.details ->> 'partialKey' AS partial_key
        FROM activation_event e
       WHERE e.name_id BETWEEN f.name_id AND f.name_id AND e.at BETWEEN f.at - interval '100 days' AND f.at
         AND e.kind = 'license' AND e.slot = f.slot AND (e.at, e.fingerprint) < (f.at, f.fingerprint)
       ORDER BY e.name_id DESC, e.at DESC, e.fingerprint DESC LIMIT 1) before ON true
   WHERE f.kind = 'license' AND f.client_id IS NOT NULL
     AND upper(f.details ->> 'partialKey') IN (SELECT last_five FROM product_key WHERE kind = 'mak')
     AND ((before.status_after, before.cmid, before.installation_id, before.product_id, before.partial_key)
            IS DISTINCT FROM (f.status_after, f.cmid, f.details ->> 'installationId', f.product_id, f.details ->> 'partialKey')
          OR (SELECT count(*) FROM client_name n WHERE n.client_id = f.client_id) > 1)`
