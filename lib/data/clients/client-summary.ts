import type { PoolClient } from 'pg'
import { IS_LEFT_OVER } from './left-over-sql'

/**
 * The summary columns of `client`, from its licenses: the primary one, and the worst condition among the
 * others that are managed here and not left over. p = primary license, o = all licenses together.
 */
export const SUMMARY_COLUMNS: readonly (readonly [column: string, expression: string])[] = [
  ['license_count', 'coalesce(o.licenses, 0)'],
  ['condition', `coalesce(p.condition, 'silent')`],
  ['status', 'p.status'],
  ['changes_at', 'p.changes_at'],
  ['reported_status', 'p.reported_status'],
  ['reason', 'p.reason'],
  ['expires_at', `coalesce(p.changes_at, CASE WHEN p.condition = 'silent' THEN p.since END)`],
  ['product_label', 'p.product_label'],
  ['generation', 'p.generation'],
  ['channel', 'p.channel'],
  ['activated_by', 'p.activated_by'],
  ['kms_host', 'p.kms_host'],
  ['partial_key', 'p.partial_key'],
  ['observed_at', 'p.observed_at'],
  ['other_condition', 'o.other_condition'],
]

export const SUMMARY_ASSIGNMENTS = SUMMARY_COLUMNS.map((pair) => pair.join(' = ')).join(', ')

const STATE_COLUMNS = ['condition', 'status', 'changes_at', 'expires_at']

/** Of these what time changes when it moves the primary license. */
export const STATE_ASSIGNMENTS = SUMMARY_COLUMNS.filter(([column]) => STATE_COLUMNS.includes(column))
  .map((pair) => pair.join(' = '))
  .join(', ')

/** The worst condition among licenses beside the primary one that are managed here and not left over; licensed ones count for nothing. */
export const worstOther = (condition: string) => `(${WORSE_AND_WORSE})[
             max(array_position(${WORSE_AND_WORSE}, ${condition}))
               FILTER (WHERE NOT l.is_primary AND NOT l.managed_per_user AND NOT ${IS_LEFT_OVER})]`

const WORSE_AND_WORSE = `ARRAY['silent', 'grace', 'unlicensed', 'notification']::condition[]`

/** Joins for the expressions above; `t` names the clients in question, a temporary table or a CTE `touched_client`. */
export const SUMMARY_JOINS = `
  LEFT JOIN license p ON p.client_id = t.client_id AND p.is_primary
  LEFT JOIN (
    SELECT l.client_id, count(*)::int AS licenses,
           ${worstOther('l.condition')} AS other_condition
      FROM license l JOIN touched_client c ON c.client_id = l.client_id GROUP BY l.client_id) o
    ON o.client_id = t.client_id`

/** Works out the summaries of these clients again. */
export async function refreshClients(db: PoolClient, clientIds: readonly number[]): Promise<void> {
  await db.query(
    `WITH touched_client AS (SELECT DISTINCT unnest($1::int[]) AS client_id)
     UPDATE client c SET ${SUMMARY_ASSIGNMENTS} FROM touched_client t ${SUMMARY_JOINS} WHERE c.id = t.client_id`,
    [clientIds],
  )
}
