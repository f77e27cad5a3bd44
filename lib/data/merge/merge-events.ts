import type { PoolClient } from 'pg'
import { rowsOf } from '../rows'
import { numberKnown, type Portions } from './claims'
import { analyzeMany, countByPortion, type PortionCount } from './work-tables'

const COLUMNS = `at, fingerprint, kind, name_id, host_id, cmid, slot, activation_id, product_id, is_virtual,
  status_before, status_after, code, remaining_minutes, expires_at, ends_at, minimum_count, host_count,
  client_time, details, import_id, line, record_id`

/**
 * Adds the staged observations to the history and keeps those that were not there yet in `fresh`, a
 * temporary table with the columns of `activation_event` and the client. Returns how many each portion brought. Merges run one after
 * another, so looking first is enough and costs half of what ON CONFLICT does.
 */
export async function addEvents(
  db: PoolClient,
  { importIds, recordings }: Portions,
): Promise<PortionCount[]> {
  // One look-up a row, never a join: it would read months of history for a small file.
  const known = 'SELECT FROM activation_event e WHERE e.at = s.at AND e.fingerprint = s.fingerprint OFFSET 0'
  const { isKnown: mayKnow, isNumbered, hasTwins } = await lookAtStage(db)
  if (mayKnow && isNumbered) await numberKnown(db, recordings)
  const added = await db.query(
    `INSERT INTO fresh (client_id, portion, ${COLUMNS})
     SELECT n.client_id, s.portion, s.at, s.fingerprint, s.kind, n.id, h.id, s.cmid, p.slot, p."activationId", p.id, s.is_virtual,
            s.status_before, s.status_after, s.code, s.remaining_minutes, s.expires_at, s.ends_at,
            s.minimum_count, s.host_count, s.client_time,
            CASE WHEN s.domain IS NULL THEN s.details
                 ELSE coalesce(s.details, '{}') || jsonb_build_object('domain', s.domain) END,
            ($1::uuid[])[s.portion + 1], s.line, s.record_id
       FROM (${hasTwins ? TOLD_ONCE : 'SELECT * FROM stage'}) s
       LEFT JOIN client_name n ON n.name = s.name
       LEFT JOIN kms_host h ON h.name = s.host
       LEFT JOIN staged_product p ON p.no = s.product_no
      WHERE s.kind NOT IN ('kmsHost', 'installedKey') ${mayKnow ? `AND NOT EXISTS (${known})` : ''}`,
    [importIds],
  )
  await db.query(`INSERT INTO activation_event (${COLUMNS}) SELECT ${COLUMNS} FROM fresh`)
  await analyzeMany(db, 'fresh (client_id, name_id, slot, kind, at)', added.rowCount)
  return added.rowCount ? countByPortion(db, 'fresh') : []
}

/** Of observations that came twice in one batch the first. Sorting whole rows costs, so only when there are any. */
const TOLD_ONCE = 'SELECT DISTINCT ON (at, fingerprint) * FROM stage ORDER BY at, fingerprint, portion, line'

interface StageLook {
  /** the history holds something from the time that the staged observations span */
  isKnown: boolean
  /** some have the number of their event in its log */
  isNumbered: boolean
  /** some came twice */
  hasTwins: boolean
}

async function lookAtStage(db: PoolClient): Promise<StageLook> {
  const [look] = await rowsOf<StageLook>(
    db,
    `SELECT EXISTS (SELECT FROM activation_event WHERE at BETWEEN s.from_at AND s.to_at) AS is_known,
            EXISTS (SELECT FROM stage WHERE record_id IS NOT NULL) AS is_numbered,
            EXISTS (SELECT FROM stage GROUP BY at, fingerprint HAVING count(*) > 1) AS has_twins
       FROM (SELECT min(at) AS from_at, max(at) AS to_at FROM stage) s`,
  )
  if (!look) throw new Error('an aggregate gave no row')
  return look
}

/**
 * An answer of a KMS host in a client's log (12289) names no product. It belongs to the newest question
 * (12288) of the same machine within the five minutes before it, and so does its license. Questions and
 * answers may arrive in any order, so every answer near a fresh exchange is matched again; the licenses it
 * leaves and those it comes to are kept in `rematched`, to be worked out from the whole history. `changed` is the temporary
 * table of exchanges that came or went.
 */
export async function matchAnswers(db: PoolClient, changed: 'fresh' | 'gone'): Promise<void> {
  // An answer whose question is gone has neither product nor host, unless there is another question.
  const [join, host] =
    changed === 'gone' ? ['LEFT JOIN', 'q.host_id'] : ['JOIN', 'coalesce(q.host_id, a.host_id)']
  await db.query(
    `WITH near AS (
       SELECT name_id, min(at) - interval '5 minutes' AS from_at, max(at) + interval '5 minutes' AS to_at
         FROM ${changed} WHERE kind = 'kmsClientExchange' AND name_id IS NOT NULL GROUP BY name_id),
     matched AS (
       SELECT a.at, a.fingerprint, a.name_id, a.slot AS old_slot, q.slot, q.activation_id, q.product_id, ${host} AS host_id
         FROM near
         JOIN LATERAL (
           SELECT * FROM activation_event e WHERE e.name_id = near.name_id AND e.at BETWEEN near.from_at AND near.to_at
              AND e.kind = 'kmsClientExchange' AND e.details ->> 'step' = 'response') a ON true
         ${join} LATERAL (
           SELECT * FROM activation_event e WHERE e.name_id = a.name_id
              AND e.at BETWEEN a.at - interval '5 minutes' AND a.at
              AND e.kind = 'kmsClientExchange' AND e.details ->> 'step' = 'request' AND e.slot IS NOT NULL
            ORDER BY e.at DESC, e.fingerprint DESC LIMIT 1) q ON true
        WHERE (a.slot, a.product_id, a.host_id) IS DISTINCT FROM (q.slot, q.product_id, ${host})),
     moved AS (
       UPDATE activation_event e SET slot = m.slot, activation_id = m.activation_id, product_id = m.product_id,
              host_id = m.host_id
         FROM matched m WHERE e.at = m.at AND e.fingerprint = m.fingerprint
       RETURNING m.name_id, m.old_slot, m.slot)
     INSERT INTO rematched
     SELECT DISTINCT name_id, s FROM moved, LATERAL (VALUES (old_slot), (slot)) v(s) WHERE s IS NOT NULL`,
  )
}
