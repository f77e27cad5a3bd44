import type { Alert } from '@/lib/activation/alert/alert'
import type { NoticeKind, WhyPassed } from '@/lib/activation/notice/judge-step'
import type { Transaction } from '../audit'
import { pool } from '../pool'
import { rowsOf, type SqlRunner } from '../rows'

/** Something a route is to say, with the alert it is about. */
export interface DueNotice
  extends Pick<
    Alert,
    | 'rule'
    | 'kind'
    | 'object'
    | 'objectName'
    | 'severity'
    | 'openedAt'
    | 'closedAt'
    | 'closedHow'
    | 'evidence'
    | 'threshold'
  > {
  noticeId: number
  routeId: string
  notice: NoticeKind
  dueAt: string
  isHeld: boolean
  alertId: number
  /** what a person wrote when they closed it */
  note: string | null
}

/** What has become pointless before its turn: passed over, with the reason. */
const SETTLE = `
  UPDATE notice n SET state = 'passed', due_at = NULL, why = CASE a.state WHEN 'closed' THEN 'closedFirst' ELSE a.state END
    FROM alert a
   WHERE n.state = 'waiting' AND n.due_at <= $1 AND a.id = n.alert_id AND n.kind <> 'closing'
     AND a.state IN ('closed', 'muted', 'suppressed', 'snoozed')`

/** An end of what was never told, or whose beginning was just passed over. */
const SETTLE_CLOSINGS = `
  UPDATE notice n SET state = 'passed', due_at = NULL, why = 'neverTold'
   WHERE n.state = 'waiting' AND n.kind = 'closing' AND NOT EXISTS (
     SELECT FROM notice o WHERE o.route_id = n.route_id AND o.alert_id = n.alert_id AND o.kind = 'opening' AND o.id < n.id
        AND o.state <> 'passed' AND o.id > coalesce((SELECT max(c.id) FROM notice c WHERE c.route_id = n.route_id
            AND c.alert_id = n.alert_id AND c.kind = 'closing' AND c.state = 'told'), 0))`

/** What is due on every route, in its order; closings come with what else is due. */
export async function loadDueNotices(now: Date): Promise<DueNotice[]> {
  await rowsOf(pool(), SETTLE, [now])
  await rowsOf(pool(), SETTLE_CLOSINGS)
  return rowsOf<DueNotice>(
    pool(),
    `SELECT n.id AS notice_id, n.route_id, n.kind AS notice, n.due_at, n.is_held, n.alert_id, a.rule, a.kind, a.object, a.object_name,
            a.severity, a.opened_at, a.closed_at, a.closed_how, a.evidence, a.threshold, t.note
       FROM notice n JOIN alert a ON a.id = n.alert_id LEFT JOIN alert_step t ON t.id = n.step_id
      WHERE n.state = 'waiting' AND (NOT n.is_held OR n.due_at <= $1) ORDER BY n.id`,
    [now],
  )
}

/** When each route last told of each rule and kind of notice within the last five minutes: 'route rule kind'. */
export async function loadToldLately(since: Date): Promise<Map<string, string>> {
  const rows = await rowsOf<{ group: string; toldAt: string }>(
    pool(),
    `SELECT n.route_id || ' ' || a.rule || ' ' || n.kind AS group, max(n.told_at) AS told_at
       FROM message m JOIN notice n ON n.message_id = m.id JOIN alert a ON a.id = n.alert_id
      WHERE m.created_at > $1 AND n.state = 'told' GROUP BY 1`,
    [since],
  )
  return new Map(rows.map(({ group, toldAt }) => [group, toldAt]))
}

/** Messages of a route in the last hour, and when the oldest of them was written. */
export async function loadLastHour(
  routeId: string,
  now: Date,
): Promise<{ messages: number; oldest: string | null }> {
  const [row] = await rowsOf<{ messages: number; oldest: string | null }>(
    pool(),
    `SELECT count(*)::int AS messages, min(created_at) AS oldest FROM message
      WHERE route_id = $1 AND about = 'alert' AND created_at > $2::timestamptz - interval '1 hour'`,
    [routeId, now],
  )
  return row ?? { messages: 0, oldest: null }
}

/** Lets notices wait for an hour that has room, together. */
export async function holdNotices(ids: readonly number[], until: Date): Promise<void> {
  await rowsOf(
    pool(),
    `UPDATE notice SET is_held = true, due_at = $2 WHERE id = ANY($1) AND state = 'waiting'`,
    [ids, until],
  )
}

/** Notes in the caller's transaction that notices were told with a message, or why they could not be. */
export async function settleNotices(
  tx: Transaction,
  ids: readonly number[],
  outcome: { messageId: string } | { why: WhyPassed },
  now: Date,
): Promise<void> {
  const where = { id: { in: ids.map(BigInt) }, state: 'waiting' }
  const data =
    'why' in outcome
      ? { state: 'passed', why: outcome.why, dueAt: null }
      : { state: 'told', messageId: outcome.messageId, toldAt: now }
  await tx.notice.updateMany({ where, data })
}

/** Where the beginning of alerts was told on a route: the channel and receiver of each, and the message, if it was about one. */
export interface ToldBefore {
  alertId: number
  channelId: string | null
  recipient: string
  messageId: string
  subject: string
  /** the message was about this alert alone */
  isAlone: boolean
}

export function loadToldBefore(routeId: string, alertIds: readonly number[]): Promise<ToldBefore[]> {
  return rowsOf<ToldBefore>(
    pool(),
    `SELECT n.alert_id, d.channel_id, d.recipient, m.id AS message_id, m.subject,
            (SELECT count(*) FROM notice o WHERE o.message_id = m.id) = 1 AS is_alone
       FROM notice n JOIN message m ON m.id = n.message_id JOIN delivery d ON d.message_id = m.id
      WHERE n.route_id = $1 AND n.alert_id = ANY($2) AND n.kind IN ('opening', 'escalation') AND n.state = 'told'
        AND n.id > coalesce((SELECT max(c.id) FROM notice c WHERE c.route_id = n.route_id AND c.alert_id = n.alert_id
            AND c.kind = 'closing' AND c.state = 'told'), 0)
      ORDER BY n.id`,
    [routeId, alertIds],
  )
}

/** Addresses of everybody with one of these roles who may sign in and has not switched all of these rules off for themselves. */
export async function loadAddresses(
  sql: SqlRunner,
  roles: readonly string[],
  rules: readonly string[],
): Promise<string[]> {
  const rows = await sql.rows<{ email: string }>(
    `SELECT u.email FROM "user" u WHERE u.role::text = ANY($1::text[]) AND u.disabled_at IS NULL
        AND (cardinality($2::text[]) = 0
          OR (SELECT count(*) FROM alert_mute m WHERE m.user_id = u.id AND m.rule = ANY($2::text[])) < cardinality($2::text[]))
      ORDER BY u.email`,
    [roles, rules],
  )
  return rows.map(({ email }) => email)
}
